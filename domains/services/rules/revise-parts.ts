import type { Definition, Localized } from '#engines/process/index.ts';
import type { Change, ServiceFee } from '../model/index.ts';
import type { Applied, NotThere } from './revise.ts';

const feeTitle: Localized = { 'zh-CN': '收费', en: 'Fee' };

/** The definition with another fee, or with none. */
export function changeFee(definition: Definition, fee: ServiceFee | null): Applied {
  const { fee: before, ...free } = definition;
  return {
    definition: fee === null ? free : { ...free, fee: plainFee(fee) },
    difference: { element: 'fee', title: feeTitle, from: feeText(before), to: feeText(fee) },
  };
}

function plainFee({ amountFen, basis, text }: ServiceFee): NonNullable<Definition['fee']> {
  return { amountFen, basis, ...(text === undefined ? {} : { text: plainText(text) }) };
}

const plainText = ({ 'zh-CN': zh, en }: ServiceTitle): Localized =>
  en === undefined ? { 'zh-CN': zh } : { 'zh-CN': zh, en };

type ServiceTitle = NonNullable<ServiceFee['text']>;

/** An amount of fen in yuan, `12` or `12.50`. */
export function yuanOf(amountFen: number): string {
  const [yuan, fen] = [Math.floor(amountFen / 100), amountFen % 100];
  return fen === 0 ? String(yuan) : `${yuan}.${String(fen).padStart(2, '0')}`;
}

const feeText = (fee: Definition['fee'] | null): string =>
  fee === undefined || fee === null ? '' : `${yuanOf(fee.amountFen)} 元（${fee.basis}）`;

type FieldChange = { readonly title: ServiceTitle } | { readonly required: boolean };

/** The definition with another name of a field, or with it required or not. */
export function changeField(
  definition: Definition,
  id: string,
  to: FieldChange,
): Applied | NotThere {
  const found = definition.form.find((field) => field.id === id);
  if (found === undefined) return { missing: id };
  const part = 'title' in to ? { title: plainText(to.title) } : to;
  const [from, now] =
    'title' in to
      ? [namesOf(found.title), namesOf(to.title)]
      : [String(found.required), String(to.required)];
  return {
    definition: {
      ...definition,
      form: definition.form.map((field) => (field.id === id ? { ...field, ...part } : field)),
    },
    difference: {
      element: `form.${id}.${'title' in to ? 'title' : 'required'}`,
      title: found.title,
      from,
      to: now,
    },
  };
}

/** Both names, so that a change of the English one alone is a difference too. */
const namesOf = ({ 'zh-CN': zh, en }: ServiceTitle): string =>
  en === undefined ? zh : `${zh} / ${en}`;

type CellChange = Extract<Change, { kind: 'table-cell' }>;

/** The definition with another cell of a decision table; rows count from 1, cells from 0. */
export function changeCell(definition: Definition, change: CellChange): Applied | NotThere {
  const { table: code, row: at, part, cell, to } = change;
  const table = definition.tables?.find((each) => each.code === code);
  const row = table?.rows[at - 1];
  const place = `${code} ${at}`;
  if (table === undefined || row === undefined) return { missing: place };
  const before = part === 'source' ? (row.source ?? '') : row[part][cell];
  if (before === undefined) return { missing: place };
  const value = part === 'source' ? to : row[part].map((old, index) => (index === cell ? to : old));
  const rows = table.rows.map((each) => (each === row ? { ...each, [part]: value } : each));
  return {
    definition: {
      ...definition,
      tables: (definition.tables ?? []).map((each) => (each === table ? { ...each, rows } : each)),
    },
    difference: {
      element: `tables.${code}.rows.${at}.${part}.${cell}`,
      title: table.title,
      from: before,
      to,
    },
  };
}
