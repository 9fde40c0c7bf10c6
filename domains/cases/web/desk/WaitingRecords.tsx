import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { useOutbox } from './outbox.ts';

type WaitingRecordsProps = {
  readonly park: string;
  readonly outbox: ReturnType<typeof useOutbox>;
};

/** Records this device has and the server has not: waiting for the line, or refused. */
export function WaitingRecords({ outbox }: WaitingRecordsProps) {
  const { t } = useTranslation('cases');
  const { waiting } = outbox;
  return (
    <div aria-live="polite">
      {waiting.length > 0 && (
        <section className="record-waiting" aria-labelledby="waiting">
          <h2 id="waiting" className="desk-h2">
            {t('desk.record.waiting', { count: waiting.length })}
          </h2>
          <ul>
            {waiting.map(({ key, body, refused }) => (
              <li key={key}>
                <span>
                  {[body.organisation, body.line].filter((part) => part !== '').join(' · ')}
                </span>
                {refused !== null && (
                  <>
                    <span>{t('desk.record.refused', { why: refused })}</span>
                    <Button className="desk-target" onClick={() => outbox.drop(key)}>
                      {t('desk.record.drop')}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
          <Button className="desk-target" onClick={outbox.send}>
            {t('desk.record.send-now')}
          </Button>
        </section>
      )}
    </div>
  );
}
