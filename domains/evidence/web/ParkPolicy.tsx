import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { logQuery } from './reads.ts';

type ParkPolicyProps = { readonly park: string; readonly onPolicy: (text: string) => void };

/** Fills in the policy this site publishes, and says what trusting it means. */
export function ParkPolicy({ park, onPolicy }: ParkPolicyProps) {
  const { t } = useTranslation('evidence');
  const log = useQuery(logQuery(park));
  const reason = log.data === undefined ? t('policy.unavailable') : undefined;
  return (
    <p className="drop-file">
      <Button
        look="quiet"
        disabledReason={reason}
        onClick={() => log.data !== undefined && onPolicy(log.data.policy)}
      >
        {t('policy.use')}
      </Button>
      <span className="note">{t('policy.note')}</span>
    </p>
  );
}
