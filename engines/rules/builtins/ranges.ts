import type { Run } from '../compile/run.ts';
import { order } from '../value/compare.ts';
import { FeelRange, isContext, isList } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { signature } from './signature.ts';
import type { Signature } from './signature.ts';

/** One end of a span; null stands for no limit on its side. */
interface End {
  readonly value: Value;
  readonly included: boolean;
  /** -1 for an open lower end, 1 for an open upper end, 0 for a value. */
  readonly beyond: -1 | 0 | 1;
}

/** A range, or a point as the range that holds only it. */
interface Span {
  readonly low: End;
  readonly high: End;
  readonly isPoint: boolean;
}

/** Thrown inside this file when two ends cannot be compared; the function is then null. */
class Incomparable extends Error {}

type Relation = (a: Span, b: Span, compare: (x: End, y: End) => number) => boolean;

/**
 * Relations between points and ranges.
 *
 * @source OMG DMN 1.5, 10.3.4.6 and table 78 (range functions)
 */
export const RANGE_FUNCTIONS = {
  before: relation('point1, point2', before),
  after: relation('point1, point2', (a, b, compare) => before(b, a, compare)),
  meets: ranges('range1, range2', meets),
  'met by': ranges('range1, range2', (a, b, compare) => meets(b, a, compare)),
  overlaps: ranges('range1, range2', overlaps),
  'overlaps before': ranges('range1, range2', overlapsBefore),
  'overlaps after': ranges('range1, range2', (a, b, compare) => overlapsBefore(b, a, compare)),
  finishes: relation('point, range', finishes, 'second'),
  'finished by': relation('range, point', (a, b, compare) => finishes(b, a, compare), 'first'),
  includes: relation('range, point', includes, 'first'),
  during: relation('point, range', (a, b, compare) => includes(b, a, compare), 'second'),
  starts: relation('point, range', starts, 'second'),
  'started by': relation('range, point', (a, b, compare) => starts(b, a, compare), 'first'),
  coincides: relation('point1, point2', coincides, 'alike'),
};

type Shape = 'any' | 'first' | 'second' | 'alike' | 'both';

function ranges(parameters: string, holds: Relation): Signature[] {
  return relation(parameters, holds, 'both');
}

/** A function of two points or ranges; the shape says which of them has to be a range. */
function relation(parameters: string, holds: Relation, shape: Shape = 'any'): Signature[] {
  const call: Signature['call'] = (args, run) => {
    const a = spanOf(args.any(0));
    const b = spanOf(args.any(1));
    if (a === null || b === null || !fits(shape, a, b)) return null;
    return decided(holds, [a, b], run);
  };
  const names = parameters.split(', ');
  const asRanges = names.map((name) => name.replace('point', 'range')).join(', ');
  const numbered = asRanges === 'range, range' ? 'range1, range2' : asRanges;
  const mixed = shape === 'any' ? ['point, range', 'range, point'] : [];
  return [parameters, numbered, ...mixed].map((one) => signature(one, call));
}

function fits(shape: Shape, a: Span, b: Span): boolean {
  switch (shape) {
    case 'any':
      return true;
    case 'first':
      return !a.isPoint;
    case 'second':
      return !b.isPoint;
    case 'alike':
      return a.isPoint === b.isPoint;
    case 'both':
      return !a.isPoint && !b.isPoint;
    default:
      return shape satisfies never;
  }
}

function decided(holds: Relation, [a, b]: readonly [Span, Span], run: Run): boolean | null {
  try {
    return holds(a, b, (x, y) => compareEnds(x, y, run));
  } catch (error) {
    if (error instanceof Incomparable) return null;
    throw error;
  }
}

function spanOf(value: Value): Span | null {
  if (value === null || isList(value) || isContext(value)) return null;
  if (!(value instanceof FeelRange)) {
    const end: End = { value, included: true, beyond: 0 };
    return { low: end, high: end, isPoint: true };
  }
  const { start, end, startIncluded, endIncluded } = value;
  const low: End = { value: start, included: startIncluded, beyond: start === null ? -1 : 0 };
  const high: End = { value: end, included: endIncluded, beyond: end === null ? 1 : 0 };
  return { low, high, isPoint: false };
}

function compareEnds(a: End, b: End, run: Run): number {
  if (a.beyond !== 0 || b.beyond !== 0) return a.beyond - b.beyond;
  const place = order(a.value, b.value, run);
  if (place === null) throw new Incomparable();
  return place;
}

function before(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  const place = compare(a.high, b.low);
  return place < 0 || (place === 0 && (!a.high.included || !b.low.included));
}

function meets(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  return a.high.included && b.low.included && compare(a.high, b.low) === 0;
}

function overlaps(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  return !before(a, b, compare) && !before(b, a, compare);
}

/** `a` begins before `b` does and ends within it. */
function overlapsBefore(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  const starting = compare(a.low, b.low);
  const first = starting < 0 || (starting === 0 && a.low.included && !b.low.included);
  if (!first || before(a, b, compare)) return false;
  const ending = compare(a.high, b.high);
  return ending < 0 || (ending === 0 && (!a.high.included || b.high.included));
}

function finishes(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  if (compare(a.high, b.high) !== 0 || a.high.included !== b.high.included) return false;
  return a.isPoint || startsWithin(a, b, compare);
}

function starts(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  if (compare(a.low, b.low) !== 0 || a.low.included !== b.low.included) return false;
  return a.isPoint || endsWithin(a, b, compare);
}

function includes(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  return startsWithin(b, a, compare) && endsWithin(b, a, compare);
}

function startsWithin(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  const place = compare(a.low, b.low);
  return place > 0 || (place === 0 && (!a.low.included || b.low.included));
}

function endsWithin(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  const place = compare(a.high, b.high);
  return place < 0 || (place === 0 && (!a.high.included || b.high.included));
}

function coincides(a: Span, b: Span, compare: (x: End, y: End) => number): boolean {
  const sameEnds = compare(a.low, b.low) === 0 && compare(a.high, b.high) === 0;
  return sameEnds && a.low.included === b.low.included && a.high.included === b.high.included;
}
