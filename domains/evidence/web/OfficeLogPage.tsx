import { useTranslation } from 'react-i18next';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { to } from '#platform/ui/urls.ts';
import { LogView } from './LogView.tsx';

/** The park's log among the pages of the office, where it is audited. */
export default function OfficeLogPage({ params }: PageProps<'/p/$park/office/log'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  return <LogView park={park} under={{ label: t('log.office'), to: to.office({ park }) }} />;
}
