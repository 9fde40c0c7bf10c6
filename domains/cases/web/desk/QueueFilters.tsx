import { Input } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import type { Phase } from '#engines/process/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to, type QueueFilter } from '#platform/ui/urls.ts';
import { SelectField } from './SelectField.tsx';
import { useTypedFilter } from './use-typed-filter.ts';

/** Phases a queue may be cut to: the engine itself would be a hundred kilobytes to load. */
const phases = [
  'to-dispatch',
  'to-claim',
  'handling',
  'to-call-back',
  'reopened',
  'to-accept',
  'to-amend',
  'accepted',
  'reviewing',
  'special-procedure',
  'to-decide',
  'closed',
] as const satisfies readonly Phase[];

type QueueFiltersProps = {
  readonly park: string;
  readonly name: string;
  readonly filter: QueueFilter;
  readonly nodes: readonly Node[];
};

/** Words, service point and phase; they stand in the address, so that a queue can be sent on. */
export function QueueFilters({ park, name, filter, nodes }: QueueFiltersProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const router = useRouter();
  const set = (change: QueueFilter) =>
    router.history.replace(to.queue({ park, name, ...filter, ...change }));
  const box = useTypedFilter(filter.q ?? '', (q) => set({ q }));
  return (
    <search className="desk-filters">
      <label className="desk-search">
        <span className="unseen">{t('desk.queue.search')}</span>
        <Input
          type="search"
          data-queue-search=""
          allowClear={false}
          maxLength={100}
          placeholder={t('desk.queue.search')}
          value={box.typed}
          onChange={(event) => box.change(event.target.value)}
          onPressEnter={box.apply}
        />
      </label>
      <SelectField
        label={t('desk.filter.node')}
        any={t('desk.filter.any-node')}
        value={filter.node ?? ''}
        options={nodes.map(({ code, title }) => ({ value: code, title: say(title) }))}
        onChange={(node) => set({ node })}
      />
      <SelectField
        label={t('desk.filter.phase')}
        any={t('desk.filter.any-phase')}
        value={filter.phase ?? ''}
        options={phases.map((value) => ({ value, title: t(`case.phase.${value}`) }))}
        onChange={(phase) => set({ phase })}
      />
    </search>
  );
}
