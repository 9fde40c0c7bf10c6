import type { FormFieldView, MaterialView } from '#domains/services/model/index.ts';
import { assess, compileExpression, type Expression } from '#engines/rules/index.ts';
import { decimalOf, givenOf, isBlank, type Given, type TypedAnswers } from './typed.ts';

/** What is wrong with one field or material, as a text key of `my.wrong` with its values. */
export type Wrong = {
  readonly id: string;
  readonly kind: 'missing' | 'type' | 'range' | 'rule' | 'material';
  readonly type: FormFieldView['type'];
  readonly min: string;
  readonly max: string;
};

type Answers = Readonly<Record<string, Given>>;

const compiled = new Map<string, Expression | undefined>();

function verdictOf(source: string, facts: Answers): 'met' | 'unmet' | 'unknown' {
  if (!compiled.has(source)) compiled.set(source, compileExpression(source).expression);
  const expression = compiled.get(source);
  return expression === undefined ? 'unknown' : assess(expression, facts).verdict;
}

/** Whether a FEEL condition is surely not met; what cannot be judged yet counts as met. */
const isUnmet = (source: string, facts: Answers): boolean => verdictOf(source, facts) === 'unmet';

/** What is typed as the facts conditions look at; what cannot be read is not known. */
export function factsOf(form: readonly FormFieldView[], typed: TypedAnswers): Answers {
  const read = form.map((field) => [field.id, givenOf(field, typed[field.id]) ?? null] as const);
  return Object.fromEntries(read);
}

/** The fields that are asked, given what is typed so far. @source 2-service-language, `when` */
export function askedFields(
  form: readonly FormFieldView[],
  typed: TypedAnswers,
): readonly FormFieldView[] {
  const facts = factsOf(form, typed);
  return form.filter(({ when }) => when === null || !isUnmet(when, facts));
}

/** A material as it is asked for; `isOpen` while what is typed does not tell whether it is needed. */
export type AskedMaterial = MaterialView & { readonly isOpen?: boolean };

/**
 * The materials that concern this application, given what is typed so far: the very answers that
 * are handed in, as the server judges them again.
 */
export function askedMaterials(
  guide: { readonly form: readonly FormFieldView[]; readonly materials: readonly MaterialView[] },
  typed: TypedAnswers,
): readonly AskedMaterial[] {
  const facts = factsOf(askedFields(guide.form, typed), typed);
  return guide.materials.flatMap((material): AskedMaterial[] => {
    const verdict = material.when === null ? 'met' : verdictOf(material.when, facts);
    if (verdict === 'unmet') return [];
    return [verdict === 'met' ? material : { ...material, isOpen: true }];
  });
}

/** The answers to hand in: those of the fields that are asked and not blank. */
export function answersOf(form: readonly FormFieldView[], typed: TypedAnswers): Answers {
  const facts = factsOf(form, typed);
  const given = askedFields(form, typed).flatMap(({ id }) => {
    const value = facts[id] ?? null;
    return value === null ? [] : [[id, value] as const];
  });
  return Object.fromEntries(given);
}

const formats: Partial<Record<FormFieldView['type'], RegExp>> = {
  phone: /^[+\d][\d\s()-]{4,24}$/,
  email: /^[^@\s]+@[^@\s]+$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  // @source GB 32100-2015: 18 characters without I, O, S, V, Z
  'credit-code': /^[0-9A-HJ-NPQRTUWXY]{18}$/,
};

function isOutOfRange({ min, max }: FormFieldView, value: Given): boolean {
  if (value === null || typeof value === 'boolean') return false;
  const size = typeof value === 'number' ? value : value.length;
  return (min !== null && size < min) || (max !== null && size > max);
}

/** Bounds as they are typed: money in yuan, ratios in per cent. */
function boundText({ type }: FormFieldView, bound: number | null): string {
  if (bound === null) return '';
  return type === 'money' || type === 'ratio' ? decimalOf(bound) : String(bound);
}

function wrongOf(field: FormFieldView, typed: TypedAnswers, facts: Answers): Wrong['kind'] | null {
  const what = typed[field.id];
  if (isBlank(what)) return field.required ? 'missing' : null;
  const value = givenOf(field, what);
  const format = formats[field.type];
  if (value === undefined || value === null) return 'type';
  if (format !== undefined && !(typeof value === 'string' && format.test(value))) return 'type';
  if (isOutOfRange(field, value)) return 'range';
  return field.rule !== null && isUnmet(field.rule, facts) ? 'rule' : null;
}

/**
 * Everything that is wrong before it is sent, in the order of the form. The server judges again.
 *
 * @param handedIn how many files there are for a material, by its id
 */
export function wrongsOf(
  guide: { readonly form: readonly FormFieldView[]; readonly materials: readonly MaterialView[] },
  typed: TypedAnswers,
  handedIn: Readonly<Record<string, number>>,
): readonly Wrong[] {
  const facts = factsOf(guide.form, typed);
  const fields = askedFields(guide.form, typed).flatMap((field): Wrong[] => {
    const kind = wrongOf(field, typed, facts);
    if (kind === null) return [];
    const { id, type } = field;
    const bounds = { min: boundText(field, field.min), max: boundText(field, field.max) };
    return [{ id, kind, type, ...bounds }];
  });
  const materials = askedMaterials(guide, typed)
    .filter(({ required, fetched, id }) => required && !fetched && (handedIn[id] ?? 0) === 0)
    // Whether it is needed may turn out when the fields are right: one thing after the other.
    .filter(({ isOpen }) => isOpen !== true || fields.length === 0)
    .map(({ id }): Wrong => ({ id, kind: 'material', type: 'file', min: '', max: '' }));
  return [...fields, ...materials];
}
