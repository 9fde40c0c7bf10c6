import { useTranslation } from 'react-i18next';
import type { Localized } from '#platform/text/localized.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import type { Predicted, SimulationResult } from '../../model/index.ts';
import { percentOf } from './trial-sum.ts';

/** Both predictions in one sentence each, then load and waits side by side. */
export function Predictions({ result }: { readonly result: SimulationResult }) {
  const { t } = useTranslation('services');
  const { before, after } = result;
  return (
    <>
      <p>
        <Sentence predicted={before} name={t('office.simulate.in-force')} />
      </p>
      <p>
        <strong>
          <Sentence predicted={after} name={t('office.draft')} />
        </strong>
      </p>
      <Loads before={before} after={after} />
      <Waits before={before} after={after} />
    </>
  );
}

function Sentence({ predicted, name }: { readonly predicted: Predicted; readonly name: string }) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { onTimeBp, fromBp, toBp, waits, bottleneck } = predicted;
  const worst = waits.find(({ step }) => step === bottleneck);
  const rate = { rate: percentOf(onTimeBp), low: percentOf(fromBp), high: percentOf(toBp) };
  return (
    <>
      {t('office.simulate.rate', { name, ...rate })}{' '}
      {worst === undefined
        ? t('office.simulate.no-wait')
        : t('office.simulate.bottleneck', { step: say(worst.title), minutes: worst.waitMinutes })}
    </>
  );
}

type Sides = { readonly before: Predicted; readonly after: Predicted };
type Pair = {
  readonly key: string;
  readonly title: Localized;
  readonly before: number | undefined;
  readonly after: number | undefined;
};

function Loads({ before, after }: Sides) {
  const { t } = useTranslation('services');
  const rows = pairs(
    before.load.map(({ role, title, loadBp }) => ({ key: role, title, value: loadBp })),
    after.load.map(({ role, title, loadBp }) => ({ key: role, title, value: loadBp })),
  );
  return (
    <PairTable
      caption={t('office.simulate.load')}
      head={t('office.trial.role')}
      rows={rows}
      shown={percentOf}
      full={10_000}
    />
  );
}

function Waits({ before, after }: Sides) {
  const { t } = useTranslation('services');
  const valuesOf = ({ waits }: Predicted) =>
    waits.map(({ step, title, waitMinutes }) => ({ key: step, title, value: waitMinutes }));
  const rows = pairs(valuesOf(before), valuesOf(after));
  const longest = Math.max(1, ...rows.flatMap((row) => [row.before ?? 0, row.after ?? 0]));
  return (
    <PairTable
      caption={t('office.simulate.waits')}
      head={t('office.trial.step')}
      rows={rows}
      shown={(minutes) => t('office.simulate.minutes-amount', { minutes })}
      full={longest}
    />
  );
}

type Value = { readonly key: string; readonly title: Localized; readonly value: number };

function pairs(before: readonly Value[], after: readonly Value[]): Pair[] {
  const keys = new Map([...before, ...after].map(({ key, title }) => [key, title]));
  const valueIn = (list: readonly Value[], key: string) =>
    list.find((one) => one.key === key)?.value;
  return [...keys].map(([key, title]) => ({
    ...{ key, title },
    ...{ before: valueIn(before, key), after: valueIn(after, key) },
  }));
}

type PairTableProps = {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly Pair[];
  readonly shown: (value: number) => string;
  /** The value that fills a bar. */
  readonly full: number;
};

/** A value before and under the draft, each with a bar beside its figure. */
function PairTable({ caption, head, rows, shown, full }: PairTableProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const cell = (value: number | undefined) =>
    value === undefined ? (
      '–'
    ) : (
      <>
        <meter min={0} max={full} value={Math.min(value, full)} aria-hidden="true" /> {shown(value)}
      </>
    );
  const columns: Column<Pair>[] = [
    { key: 'name', title: head, cell: ({ title }) => say(title) },
    { key: 'before', title: t('office.trial.before'), cell: ({ before }) => cell(before) },
    { key: 'after', title: t('office.trial.after'), cell: ({ after }) => cell(after) },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
