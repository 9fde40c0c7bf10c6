import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import { cellMax } from '../../model/index.ts';
import type { Revisable } from '../../model/index.ts';
import { cellKey, shownCell, writtenCell, type CellAt } from './draft-parts.ts';
import type { Draft } from './draft.ts';

type RuleTable = Revisable['tables'][number];
type TableCellsProps = {
  readonly revisable: Revisable;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** The decision tables of a service; each cell is written where it stands. */
export function TableCells({ revisable, draft, onChange }: TableCellsProps) {
  const { t } = useTranslation('services');
  return (
    <section aria-labelledby="revise-tables">
      <h2 id="revise-tables">{t('office.tables.title')}</h2>
      <p className="section-lead">{t('office.tables.lead')}</p>
      {revisable.tables.map((table) => (
        <OneTable key={table.code} table={table} draft={draft} onChange={onChange} />
      ))}
    </section>
  );
}

type OneTableProps = Omit<TableCellsProps, 'revisable'> & { readonly table: RuleTable };

function OneTable({ table, draft, onChange }: OneTableProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { code, clause, inputs, outputs, rows } = table;
  const title = say(table.title);
  const heads = [...inputs, ...outputs].map(say);
  const cell = (at: CellAt, head: string, before: string) => (
    <td key={cellKey(at)} data-changed={(draft.cells[cellKey(at)] ?? before) !== before}>
      <input
        className="input"
        maxLength={cellMax}
        aria-label={t('office.tables.cell', { table: title, row: at.row, column: head })}
        value={shownCell(draft.cells[cellKey(at)] ?? before)}
        onChange={({ target }) => {
          const cells = { ...draft.cells, [cellKey(at)]: writtenCell(target.value, before) };
          onChange({ ...draft, cells });
        }}
      />
    </td>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it
    <section className="table-frame" tabIndex={0} aria-label={title}>
      <table className="table revise-table">
        <caption>
          {title} {clause !== null && t('rule.clause', { clause })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('office.tables.row')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{t('office.tables.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ when, gives, source }, index) => {
            const at = { table: code, row: index + 1 };
            const name = (column: number) => heads[column] ?? '';
            return (
              <tr key={at.row}>
                <th scope="row">{at.row}</th>
                {when.map((value, column) =>
                  cell({ ...at, part: 'when', cell: column }, name(column), value),
                )}
                {gives.map((value, column) =>
                  cell({ ...at, part: 'gives', cell: column }, name(when.length + column), value),
                )}
                {cell({ ...at, part: 'source', cell: 0 }, t('office.tables.source'), source ?? '')}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
