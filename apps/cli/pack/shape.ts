import type { z } from 'zod';
import type { PackDocument, PackFinding } from '#platform/packs/index.ts';
import { findingIn, type Found } from './finding.ts';

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
  return { findings: found.map((each) => findingIn(document, each)) };
}

function foundOf(issue: z.core.$ZodIssue): Found[] {
  const path = issue.path.map(String).join('.');
  const field = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'cli.pack.unknown_field',
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
    default:
      return [{ code: 'cli.pack.wrong_form', path, values: { field, reason: issue.message } }];
  }
}
