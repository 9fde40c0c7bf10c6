import type { Run } from '../compile/run.ts';
import { fold } from './syntax.ts';
import type { ParsedPattern, Pattern } from './syntax.ts';

/** A match: code point offsets of the whole and of its groups. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

/** Tries to match from an offset and goes on with what follows. */
type Matcher = (at: number, next: (at: number) => boolean) => boolean;

interface Matching {
  readonly points: readonly string[];
  readonly pattern: ParsedPattern;
  readonly run: Run;
  readonly groups: (readonly [number, number] | undefined)[];
}

/**
 * Returns the first match at or after an offset. Every step is paid for from the evaluation's
 * account, so that a pattern that backtracks without end stops at the step limit.
 */
export function findMatch(
  pattern: ParsedPattern,
  points: readonly string[],
  where: { readonly from: number; readonly run: Run },
): Match | null {
  for (let from = where.from; from <= points.length; from += 1) {
    const groups: Matching['groups'] = Array.from({ length: pattern.groups + 1 }, () => undefined);
    const matcher = build(pattern.body, { points, pattern, run: where.run, groups });
    let to = -1;
    const found = matcher(from, (at) => {
      to = at;
      return true;
    });
    if (found) return { from, to, groups: groups.slice() };
  }
  return null;
}

function build(pattern: Pattern, matching: Matching): Matcher {
  switch (pattern.type) {
    case 'set':
      return one(pattern.has, matching);
    case 'start':
      return (at, next) => isStart(at, matching) && next(at);
    case 'end':
      return (at, next) => isEnd(at, matching) && next(at);
    case 'group':
      return group(pattern, matching);
    case 'sequence':
      return pattern.parts
        .map((part) => build(part, matching))
        .reduceRight<Matcher>(
          (rest, part) => (at, next) => part(at, (after) => rest(after, next)),
          (at, next) => next(at),
        );
    case 'choice': {
      const options = pattern.options.map((option) => build(option, matching));
      return (at, next) => options.some((option) => option(at, next));
    }
    case 'repeat':
      return repeat(pattern, matching);
    case 'back':
      return back(pattern.index, matching);
    default:
      return pattern satisfies never;
  }
}

function one(has: (point: string) => boolean, { points, run }: Matching): Matcher {
  return (at, next) => {
    run.spend(1);
    const point = points[at];
    return point !== undefined && has(point) && next(at + 1);
  };
}

function isStart(at: number, { points, pattern }: Matching): boolean {
  return at === 0 || (pattern.flags.multiline && points[at - 1] === '\n');
}

function isEnd(at: number, { points, pattern }: Matching): boolean {
  return at === points.length || (pattern.flags.multiline && points[at] === '\n');
}

function group(pattern: Extract<Pattern, { type: 'group' }>, matching: Matching): Matcher {
  const body = build(pattern.body, matching);
  const { groups } = matching;
  return (at, next) => {
    const before = groups[pattern.index];
    const found = body(at, (after) => {
      const inner = groups[pattern.index];
      groups[pattern.index] = [at, after];
      if (next(after)) return true;
      groups[pattern.index] = inner;
      return false;
    });
    if (!found) groups[pattern.index] = before;
    return found;
  };
}

function repeat(pattern: Extract<Pattern, { type: 'repeat' }>, matching: Matching): Matcher {
  const { min, max, lazy, body: inner } = pattern;
  // One code point a round needs no recursion: longest first, or shortest first when lazy.
  if (inner.type === 'set') return repeatSet(inner.has, { min, max, lazy }, matching);
  const body = build(inner, matching);
  const rounds = (at: number, count: number, next: (at: number) => boolean): boolean => {
    matching.run.spend(1);
    const further = (): boolean =>
      count < max &&
      body(at, (after) => (after > at || count < min) && rounds(after, count + 1, next));
    if (count < min) return further();
    return lazy ? next(at) || further() : further() || next(at);
  };
  return (at, next) => rounds(at, 0, next);
}

function repeatSet(
  has: (point: string) => boolean,
  { min, max, lazy }: { min: number; max: number; lazy: boolean },
  { points, run }: Matching,
): Matcher {
  return (at, next) => {
    const most = Math.min(points.length - at, max);
    let length = 0;
    const fits = (): boolean => {
      run.spend(1);
      return length < most && has(points[at + length] ?? '');
    };
    if (lazy) {
      for (; ; length += 1) {
        if (length >= min && next(at + length)) return true;
        if (!fits()) return false;
      }
    }
    while (fits()) length += 1;
    for (; length >= min; length -= 1) {
      run.spend(1);
      if (next(at + length)) return true;
    }
    return false;
  };
}

function back(index: number, { points, groups, run, pattern }: Matching): Matcher {
  const same = pattern.flags.ignoreCase
    ? (a: string, b: string): boolean => fold(a) === fold(b)
    : (a: string, b: string): boolean => a === b;
  return (at, next) => {
    const [from, to] = groups[index] ?? [0, 0];
    run.spend(to - from + 1);
    for (let step = 0; step < to - from; step += 1) {
      if (!same(points[from + step] ?? '', points[at + step] ?? '\u0000')) return false;
    }
    return next(at + to - from);
  };
}
