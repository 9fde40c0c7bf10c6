import { useTranslation } from 'react-i18next';
import { Page } from '#platform/ui/Page.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Verifies a receipt of any park: this page asks the server for nothing at all. */
export default function VerifyAnywherePage() {
  const { t } = useTranslation('evidence');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')} crumbs={[]}>
      <VerifyForm zone={timeZone} />
    </Page>
  );
}
