import type { FormFieldView } from '#domains/services/model/index.ts';
import type { FileCase } from '../../../model/index.ts';

/** What stands in a control: a text, or the chosen values of a list. It is kept as it was typed. */
export type Typed = string | readonly string[];

/** What is typed so far, by field id. */
export type TypedAnswers = Readonly<Record<string, Typed>>;

/** An answer as the server takes it: money in fen, ratios in basis points, days as `YYYY-MM-DD`. */
export type Given = FileCase['answers'][string];

type Kind = Pick<FormFieldView, 'type'>;

const yes = 'yes';
const no = 'no';

/** A decimal with at most two places as whole hundredths; undefined for anything else. */
function hundredths(text: string): number | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s]/g, ''));
  if (match === null) return undefined;
  const [, sign = '', whole = '', part = ''] = match;
  const amount = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return sign === '-' && amount !== 0 ? -amount : amount;
}

/** Whole hundredths as a decimal without needless zeros: 50000 → `500`, 1250 → `12.5`. */
export function decimalOf(amount: number): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  const part = String(size % 100).padStart(2, '0');
  const whole = `${sign}${Math.trunc(size / 100)}`;
  return part === '00' ? whole : `${whole}.${part.replace(/0$/, '')}`;
}

function numberOf(text: string, pattern: RegExp): number | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  return pattern.test(plain) ? Number(plain) : undefined;
}

/** Whether nothing is typed. */
export const isBlank = (typed: Typed | undefined): boolean =>
  typed === undefined || (typeof typed === 'string' ? typed.trim() === '' : typed.length === 0);

/**
 * Reads what is typed as an answer: null when nothing is, undefined when it cannot be read as the
 * field's type.
 *
 * @source COMMON units: money in integer fen, ratios in integer basis points
 */
export function givenOf(field: Kind, typed: Typed | undefined): Given | undefined {
  if (typed === undefined || isBlank(typed)) return null;
  if (typeof typed !== 'string') return field.type === 'choices' ? [...typed] : undefined;
  switch (field.type) {
    case 'money':
    case 'ratio':
      return hundredths(typed);
    case 'integer':
      return numberOf(typed, /^-?\d{1,15}$/);
    case 'number':
      return numberOf(typed, /^-?\d{1,12}(\.\d{1,6})?$/);
    case 'boolean':
      return typed === yes ? true : typed === no ? false : undefined;
    case 'choices':
      return undefined;
    case 'file':
      return typed.split('|')[0] ?? null;
    case 'phone':
    case 'email':
    case 'date':
      return typed.trim();
    case 'credit-code':
      return typed.replace(/\s/g, '').toUpperCase();
    case 'text':
    case 'longtext':
    case 'choice':
      return typed;
  }
}

/** What stands in the control for an answer that was given before. */
export function typedOf(field: Kind, given: Given): Typed {
  if (given === null) return field.type === 'choices' ? [] : '';
  if (Array.isArray(given)) return given;
  if (typeof given === 'boolean') return given ? yes : no;
  if (typeof given === 'number')
    return field.type === 'money' || field.type === 'ratio' ? decimalOf(given) : String(given);
  return given;
}
