import type { z } from 'zod';
import { httpRefusals } from './errors.ts';
import type { RefusalIssue } from './refusal.ts';
import type { Route } from './route.ts';

/** The parts of a request that a route declares schemas for. */
export type RequestParts = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

const issuesMax = 100;

/**
 * Reads all parts of a request by the route's schemas; a part without a schema reads as empty.
 *
 * @throws {RefusalError} `http.invalid` with every issue of every part, not only the first
 */
export function readRequest(route: Route, parts: RequestParts): RequestParts {
  const read = [
    readPart('params', route.params, parts.params),
    readPart('query', route.query, parts.query),
    readPart('body', route.body, parts.body),
  ] as const;
  const issues = read.flatMap((part) => part.issues).slice(0, issuesMax);
  if (issues.length > 0) {
    throw httpRefusals.refuse('http.invalid', { count: issues.length }, { issues });
  }
  return { params: read[0].value, query: read[1].value, body: read[2].value };
}

type PartRead = { readonly value: unknown; readonly issues: readonly RefusalIssue[] };

function readPart(name: string, schema: z.ZodType | undefined, value: unknown): PartRead {
  if (!schema) return { value: {}, issues: [] };
  const unsayable = unsayableIn(value, [name]);
  if (unsayable.length > 0) return { value: undefined, issues: unsayable };
  const result = schema.safeParse(value ?? {});
  if (result.success) return { value: result.data, issues: [] };
  return { value: undefined, issues: result.error.issues.map((issue) => describe(name, issue)) };
}

/** NUL and half a surrogate pair: neither the database nor canonical JSON can say them. */
const isUnsayable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Every text and name of a value that holds what cannot be kept. */
function unsayableIn(value: unknown, path: readonly string[]): RefusalIssue[] {
  if (typeof value === 'string') return isUnsayable(value) ? [issueAt(path)] : [];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isUnsayable(key) ? [issueAt(path)] : unsayableIn(inner, [...path, key]),
  );
}

const issueAt = (path: readonly string[]): RefusalIssue => ({
  path: path.join('.'),
  code: 'http.invalid.character',
  values: {},
});

function describe(part: string, issue: z.core.$ZodIssue): RefusalIssue {
  const path = [part, ...issue.path.map(String)].join('.');
  return { path, code: `http.invalid.${issue.code}`, values: valuesOf(issue) };
}

/** Types JSON has, by the key of their word; a record is an object to whoever writes one. */
const types = ['string', 'number', 'int', 'boolean', 'array', 'object', 'null'];

function typeNamed(expected: string): string {
  if (expected === 'record') return 'object';
  return types.includes(expected) ? expected : 'other';
}

/** What the sentences of the issue codes speak of. */
function valuesOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  switch (issue.code) {
    case 'invalid_type':
      return { expected: typeNamed(issue.expected) };
    case 'too_big':
      return { limit: Number(issue.maximum) };
    case 'too_small':
      return { limit: Number(issue.minimum) };
    case 'unrecognized_keys':
      return { keys: issue.keys.join(', ') };
    case 'invalid_value':
      return { values: issue.values.map(String).join(', ') };
    case 'invalid_format':
      return { format: issue.format };
    default:
      return {};
  }
}
