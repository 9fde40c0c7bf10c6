import type { Finding } from './finding.ts';
import type { StoryWords } from './story.ts';
import { tableValues } from './table-example.ts';

type Value = string | number;

/**
 * Returns the values of a finding in the reader's words: steps, ends, fields, materials, tables and
 * roles by their titles, limits as `1 working day`, what is missing and what an expression lacks as
 * people say it. What nothing names stays as the definition writes it.
 */
export function namedValues(finding: Finding, words: StoryWords): Finding['values'] {
  const values: Finding['values'] = { ...finding.values, ...tableValues(finding, words) };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const inWords = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
      if (typeof value !== 'string' || inWords === undefined) return [name, value];
      return [name, inWords(value, words, values)];
    }),
  );
}

type InWords = (value: string, words: StoryWords, all: Readonly<Record<string, Value>>) => string;

const chain: InWords = (value, words) =>
  value
    .split(ARROW)
    .map((step) => titleOrKey(step, words))
    .join(ARROW);

/** Between the steps of a way, as the checks write it. */
const ARROW = ' → ';

/** How a value is said, by its name. */
const WORDS: Readonly<Record<string, InWords>> = {
  cycle: chain,
  path: chain,
  step: (value, words) => titleOrKey(value, words),
  target: (value, words) => titleOrKey(value, words),
  end: (value, words) => titleOrKey(value, words),
  role: (value, words) => words.roleTitle(value),
  verb: (value, words) => said(`process.verb.${value}`, words) ?? value,
  clock: (value, words) => said(`process.clock.${value}`, words) ?? value,
  part: (value, words) => said(`process.part.${value}`, words) ?? value,
  promised: limitInWords,
  statutory: limitInWords,
  field: (value, words) => titleIn(words.definition.form, value, words),
  material: (value, words) => titleIn(words.definition.materials, value, words),
  element: elementName,
  rule: ruleInWords,
};

/** The text of a key; undefined where nobody has words for it. */
function said(
  key: string,
  { say }: StoryWords,
  values: Readonly<Record<string, Value>> = {},
): string | undefined {
  const text = say(key, values);
  return text === key ? undefined : text;
}

/** What an expression or a table lacks; the place of a cell is `where`. */
function ruleInWords(
  code: string,
  words: StoryWords,
  values: Readonly<Record<string, Value>>,
): string {
  const name = code.replace(/^rules\./, '');
  const isCut = name === 'syntax' && values['text'] === '';
  return said(`process.rule.${isCut ? 'unfinished' : name}`, words, values) ?? code;
}

/** `5wd` as `5 working days`; what is no limit stays as it is. */
function limitInWords(limit: string, words: StoryWords): string {
  const [, amount, unit = limit] = /^(\d+(?:\.\d+)?)(wd|wh|d|m)$/.exec(limit) ?? [];
  return said(`process.limit.${unit}`, words, { count: Number(amount ?? 0) }) ?? limit;
}

type Titled = { readonly id: string; readonly title: Parameters<StoryWords['pick']>[0] };

function titleIn(list: readonly Titled[], id: string, { pick }: StoryWords): string {
  const found = list.find((each) => each.id === id);
  return found === undefined ? id : pick(found.title);
}

/** An element by its dotted path: by its title where it has one, else by what it is and its place. */
function elementName(path: string, words: StoryWords): string {
  const [head = '', index = '', ...rest] = path.split('.');
  const { definition, pick } = words;
  if (head === 'flow') return titleOrKey(rest[0] ?? path, words);
  const place = Number(index) + 1;
  const table = head === 'tables' ? definition.tables?.[Number(index)] : undefined;
  if (table !== undefined) {
    const row = Number(rest[1] ?? 0) + 1;
    return said('process.element.row', words, { table: pick(table.title), row }) ?? path;
  }
  const key = `process.element.${head}`;
  const titled = { form: definition.form, materials: definition.materials }[head]?.[Number(index)];
  if (titled !== undefined) return pick(titled.title);
  const name = said(key, words);
  if (name === undefined) return path;
  if (Number.isNaN(place) || index === '') return name;
  return said('process.element.nth', words, { name, place }) ?? name;
}

/** A step or end by its title; one without by its key. */
export function titleOrKey(key: string, { definition, pick }: StoryWords): string {
  const { steps, ends } = definition.flow;
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  const title = step?.title ?? (Object.hasOwn(ends, key) ? ends[key]?.title : undefined);
  return title === undefined ? key : pick(title);
}
