import { type FieldProblem, refuse, type Refusal } from './command.ts';
import type { Definition, FormField, Material } from './definition.ts';
import { type Facts, judge } from './expression.ts';
import { askedHere, isAskedAtFiling } from './asking.ts';
import { answeredRemarks } from './remarks.ts';
import { type BranchTurn, factsOf, type Turn } from './turn.ts';

/** The longest text an answer may be; longer ones belong into a file. */
export const ANSWER_MAX = 20_000;

type Answers = Readonly<Record<string, unknown>>;

/**
 * Returns everything that is wrong with the answers: missing, of the wrong kind, out of range, or
 * against the field's rule. A field whose `when` is not met is not asked. Runs in page and server.
 *
 * @param facts what expressions may look at besides the answers
 */
export function checkForm(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
  facts: Facts = {},
): readonly FieldProblem[] {
  const all = { ...facts, ...answers };
  const form = definition.form.filter(isAskedAtFiling);
  return [
    ...form.flatMap((field) => fieldProblems(field, answers[field.id], all)),
    ...unknownAnswers({ form }, answers),
  ];
}

function unknownAnswers(definition: Pick<Definition, 'form'>, answers: Answers): FieldProblem[] {
  const known = new Set(definition.form.map((field) => field.id));
  return Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({ field: id, code: 'process.field.unknown', values: { field: id } }));
}

function fieldProblems(field: FormField, value: unknown, facts: Facts): FieldProblem[] {
  if (field.when !== undefined && judge(field.when, facts).verdict === 'unmet') return [];
  const title = field.title['zh-CN'];
  const problem = (code: string, values: FieldProblem['values'] = {}): FieldProblem[] => [
    {
      field: field.id,
      code: `process.field.${code}`,
      values: { field: title, ...values },
      ...(field.clause === undefined ? {} : { clause: field.clause }),
    },
  ];
  if (isMissing(value)) return field.required ? problem('missing') : [];
  if (!fits(field, value)) return problem('wrong-type', { type: field.type });
  if (isOutOfRange(field, value)) {
    return problem('out-of-range', { min: field.min ?? '', max: field.max ?? '' });
  }
  if (field.rule !== undefined && judge(field.rule, facts).verdict === 'unmet')
    return problem('rule');
  return [];
}

/** Whether an answer says something. */
export const isAnswered = (value: unknown): boolean => !isMissing(value);

function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string'
    ? value.trim() === ''
    : Array.isArray(value) && value.length === 0;
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= ANSWER_MAX;
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);
const matches =
  (pattern: RegExp) =>
  (_field: FormField, value: unknown): boolean =>
    isText(value) && pattern.test(value);

const FITS: Readonly<Record<FormField['type'], (field: FormField, value: unknown) => boolean>> = {
  text: (_field, value) => isText(value),
  longtext: (_field, value) => isText(value),
  number: (_field, value) => isNumber(value),
  integer: (_field, value) => isWhole(value),
  money: (_field, value) => isWhole(value),
  ratio: (_field, value) => isWhole(value),
  date: matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  choice: (field, value) => isText(value) && isChoice(field, value),
  choices: (field, value) =>
    Array.isArray(value) && value.every((one) => isText(one) && isChoice(field, one)),
  boolean: (_field, value) => typeof value === 'boolean',
  phone: matches(/^[+\d][\d\s()-]{4,24}$/),
  email: matches(/^[^@\s]+@[^@\s]+$/),
  // @source GB 32100-2015: 18 characters without I, O, S, V, Z
  'credit-code': matches(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
  file: (_field, value) => isText(value),
};

function fits(field: FormField, value: unknown): boolean {
  return FITS[field.type](field, value);
}

function isChoice(field: FormField, value: string): boolean {
  return field.choices.some((choice) => choice.value === value);
}

function isOutOfRange(field: FormField, value: unknown): boolean {
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : Number(value);
  if (typeof value === 'boolean') return false;
  return (
    (field.min !== undefined && size < field.min) || (field.max !== undefined && size > field.max)
  );
}

/** A material of a case: asked for, fetched under a mandate, or not needed; unknown stays asked. */
export type MaterialNeed = {
  readonly material: Material;
  readonly need: 'asked' | 'fetched' | 'not-needed';
};

/**
 * Returns for each material whether the applicant is asked for it.
 *
 * @param fetched ids of materials that were fetched already
 * @source design page 2, "never asked for when it can be fetched under a mandate"
 */
export function materialsNeeded(
  definition: Pick<Definition, 'materials'>,
  facts: Facts,
  fetched: readonly string[] = [],
): readonly MaterialNeed[] {
  return definition.materials.map((material) => {
    const unmet = material.when !== undefined && judge(material.when, facts).verdict === 'unmet';
    if (unmet) return { material, need: 'not-needed' };
    return { material, need: fetched.includes(material.id) ? 'fetched' : 'asked' };
  });
}

/** What a material that is asked for and was not handed in is refused with. */
const NOT_HANDED_IN = 'process.field.not-handed-in';

/**
 * Returns a problem for each required material that was asked for and is not there, all at once.
 *
 * @param isAsked which materials this act asks for at all
 * @param held ids of the materials that were handed in, with this act or before it
 */
function missingMaterials(
  definition: Pick<Definition, 'materials'>,
  isAsked: (material: Material) => boolean,
  { facts, held }: { readonly facts: Facts; readonly held: ReadonlySet<string> },
): FieldProblem[] {
  const materials = definition.materials.filter((one) => one.required && isAsked(one));
  const fetched = materials.flatMap(({ id, satisfiedBy }) => (satisfiedBy ? [id] : []));
  return materialsNeeded({ materials }, facts, fetched)
    .filter(({ material, need }) => need === 'asked' && !held.has(material.id))
    .map(({ material: { id, title, clause } }) => ({
      field: id,
      code: NOT_HANDED_IN,
      values: { field: title['zh-CN'] },
      ...(clause === undefined ? {} : { clause }),
    }));
}

const materialsOf = (files: readonly { readonly material: string }[] = []): string[] =>
  files.map(({ material }) => material);

function incomplete(fields: readonly FieldProblem[]): Refusal | undefined {
  if (fields.length === 0) return undefined;
  return refuse('form-incomplete', 'complete-form', { values: { count: fields.length }, fields });
}

/**
 * Returns what an incomplete or wrong application is refused with at filing, or nothing: every
 * field and every material that is missing for these answers, by whatever channel it comes. What
 * may follow later names its step (`at`), and what the house fetches itself is not asked for.
 *
 * @source 行政许可法 §32 (一次性告知); design page 2, `materials` (`when`, `satisfiedBy`)
 */
export function checkApplication(turn: Turn): Refusal | undefined {
  const { definition, input, context } = turn;
  const answers = input.answers ?? {};
  const facts = { ...context.facts, ...answers };
  const held = new Set(materialsOf(input.files));
  return incomplete([
    ...checkForm(definition, answers, context.facts),
    ...missingMaterials(definition, isAskedAtFiling, { facts, held }),
  ]);
}

/**
 * Returns what an act is refused with that leaves out, or fills in wrongly, what its step asks for.
 *
 * @param facts what expressions may look at, the answers of this act among them
 * @source design page 2, kind 7 (a missing document blocks its step)
 */
export function checkAsked(turn: BranchTurn, facts: Facts): Refusal | undefined {
  const { definition, branch, command, input, state } = turn;
  const asked = askedHere(definition, branch, command.verb);
  const given = input.answers ?? {};
  const form = definition.form.filter(({ id }) => asked.fields.includes(id));
  const held = new Set([...materialsOf(state.files), ...materialsOf(input.files)]);
  const isAsked = ({ id }: Material): boolean => asked.materials.includes(id);
  return incomplete([
    // An answer that was given before stands, unless this act gives another.
    ...form.flatMap((field) =>
      fieldProblems(field, given[field.id] ?? state.answers[field.id], facts),
    ),
    ...(command.verb === 'resubmit' ? [] : unknownAnswers({ form }, given)),
    ...missingMaterials(definition, isAsked, { facts, held }),
  ]);
}

/**
 * Returns what a resubmission is refused with: wrong answers, items that were not touched, and
 * materials that the amended answers make necessary.
 */
export function checkResubmission(turn: Turn): Refusal | undefined {
  const { definition, state, input } = turn;
  // What others were asked for on the way is not the applicant's to amend.
  const later = new Set(definition.form.filter(({ at }) => at).map(({ id }) => id));
  const before = Object.entries(state.answers).filter(([id]) => !later.has(id));
  const merged = { ...Object.fromEntries(before), ...input.answers };
  const given = new Set([
    ...[...Object.keys(input.answers ?? {}), ...materialsOf(input.files)],
    ...answeredRemarks(turn),
  ]);
  const open = state.remarks.filter((remark) => !remark.settled && !given.has(remark.field));
  const known = new Set([
    ...definition.form.map((field) => field.id),
    ...definition.materials.map((material) => material.id),
  ]);
  // A remark on something that is no field of the form can only be answered in words.
  const untouched = open.filter((remark) => known.has(remark.field));
  const remarked = new Set(untouched.map(({ field }) => field));
  const facts = factsOf(turn);
  const held = new Set([...materialsOf(state.files), ...materialsOf(input.files)]);
  return incomplete([
    ...checkForm(definition, merged, facts),
    ...missingMaterials(
      definition,
      // Once a material was remarked on, that is what is said of it.
      (one) => isAskedAtFiling(one) && !remarked.has(one.id),
      { facts, held },
    ),
    ...untouched.map((remark) => ({
      field: remark.field,
      code: 'process.field.not-amended',
      values: { field: remark.field, text: remark.text },
    })),
  ]);
}
