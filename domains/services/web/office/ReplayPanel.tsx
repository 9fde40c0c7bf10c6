import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import type { ReplayedCase, ReplayPage } from '../../model/index.ts';
import { Refused } from './Refused.tsx';
import { addReplayed, nothingReplayed, type ReplaySum } from './trial-sum.ts';

const replay = read<ReplayPage>()('/p/:park/api/revisions/:id/replay');

type Props = { readonly park: string; readonly id: string };

/** Most pages one replay asks for: 20,000 cases. */
const pagesMax = 200;

/** Plays last quarter's real cases under the draft, page by page, and says what would change. */
export function ReplayPanel({ park, id }: Props) {
  const { t } = useTranslation('services');
  const [sum, setSum] = useState<ReplaySum>();
  const run = useMutation({
    mutationFn: async () => {
      let so = nothingReplayed;
      let cursor: string | undefined;
      for (let count = 0; count < pagesMax; count += 1) {
        const page = await api.get(replay, {
          params: { park, id },
          search: { cursor, limit: 100 },
        });
        so = addReplayed(so, page);
        setSum(so);
        if (page.next === null) return;
        cursor = page.next;
      }
    },
  });
  return (
    <section className="office-part" aria-labelledby="replay">
      <h2 id="replay">{t('office.replay.title')}</h2>
      <p className="section-lead">{t('office.replay.lead')}</p>
      <Button
        look="quiet"
        disabledReason={run.isPending ? t('office.trial.working') : undefined}
        onClick={() => run.mutate()}
      >
        {t('office.replay.act')}
      </Button>
      {run.error !== null && <Refused error={run.error} />}
      <div aria-live="polite">
        {run.isPending && sum !== undefined && (
          <p>
            <progress max={Math.max(1, sum.total)} value={sum.played + sum.erased} />{' '}
            {t('office.replay.goes-on', { played: sum.played, total: sum.total })}
          </p>
        )}
        {sum !== undefined && !run.isPending && <ReplayWords sum={sum} />}
      </div>
      {sum !== undefined && sum.items.length > 0 && <ChangedCases items={sum.items} />}
      {sum !== undefined && sum.workload.length > 0 && <Workload sum={sum} />}
    </section>
  );
}

function ReplayWords({ sum }: { readonly sum: ReplaySum }) {
  const { t } = useTranslation('services');
  const { played, changed, refusals, ends, dues, erased } = sum;
  if (played === 0) return <p>{t('office.replay.none')}</p>;
  return (
    <p>
      <strong>{t('office.replay.sum', { played, count: changed })}</strong>{' '}
      {t('office.replay.parts', { refusals, ends, dues })}{' '}
      {erased > 0 && t('office.replay.erased', { count: erased })}
    </p>
  );
}

function ChangedCases({ items }: { readonly items: readonly ReplayedCase[] }) {
  const { t } = useTranslation('services');
  const columns: Column<ReplayedCase>[] = [
    { key: 'number', title: t('office.replay.number'), cell: ({ number }) => number },
    {
      key: 'changes',
      title: t('office.replay.changes'),
      cell: ({ changes }) => (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Table
      caption={t('office.replay.caption')}
      columns={columns}
      rows={items}
      rowKey={({ number }) => number}
    />
  );
}

function Workload({ sum }: { readonly sum: ReplaySum }) {
  const { t } = useTranslation('services');
  const say = useSay();
  type Line = ReplaySum['workload'][number];
  const columns: Column<Line>[] = [
    { key: 'role', title: t('office.trial.role'), cell: ({ title }) => say(title) },
    { key: 'before', title: t('office.trial.before'), cell: ({ before }) => before },
    { key: 'after', title: t('office.trial.after'), cell: ({ after }) => after },
  ];
  return (
    <Table
      caption={t('office.replay.workload')}
      columns={columns}
      rows={sum.workload}
      rowKey={({ role }) => role}
    />
  );
}
