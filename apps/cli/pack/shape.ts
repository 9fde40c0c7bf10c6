import type { z } from 'zod';
import type { PackDocument, PackFinding } from '#platform/packs/index.ts';
import { findingIn, type Found } from './finding.ts';
import { formMistake } from './form-mistake.ts';

/** The most findings one file gives for its shape; a broken file is not worth more. */
const findingsMax = 100;

/**
 * Reads a file of a pack by the schema of the domain it belongs to.
 *
 * @returns its value, or every place where the shape is wrong, by line
 */
export function readShape<T>(
  document: PackDocument,
  schema: z.ZodType<T>,
): { readonly value?: T; readonly findings: readonly PackFinding[] } {
  const read = schema.safeParse(document.value);
  if (read.success) return { value: read.data, findings: [] };
  const found = read.error.issues.flatMap(foundOf).slice(0, findingsMax);
  return {
    findings: found.map((each) =>
      findingIn(document, { ...each, ...clauseAround(document.value, each.path) }),
    ),
  };
}

/** The clause of the innermost element around a path that names one. */
function clauseAround(value: unknown, path: string): { readonly clause?: string } {
  let [inner, clause]: [unknown, string | undefined] = [value, undefined];
  for (const key of [...path.split('.'), '']) {
    if (typeof inner !== 'object' || inner === null) break;
    // What JSON can say has no other members than its own.
    const members = inner as Readonly<Record<string, unknown>>;
    if (typeof members['clause'] === 'string') clause = members['clause'];
    inner = Object.hasOwn(members, key) ? members[key] : undefined;
  }
  return clause === undefined ? {} : { clause };
}

/** Of a union that fits nowhere, the member that came furthest speaks, or that of the right type. */
function unionFound(issue: z.core.$ZodIssueInvalidUnion, path: string): Found[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(0, ...issues.map((inner) => inner.path.length));
  const [best = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a));
  const [typed = [], ...more] = issue.errors.filter((issues) => !issues.some(isOfAnotherType));
  const speaks = depth(best) > 0 ? best : typed;
  if (speaks.length === 0 || (speaks === typed && more.length > 0)) {
    const values = { field: fieldOf(issue.path), ...formMistake(issue) };
    return [{ code: 'cli.pack.wrong_form', path, values }];
  }
  return speaks.flatMap((inner) => foundOf({ ...inner, path: [...issue.path, ...inner.path] }));
}

const isOfAnotherType = ({ code, path }: z.core.$ZodIssue): boolean =>
  code === 'invalid_type' && path.length === 0;

/** A rule of a schema's own names its finding in `params.code`. */
function customCode(params: Readonly<Record<string, unknown>> | undefined): string {
  return params?.['code'] === 'not_a_time' ? 'cli.pack.not_a_time' : 'cli.pack.wrong_value';
}

/** The field a path ends in; an element of a list is called by the list and its number. */
function fieldOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (typeof last !== 'number') return String(last ?? '');
  return `${String(path.at(-2) ?? '')} #${last + 1}`;
}

function foundOf(issue: z.core.$ZodIssue): Found[] {
  const path = issue.path.map(String).join('.');
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        // No field has a blank in its name: a comma has ended the text before it.
        code: /\s/.test(key) ? 'cli.pack.text_cut' : 'cli.pack.unknown_field',
        path: path === '' ? key : `${path}.${key}`,
        values: { field: key },
      }));
    case 'invalid_type': {
      const missing = issue.input === undefined && issue.message.includes('undefined');
      const values = { field, expected: issue.expected };
      return [{ code: missing ? 'cli.pack.missing_field' : 'cli.pack.wrong_type', path, values }];
    }
    case 'invalid_value': {
      const values = { field, values: issue.values.map(String).join(', ') };
      return [{ code: 'cli.pack.not_one_of', path, values }];
    }
    case 'invalid_union':
      return unionFound(issue, path);
    case 'custom':
      return [{ code: customCode(issue.params), path, values: { field } }];
    default:
      return [{ code: 'cli.pack.wrong_form', path, values: { field, ...formMistake(issue) } }];
  }
}
