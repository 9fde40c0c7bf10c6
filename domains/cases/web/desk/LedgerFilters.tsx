import { Input } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { ledgerStates } from '../../rules.ts';
import type { LedgerSearch } from './ledger-filter.ts';
import { SelectField } from './SelectField.tsx';
import { useTypedFilter } from './use-typed-filter.ts';

type LedgerFiltersProps = {
  readonly park: string;
  readonly name: string;
  readonly filter: LedgerSearch;
  readonly nodes: readonly Node[];
};

/** Words, days, service point and state; the address keeps them, the workbook takes the same. */
export function LedgerFilters({ park, name, filter, nodes }: LedgerFiltersProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const router = useRouter();
  const set = (change: Partial<LedgerSearch>) =>
    router.history.replace(to.ledger({ park, name, filter: { ...filter, ...change } }));
  const box = useTypedFilter(filter.q ?? '', (q) => set({ q }));
  const hasState = name === 'needs' || name === 'cases';
  return (
    <search className="desk-filters">
      <label className="desk-search">
        <span className="unseen">{t('desk.ledger.search')}</span>
        <Input
          type="search"
          maxLength={100}
          placeholder={t('desk.ledger.search')}
          value={box.typed}
          onChange={(event) => box.change(event.target.value)}
          onPressEnter={box.apply}
        />
      </label>
      <Day label={t('desk.filter.from')} value={filter.from} onChange={(from) => set({ from })} />
      <Day label={t('desk.filter.to')} value={filter.to} onChange={(end) => set({ to: end })} />
      <SelectField
        label={t('desk.filter.node')}
        any={t('desk.filter.any-node')}
        value={filter.node ?? ''}
        options={nodes.map(({ code, title }) => ({ value: code, title: say(title) }))}
        onChange={(node) => set({ node })}
      />
      {hasState && (
        <SelectField
          label={t('desk.filter.state')}
          any={t('desk.filter.any-state')}
          value={filter.state ?? ''}
          options={ledgerStates.map((value) => ({ value, title: t(`desk.state.${value}`) }))}
          onChange={(state) => set({ state })}
        />
      )}
    </search>
  );
}

function Day(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <label className="desk-day">
      <span>{label}</span>
      <input
        type="date"
        className="input"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
