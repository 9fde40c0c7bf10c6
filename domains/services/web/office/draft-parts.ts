import type { Localized } from '#platform/text/localized.ts';
import type { Change, Revisable, ServiceFee } from '../../model/index.ts';

/** Fee, fields and decision tables as they would be; what is not named stays as it is. */
export type DraftParts = {
  readonly fee: ServiceFee | null;
  /** By the id of the field. */
  readonly fields: Readonly<
    Record<string, { readonly title: Localized; readonly required: boolean }>
  >;
  /** By {@link cellKey}; only cells that were touched. */
  readonly cells: Readonly<Record<string, string>>;
};

type CellChange = Extract<Change, { kind: 'table-cell' }>;

/** Which cell of which decision table. */
export type CellAt = Pick<CellChange, 'table' | 'row' | 'part' | 'cell'>;

/** A cell as a key; tables and parts have no blanks in their names. */
export const cellKey = ({ table, row, part, cell }: CellAt): string =>
  `${table} ${row} ${part} ${cell}`;

/** The parts that change nothing: what is in force. */
export function partsInForce({ fee, fields }: Pick<Revisable, 'fee' | 'fields'>): DraftParts {
  return {
    fee,
    fields: Object.fromEntries(fields.map(({ id, title, required }) => [id, { title, required }])),
    cells: {},
  };
}

/** The parts with a saved change; a change of a field that is gone is left out. */
export function applyPart(parts: DraftParts, change: Change): DraftParts {
  switch (change.kind) {
    case 'fee':
      return { ...parts, fee: change.to };
    case 'field-title':
      return withField(parts, change.field, { title: change.to });
    case 'field-required':
      return withField(parts, change.field, { required: change.to });
    case 'table-cell':
      return { ...parts, cells: { ...parts.cells, [cellKey(change)]: change.to } };
    default:
      return parts;
  }
}

/** The parts with another name of a field, or with it required or not. */
export function withField<Parts extends DraftParts>(
  parts: Parts,
  id: string,
  to: { readonly title?: Localized; readonly required?: boolean },
): Parts {
  const field = parts.fields[id];
  if (field === undefined) return parts;
  return { ...parts, fields: { ...parts.fields, [id]: { ...field, ...to } } };
}

/** Every cell of the tables with what stands in it. */
export function cellsOf(tables: Revisable['tables']): (CellAt & { readonly value: string })[] {
  return tables.flatMap(({ code, rows }) =>
    rows.flatMap(({ when, gives, source }, index) => {
      const at = { table: code, row: index + 1 };
      return [
        ...when.map((value, cell) => ({ ...at, part: 'when' as const, cell, value })),
        ...gives.map((value, cell) => ({ ...at, part: 'gives' as const, cell, value })),
        { ...at, part: 'source' as const, cell: 0, value: source ?? '' },
      ];
    }),
  );
}

/** The changes of fee, fields and cells that lead from what is in force to the draft. */
export function partChanges(revisable: Revisable, parts: DraftParts): Change[] {
  return [
    ...(isSame(revisable.fee, parts.fee) ? [] : [{ kind: 'fee' as const, to: parts.fee }]),
    ...revisable.fields.flatMap((field) => fieldChanges(field, parts)),
    ...cellsOf(revisable.tables).flatMap(({ value, ...at }) => {
      const to = (parts.cells[cellKey(at)] ?? value).trim();
      return to === value || to === '' ? [] : [{ kind: 'table-cell' as const, ...at, to }];
    }),
  ];
}

function fieldChanges(field: Revisable['fields'][number], parts: DraftParts): Change[] {
  const to = parts.fields[field.id];
  if (to === undefined) return [];
  const title = trimmed(to.title);
  const renamed = title['zh-CN'] !== '' && !isSame(title, trimmed(field.title));
  return [
    ...(renamed ? [{ kind: 'field-title' as const, field: field.id, to: title }] : []),
    ...(to.required === field.required
      ? []
      : [{ kind: 'field-required' as const, field: field.id, to: to.required }]),
  ];
}

/** A text without blanks around it; an empty translation is none. */
function trimmed(text: Localized): Localized {
  const [zh, en] = [text['zh-CN'].trim(), text.en?.trim() ?? ''];
  return en === '' ? { 'zh-CN': zh } : { 'zh-CN': zh, en };
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A cell as an officer reads it: a text without its quotes. */
export const shownCell = (value: string): string =>
  isTextCell(value) ? value.slice(1, -1) : value;

/** Whether a cell holds one quoted text and nothing else. */
export const isTextCell = (value: string): boolean => /^"[^"]*"$/.test(value);

/** What was typed, as a cell is written: quoted where a text stood there before. */
export const writtenCell = (typed: string, before: string): string =>
  isTextCell(before) ? `"${typed.replaceAll('"', '')}"` : typed;

/** Yuan as typed, `12` or `12.5`, in fen; undefined where it is no amount. */
export function fenOf(yuan: string): number | undefined {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(yuan.trim());
  if (match === null) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Fen as yuan are typed. */
export const yuanText = (amountFen: number): string => {
  const text = (amountFen / 100).toFixed(2);
  return text.endsWith('.00') ? text.slice(0, -3) : text;
};
