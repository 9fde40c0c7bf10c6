import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { pathOf } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import type { LogView } from '../model.ts';

type LogTrustProps = { readonly park: string; readonly log: LogView };

/** What is withheld for want of witnesses or time, and since when. */
export function LogTrouble({ park, log }: LogTrustProps) {
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  if (log.withheld === null) return null;
  return (
    <p className="form-error">
      <output>
        {t(`log.withheld.${log.withheld.reason}`, { since: date(log.withheld.since) })}
      </output>
    </p>
  );
}

/** Who vouches for the log beside itself: its keys so far, its witnesses, its time authority. */
export function LogTrust({ park, log }: LogTrustProps) {
  const { t } = useTranslation('evidence');
  return (
    <dl className="facts facts-wide">
      <dt>{t('log.keys')}</dt>
      <dd>
        <ul>
          {log.keys.map(({ vkey, firstSize, lastSize }) => (
            <li key={vkey}>
              <span className="hash">{vkey}</span> {tenureOf(firstSize, lastSize, t)}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('log.witnesses')}</dt>
      <dd>
        {log.witnesses.length === 0 && t('log.no-witnesses')}
        <ul>
          {log.witnesses.map(({ name, size, failingSince }) => (
            <li key={name}>
              {t('log.witness-size', { name, size })}
              <Failing park={park} since={failingSince} />
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('log.timestamps')}</dt>
      <dd>
        <Time park={park} timestamps={log.timestamps} />
      </dd>
    </dl>
  );
}

type Translate = (key: string, values?: Record<string, number>) => string;

function tenureOf(firstSize: number | null, lastSize: number | null, t: Translate): string {
  if (firstSize === null) return t('log.key-next');
  const from = firstSize + 1;
  return lastSize === null
    ? t('log.key-from', { from })
    : t('log.key-retired', { from, to: lastSize });
}

function Failing({ park, since }: { readonly park: string; readonly since: string | null }) {
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  return since === null ? null : <> ({t('log.failing', { since: date(since) })})</>;
}

function Time({
  park,
  timestamps,
}: {
  readonly park: string;
  readonly timestamps: LogView['timestamps'];
}) {
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  if (timestamps === null) return t('log.no-timestamps');
  const { name: url, everyMinutes: minutes, newestAt, failingSince } = timestamps;
  const at = newestAt === null ? t('log.none-yet') : date(newestAt);
  return (
    <>
      {t('log.timestamps-every', { url, minutes, at })}
      <Failing park={park} since={failingSince} />{' '}
      <a href={pathOf('/p/:park/log/timestamp-roots', { park })}>{t('log.timestamp-roots')}</a>
    </>
  );
}
