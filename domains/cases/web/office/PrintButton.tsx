import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';

/** Prints the page as it stands; the sheet is laid out for A4. */
export function PrintButton() {
  const { t } = useTranslation('cases');
  return (
    <p className="no-print office-act">
      <Button look="quiet" onClick={() => window.print()}>
        {t('office.print')}
      </Button>
    </p>
  );
}
