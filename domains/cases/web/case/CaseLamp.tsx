import { useTranslation } from 'react-i18next';
import { Lamp } from '#platform/ui/Lamp.tsx';
import type { CaseCard } from '../../model/index.ts';

/** The lamp of a case or clock; one that no longer runs is only a word. */
export function CaseLamp({ lamp }: { readonly lamp: CaseCard['lamp'] }) {
  const { t } = useTranslation('cases');
  if (lamp === 'stopped') return <span className="case-stopped">{t('case.lamp-stopped')}</span>;
  return <Lamp state={lamp} />;
}
