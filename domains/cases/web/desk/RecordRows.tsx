import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceRecord } from '../../model/ledgers.ts';
import { BecomeNeed } from './BecomeNeed.tsx';

type RecordRowsProps = {
  readonly park: string;
  readonly rows: readonly ServiceRecord[];
  readonly zone: string;
  /** Code of the park's service for needs; undefined where it has none. */
  readonly needs: string | undefined;
};

/** What was written down, latest first; each may become a need. */
export function RecordRows({ rows, ...shared }: RecordRowsProps) {
  return (
    <ul className="record-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <RecordRow row={row} {...shared} />
        </li>
      ))}
    </ul>
  );
}

function RecordRow({
  park,
  row,
  zone,
  needs,
}: Omit<RecordRowsProps, 'rows'> & { readonly row: ServiceRecord }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate(zone);
  return (
    <>
      <p>
        <strong>{row.line}</strong>
      </p>
      <p className="quiet">
        {[row.organisation, say(row.serviceTitle), say(row.nodeTitle), date(row.at)]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {row.needNumber === null ? (
        <BecomeNeed park={park} row={row} needs={needs} />
      ) : (
        <Link to={to.deskCase({ park, number: row.needNumber })}>
          {t('desk.record.is-need', { number: row.needNumber })}
        </Link>
      )}
    </>
  );
}
