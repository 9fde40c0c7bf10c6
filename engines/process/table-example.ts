import type { Finding } from './finding.ts';
import type { StoryWords } from './story.ts';
import type { Table } from './table.ts';
import { unitTitle } from './wording.ts';

/** A text no row names, as the analysis of a table writes it: it stands for all the others. */
const OTHER_TEXT = '…';

/** The column of days the analysis adds where rows hold for a time only. */
const DAY_COLUMN = 'day';

/**
 * Returns the values of a finding about a decision table as people know them: the table by its
 * title, the counter-example (a JSON object by input expression) as `column = value`, and as `where`
 * the cell a finding of the rules engine stands in. A finding about no table gives nothing.
 */
export function tableValues({ values }: Finding, words: StoryWords): Finding['values'] {
  const table = words.definition.tables?.find(({ code }) => code === values['table']);
  if (table === undefined) return {};
  const { at, rule } = values;
  return {
    table: words.pick(table.title),
    ...(rule !== undefined && { where: placeOf(table, values, words) }),
    ...(typeof at === 'string' && { at: exampleOf(table, at, words) }),
  };
}

/** Row and column a finding names, in words; empty for a finding about the table as a whole. */
function placeOf(table: Table, values: Finding['values'], words: StoryWords): string {
  const { row, column, output, rule } = values;
  // What is wrong with a table's shape says its row itself.
  if (String(rule).startsWith('rules.table.')) return '';
  const said = [
    ...(row === undefined ? [] : [words.say('process.story.row', { row })]),
    ...(typeof column === 'number'
      ? [words.say('process.story.column', { column: inputTitle(table, column, words) })]
      : []),
    ...(output === undefined
      ? []
      : [words.say('process.story.output', { output: outputTitle(table, output, words) })]),
  ];
  return said.join('');
}

/** The title of the input at a place, counted from 1. */
function inputTitle(table: Table, place: number, words: StoryWords): string {
  const expression = table.inputs[place - 1]?.expression;
  return expression === undefined ? String(place) : columnTitle(table, expression, words);
}

function outputTitle(table: Table, name: string | number, { pick }: StoryWords): string {
  const title = table.outputs.find((one) => one.name === name)?.title;
  return title === undefined ? String(name) : pick(title);
}

function exampleOf(table: Table, at: string, words: StoryWords): string {
  const { say } = words;
  // The analysis wrote it: an object by column.
  const point = JSON.parse(at) as Readonly<Record<string, unknown>>;
  const parts = Object.entries(point).map(([column, value]) =>
    say('process.story.equals', {
      column: columnTitle(table, column, words),
      value: isFree(table, column) ? say('process.story.any', {}) : valueText(column, value, words),
    }),
  );
  return parts.join(say('process.story.besides', {}));
}

function columnTitle(table: Table, column: string, { definition, pick, say }: StoryWords): string {
  const input = table.inputs.find(({ expression }) => expression === column);
  if (input === undefined && column === DAY_COLUMN) return say('process.story.day', {});
  const field = definition.form.find(({ id }) => id === column);
  const title = input?.title ?? field?.title;
  return title === undefined ? column : pick(title);
}

/** No row asks anything of the column: whatever stands there makes no difference. */
function isFree(table: Table, column: string): boolean {
  const place = table.inputs.findIndex(({ expression }) => expression === column);
  return place >= 0 && table.rows.every(({ when }) => /^\s*-?\s*$/.test(when[place] ?? ''));
}

function valueText(column: string, value: unknown, { definition, pick, say }: StoryWords): string {
  const field = definition.form.find(({ id }) => id === column);
  if (value === OTHER_TEXT) return say('process.story.other', {});
  if (value === null || value === undefined) return say('process.story.nothing', {});
  if (typeof value === 'boolean') return say(`process.story.${value ? 'yes' : 'no'}`, {});
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const choice = field?.choices.find((one) => one.value === value);
  if (choice !== undefined) return pick(choice.title);
  // Money and ratios are written in hundredths: fen, basis points.
  if (field?.type === 'money') return say('process.story.yuan', { amount: hundredth(text) });
  if (field?.type === 'ratio') return `${hundredth(text)}%`;
  const unit = field === undefined ? undefined : unitTitle(field);
  return unit === undefined ? text : `${text} ${pick(unit)}`;
}

/** A hundredth of a whole number as text, exact; any other text as it is. */
function hundredth(text: string): string {
  const match = /^(-?)(\d+)$/.exec(text);
  if (match === null) return String(Number(text) / 100);
  const [, sign = '', digits = ''] = match;
  const padded = digits.padStart(3, '0');
  const rest = padded.slice(-2).replace(/0+$/, '');
  return `${sign}${padded.slice(0, -2)}${rest === '' ? '' : `.${rest}`}`;
}
