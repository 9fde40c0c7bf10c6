import { z } from 'zod';
import type { Language, Texts } from '#platform/text/index.ts';
import { inLanguage } from '#platform/text/localized.ts';
import type { RefusalDetail, RefusalError, RefusalIssue, RefusalValues } from './refusal.ts';

/** One thing wrong in a request, in the caller's language. */
export const problemIssue = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  clause: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
});

/**
 * The body of every answer that is not a success: what happened, by which clause, and what the
 * caller can do next, in the caller's language.
 *
 * @source RFC 9457; 3-architecture API
 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  clause: z.string().optional(),
  next: z.string().optional(),
  requestId: z.string(),
  errors: z.array(problemIssue).optional(),
});
export type Problem = z.infer<typeof problem>;

/** Media type of a problem (RFC 9457 3). */
export const problemMediaType = 'application/problem+json; charset=utf-8';

/** Whom a problem is written for. */
export type ProblemReader = {
  readonly texts: Texts;
  readonly language: Language;
  readonly requestId: string;
};

/** The problem a refusal is answered with. */
export function problemOf(refused: RefusalError, reader: ProblemReader): Problem {
  const { code, status, refusal } = refused;
  const values = { ...refusal.values, ...titlesIn(refusal.titles, reader.language) };
  const say = (key: string) => sentence(reader, key, values);
  const detail = say(`${code}.detail`);
  const next = say(refusal.next ?? `${code}.next`) ?? say(`${code}.next`);
  return {
    type: `urn:guiju:problem:${code}`,
    title: say(`${code}.title`) ?? say(code) ?? code,
    status,
    ...(detail === undefined ? {} : { detail }),
    code,
    ...(refusal.clause === undefined ? {} : { clause: refusal.clause }),
    ...(next === undefined ? {} : { next }),
    requestId: reader.requestId,
    ...(refusal.issues === undefined
      ? {}
      : { errors: refusal.issues.map((issue) => describeIssue(issue, reader)) }),
  };
}

/** The problem a fault is answered with: nothing of its cause leaves the server. */
export function faultProblem(reader: ProblemReader): Problem {
  const say = (key: string) => reader.texts.translate(reader.language, key);
  return {
    type: 'urn:guiju:problem:http.fault',
    title: say('http.fault.title'),
    status: 500,
    code: 'http.fault',
    next: say('http.fault.next'),
    requestId: reader.requestId,
  };
}

function describeIssue(issue: RefusalIssue, reader: ProblemReader): z.infer<typeof problemIssue> {
  const { path, code, values, titles, clause, line, column } = issue;
  const named = titlesIn(titles, reader.language);
  const say = (key: string) => sentence(reader, key, { ...values, ...named });
  return {
    path,
    code,
    message: say(`${code}.title`) ?? say(code) ?? code,
    ...(clause === undefined ? {} : { clause }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function titlesIn(titles: RefusalDetail['titles'], language: Language): Record<string, string> {
  const named = Object.entries(titles ?? {});
  return Object.fromEntries(named.map(([name, title]) => [name, inLanguage(title, language)]));
}

function sentence(
  { texts, language }: ProblemReader,
  key: string,
  values?: RefusalValues,
): string | undefined {
  if (!texts.has(language, key)) return undefined;
  return texts.translate(language, key, values && inWords(values, { texts, language }));
}

/** Values that have words of their own, under `value.<name>.<value>`, are said by them. */
function inWords(
  values: RefusalValues,
  { texts, language }: Pick<ProblemReader, 'texts' | 'language'>,
): RefusalValues {
  const worded = Object.entries(values).map(([name, value]) => {
    const key = `value.${name}.${value}`;
    return [name, texts.has(language, key) ? texts.translate(language, key) : value] as const;
  });
  return Object.fromEntries(worded);
}
