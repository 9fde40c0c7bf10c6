import { type FieldProblem, refuse, type Refusal } from './command.ts';
import type { Definition, FormField, Material } from './definition.ts';
import { type Facts, judge } from './expression.ts';
import { askedHere, isAskedAtFiling } from './asking.ts';
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

/** Returns what an incomplete or wrong application is refused with at filing, or nothing. */
export function checkApplication(turn: Turn): Refusal | undefined {
  const answers = turn.input.answers ?? {};
  const fields = checkForm(turn.definition, answers, turn.context.facts);
  if (fields.length === 0) return undefined;
  return refuse('form-incomplete', 'complete-form', { values: { count: fields.length }, fields });
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
  const held = new Set([...state.files, ...(input.files ?? [])].map(({ material }) => material));
  const missing = definition.materials.filter(
    ({ id, required, when }) =>
      asked.materials.includes(id) &&
      required &&
      !held.has(id) &&
      !(when !== undefined && judge(when, facts).verdict === 'unmet'),
  );
  const fields = [
    // An answer that was given before stands, unless this act gives another.
    ...form.flatMap((field) =>
      fieldProblems(field, given[field.id] ?? state.answers[field.id], facts),
    ),
    ...(command.verb === 'resubmit' ? [] : unknownAnswers({ form }, given)),
    ...missing.map(({ id, title, clause }) => ({
      field: id,
      code: 'process.field.not-handed-in',
      values: { field: title['zh-CN'] },
      ...(clause === undefined ? {} : { clause }),
    })),
  ];
  if (fields.length === 0) return undefined;
  return refuse('form-incomplete', 'complete-form', { values: { count: fields.length }, fields });
}

/** Returns what a resubmission is refused with: wrong answers, or items that were not touched. */
export function checkResubmission(turn: Turn): Refusal | undefined {
  // What others were asked for on the way is not the applicant's to amend.
  const later = new Set(turn.definition.form.filter(({ at }) => at).map(({ id }) => id));
  const before = Object.entries(turn.state.answers).filter(([id]) => !later.has(id));
  const merged = { ...Object.fromEntries(before), ...turn.input.answers };
  const given = new Set([
    ...Object.keys(turn.input.answers ?? {}),
    ...(turn.input.files ?? []).map((file) => file.material),
  ]);
  const open = turn.state.remarks.filter((remark) => !remark.settled && !given.has(remark.field));
  const known = new Set([
    ...turn.definition.form.map((field) => field.id),
    ...turn.definition.materials.map((material) => material.id),
  ]);
  const fields = [
    ...checkForm(turn.definition, merged, factsOf(turn)),
    // A remark on something that is no field of the form can only be answered in words.
    ...open
      .filter((remark) => known.has(remark.field))
      .map((remark) => ({
        field: remark.field,
        code: 'process.field.not-amended',
        values: { field: remark.field, text: remark.text },
      })),
  ];
  if (fields.length === 0) return undefined;
  return refuse('form-incomplete', 'complete-form', { values: { count: fields.length }, fields });
}
