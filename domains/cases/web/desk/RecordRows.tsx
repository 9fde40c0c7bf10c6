import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { intentKey } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceRecord } from '../../model/ledgers.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { sendNeed } from './acts.ts';

type RecordRowsProps = {
  readonly park: string;
  readonly rows: readonly ServiceRecord[];
  readonly zone: string;
};

/** What was written down, latest first; each may become a need. */
export function RecordRows({ park, rows, zone }: RecordRowsProps) {
  return (
    <ul className="record-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <RecordRow park={park} row={row} zone={zone} />
        </li>
      ))}
    </ul>
  );
}

function RecordRow({
  park,
  row,
  zone,
}: Pick<RecordRowsProps, 'park' | 'zone'> & { readonly row: ServiceRecord }) {
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
        <BecomeNeed park={park} row={row} />
      ) : (
        <Link to={to.deskCase({ park, number: row.needNumber })}>
          {t('desk.record.is-need', { number: row.needNumber })}
        </Link>
      )}
    </>
  );
}

function BecomeNeed({ park, row }: { readonly park: string; readonly row: ServiceRecord }) {
  const { t } = useTranslation('cases');
  const query = useQueryClient();
  const [key] = useState(intentKey);
  const turning = useMutation({
    mutationFn: () => sendNeed({ park, id: row.id, body: {}, key }),
    onSuccess: () => query.invalidateQueries({ queryKey: ['cases', park] }),
  });
  return (
    <>
      <Button
        className="desk-target"
        loading={turning.isPending}
        onClick={() => turning.mutate()}
        aria-label={t('desk.record.to-need-named', { line: row.line })}
      >
        {t('desk.record.to-need')}
      </Button>
      {turning.isError && <ProblemNote error={turning.error} />}
    </>
  );
}
