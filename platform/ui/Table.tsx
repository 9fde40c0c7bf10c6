import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers align at the right with tabular figures. */
  readonly isNumber?: boolean;
  /** Short words that are read as one, such as a date or a number of a standard, never break. */
  readonly isWhole?: boolean;
};

type TableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** On a phone each row becomes a block of named lines; without it the table scrolls sideways. */
  readonly stacks?: boolean;
};

const classOf = ({ isNumber, isWhole }: Pick<Column<never>, 'isNumber' | 'isWhole'>) =>
  isNumber ? 'number' : isWhole ? 'whole' : undefined;

/** A plain table; the first cell of a row names the row. */
export function Table<Row>({ caption, columns, rows, rowKey, stacks = false }: TableProps<Row>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table className={stacks ? 'table table-stacks' : 'table'}>
        <caption>
          <span className="table-caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TableRow<Row>({ columns, row }: Pick<TableProps<Row>, 'columns'> & { row: Row }) {
  return (
    <tr>
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.key} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={classOf(column)} data-label={column.title}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
