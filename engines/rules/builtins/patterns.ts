import type { Run } from '../compile/run.ts';
import { findMatch } from '../pattern/match.ts';
import type { Match } from '../pattern/match.ts';
import { parsePattern, readFlags } from '../pattern/syntax.ts';
import type { ParsedPattern } from '../pattern/syntax.ts';
import type { Value } from '../value/kinds.ts';
import { signature } from './signature.ts';
import type { Arguments, FunctionGroup } from './signature.ts';

/** Functions over regular expressions. @source OMG DMN 1.5, 10.3.4.3 (matches, replace, split) */
export const PATTERN_FUNCTIONS: FunctionGroup = {
  matches: [signature('input: string, pattern: string, flags?: string', matches)],
  replace: [
    signature('input: string, pattern: string, replacement: string, flags?: string', replace),
  ],
  split: [signature('string: string, delimiter: string', split)],
};

function patternOf(text: string, flags: Value): ParsedPattern | null {
  const read = readFlags(typeof flags === 'string' ? flags : '');
  return read === null ? null : parsePattern(text, read);
}

function pointsOf(text: string, run: Run): string[] {
  return Array.from(run.text(text));
}

function matches(args: Arguments, run: Run): Value {
  const pattern = patternOf(args.text(1), args.any(2));
  if (pattern === null) return null;
  return findMatch(pattern, pointsOf(args.text(0), run), { from: 0, run }) !== null;
}

function replace(args: Arguments, run: Run): Value {
  const pattern = patternOf(args.text(1), args.any(3));
  const template = args.text(2);
  // A backslash may only stand before `$` or itself, a `$` only before a digit (XPath, FORX0004).
  const wellFormed = /^(?:[^\\$]|\\[\\$]|\$\d)*$/su.test(template);
  if (pattern === null || (!wellFormed && !pattern.flags.literal)) return null;
  const points = pointsOf(args.text(0), run);
  let result = '';
  let last = 0;
  for (const match of allMatches(pattern, points, run)) {
    result += points.slice(last, match.from).join('') + filled(template, match, points);
    run.text(result);
    last = match.to;
  }
  return run.text(result + points.slice(last).join(''));
}

function filled(template: string, match: Match, points: readonly string[]): string {
  return template.replace(/\\([\\$])|\$(\d+)/gu, (_whole, sign: unknown, digits: unknown) => {
    if (typeof sign === 'string') return sign;
    const [index, rest] = groupNamed(String(digits), match.groups.length - 1);
    const span = index === 0 ? ([match.from, match.to] as const) : match.groups[index];
    return (span === undefined ? '' : points.slice(span[0], span[1]).join('')) + rest;
  });
}

/** As many digits name a group as there are groups to name; the others are text. @source 5.6.4 */
function groupNamed(digits: string, groups: number): readonly [index: number, rest: string] {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  return [Number(digits.slice(0, length)), digits.slice(length)];
}

function split(args: Arguments, run: Run): Value {
  const pattern = patternOf(args.text(1), null);
  if (pattern === null) return null;
  const points = pointsOf(args.text(0), run);
  const parts: string[] = [];
  let last = 0;
  for (const match of allMatches(pattern, points, run)) {
    if (match.to === match.from) continue;
    parts.push(points.slice(last, match.from).join(''));
    last = match.to;
  }
  return [...parts, points.slice(last).join('')];
}

function allMatches(pattern: ParsedPattern, points: readonly string[], run: Run): Match[] {
  const found: Match[] = [];
  for (let from = 0; from <= points.length;) {
    const match = findMatch(pattern, points, { from, run });
    if (match === null) break;
    found.push(match);
    from = match.to > match.from ? match.to : match.to + 1;
  }
  return found;
}
