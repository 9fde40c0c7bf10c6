import type { z } from 'zod';
import type { PackFinding } from '#platform/packs/index.ts';

/** What of a value is not as its schema says: the key of its sentence under `cli.form`. */
export type FormMistake =
  | 'empty'
  | `${Measured}_${'short' | 'long'}`
  | `number_${'low' | 'high' | 'above' | 'below'}`
  | 'example'
  | 'pattern'
  | Written
  | 'prefix'
  | 'multiple'
  | 'key'
  | 'member'
  | 'other';

type Measured = 'text' | 'list';
type Written = (typeof written)[number];

/** Formats with a sentence of their own. */
const written = ['date', 'datetime', 'email', 'url', 'uuid'] as const;

/** Well written values of packs; the first a pattern takes is shown to whoever wrote another. */
const examples = [
  ...['2026-09-14', '09-14', '08:30-12:00', '1.0.0', '12.5%', '5wd', '3'],
  ...['need-general', 'limits.promised', 'case.accept', 'annual_revenue'],
] as const;

/** A mistake with what its sentence needs: a limit, an example, a pattern. */
type Told = { readonly mistake: FormMistake } & PackFinding['values'];

/**
 * Names what a schema found wrong with a value, so that it can be told in the reader's language;
 * what has a code of its own (a missing field, an unknown one) is not asked for here.
 */
export function formMistake(issue: z.core.$ZodIssue): Told {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return wrongFormat(issue);
    case 'not_multiple_of':
      return { mistake: 'multiple', limit: issue.divisor };
    case 'invalid_key':
      return { mistake: 'key' };
    case 'invalid_union':
      return { mistake: 'member' };
    default:
      return { mistake: 'other' };
  }
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Told {
  const [limit, measured] = [Number(minimum), measuredBy(origin)];
  if (measured === undefined) {
    return { mistake: inclusive === false ? 'number_above' : 'number_low', limit };
  }
  return limit === 1 ? { mistake: 'empty' } : { mistake: `${measured}_short`, limit };
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Told {
  const [limit, measured] = [Number(maximum), measuredBy(origin)];
  if (measured !== undefined) return { mistake: `${measured}_long`, limit };
  return { mistake: inclusive === false ? 'number_below' : 'number_high', limit };
}

/** What has a length: texts count characters, collections items; numbers have none. */
function measuredBy(origin: string): Measured | undefined {
  if (origin === 'string') return 'text';
  return ['array', 'set', 'map', 'object'].includes(origin) ? 'list' : undefined;
}

function wrongFormat(issue: z.core.$ZodIssueInvalidStringFormat): Told {
  const { format, pattern } = issue;
  const own = written.find((each) => each === format);
  if (own !== undefined) return { mistake: own };
  const prefix = 'prefix' in issue ? String(issue.prefix) : undefined;
  if (prefix !== undefined) return { mistake: 'prefix', limit: prefix };
  if (pattern === undefined) return { mistake: 'other' };
  const example = examples.find((each) => regexOf(pattern).test(each));
  return example === undefined
    ? { mistake: 'pattern', pattern }
    : { mistake: 'example', pattern, example };
}

/** A pattern as an issue writes it (`/^a$/u`); the patterns are those of our own schemas. */
function regexOf(pattern: string): RegExp {
  const [, source = pattern, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  return new RegExp(source, flags.replaceAll(/[gy]/g, ''));
}
