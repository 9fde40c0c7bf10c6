import { useTranslation } from 'react-i18next';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { LogView } from './LogView.tsx';

/** The park's log, for everybody. */
export default function LogPage({ params }: PageProps<'/p/$park/log'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  return <LogView park={park} under={{ label: t('verify.title'), to: to.verify({ park }) }} />;
}
