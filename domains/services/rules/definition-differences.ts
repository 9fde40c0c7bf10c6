import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import type { Definition, Localized } from '#engines/process/index.ts';
import { flowDifferences } from './flow-differences.ts';
import { changeFee, changeField } from './revise-parts.ts';
import type { Difference } from './revise.ts';

/**
 * What differs between two editions of a service, a line an element in the order of the page. Parts
 * that have no line of their own (rungs, grounds of a pause, what is made public …) are one line
 * `rest`: two definitions differ exactly when there is a line.
 */
export function definitionDifferences(before: Definition, after: Definition): Difference[] {
  const told = [
    {
      element: 'limits.promised',
      title: { 'zh-CN': '承诺时限', en: 'Promised time' },
      from: before.limits.promised ?? '',
      to: after.limits.promised ?? '',
    },
    ...flowDifferences(before, after),
    ...materialDifferences(before, after),
    feeDifference(before, after),
    ...fieldDifferences(before, after),
    ...cellDifferences(before, after),
  ].filter(({ from, to }) => from !== to);
  return hasMore(before, after, told) ? [...told, rest] : told;
}

const rest: Difference = {
  element: 'rest',
  title: { 'zh-CN': '其余内容', en: 'Everything else' },
  from: 'present',
  to: 'earlier',
};

const feeDifference = (before: Definition, after: Definition): Difference =>
  differenceOf(changeFee(before, after.fee ?? null));

function materialDifferences(before: Definition, after: Definition): Difference[] {
  return [
    ...gone(before.materials, after.materials).map((each) => line(each, true)),
    ...gone(after.materials, before.materials).map((each) => line(each, false)),
    ...after.materials.flatMap(({ id, title, required }) => {
      const old = before.materials.find((each) => each.id === id);
      const element = `materials.${id}.required`;
      const [from, to] = [String(old?.required ?? required), String(required)];
      return [{ element, title, from, to }];
    }),
  ];
}

type Part = { readonly id: string; readonly title: Localized };

const gone = (from: readonly Part[], of: readonly Part[]): readonly Part[] =>
  from.filter(({ id }) => !of.some((each) => each.id === id));

const line = ({ id, title }: Part, isGone: boolean): Difference => ({
  ...{ element: `materials.${id}`, title },
  ...{ from: isGone ? title['zh-CN'] : '', to: isGone ? '' : title['zh-CN'] },
});

/** Questions that both ask; whole ones that came or went are told by the rest. */
function fieldDifferences(before: Definition, after: Definition): Difference[] {
  return after.form.flatMap(({ id, title, required }) => [
    differenceOf(changeField(before, id, { title })),
    differenceOf(changeField(before, id, { required })),
  ]);
}

/** Cells of rows that both have. */
function cellDifferences(before: Definition, after: Definition): Difference[] {
  return (after.tables ?? []).flatMap(({ code, title, rows }) => {
    const old = before.tables?.find((table) => table.code === code)?.rows ?? [];
    return rows.flatMap(({ when, gives, source }, index) => {
      const row = old[index];
      if (row === undefined) return [];
      const at = `tables.${code}.rows.${index + 1}`;
      const cells = (part: 'when' | 'gives', now: readonly string[]) =>
        now.map((to, cell) => ({
          ...{ element: `${at}.${part}.${cell}`, title },
          ...{ from: row[part][cell] ?? '', to },
        }));
      const note = { element: `${at}.source.0`, title, from: row.source ?? '', to: source ?? '' };
      return [...cells('when', when), ...cells('gives', gives), note];
    });
  });
}

type Told = { readonly difference: Difference } | { readonly differences: readonly Difference[] };

const nothing: Difference = { element: '', title: { 'zh-CN': '' }, from: '', to: '' };

/** The line of a change that makes one, or a line without a difference. */
const differenceOf = (applied: Told | { readonly missing: string }): Difference =>
  'difference' in applied ? applied.difference : nothing;

/** Whether a part of the definition differs that no line is about. */
function hasMore(before: Definition, after: Definition, told: readonly Difference[]): boolean {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)]);
  const toldOf = new Set(told.map(({ element }) => element.split('.')[0]));
  return [...parts].some(
    (part) => !toldOf.has(part) && written(before, part) !== written(after, part),
  );
}

/** A part of a definition as canonical JSON, whatever the order of its keys. */
const written = (definition: Definition, part: string): string => {
  const value = Object.entries(definition).find(([name]) => name === part)?.[1];
  // A definition is plain data without undefined members.
  return value === undefined ? '' : canonicalJson(value as JsonValue);
};
