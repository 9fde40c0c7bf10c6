import type { NodeOf, Scope } from '../compile/code.ts';
import { numberEnds, numeral, slotOf } from '../compile/quick.ts';
import { negandOf } from '../compile/truth.ts';
import type { CompareOperator, Node } from '../syntax/node.ts';
import { compileColumnNumber } from './column-number.ts';
import type { ColumnNumber, Rooms } from './column-number.ts';
import type { Block } from './block.ts';

/**
 * Verdicts of columns, in Kleene's order: `and` is the smaller of two, `or` the greater, `not`
 * what is missing to {@link MET}.
 */
export const UNMET = 0;
export const UNKNOWN = 1;
export const MET = 2;

/** Writes the verdict on every subject of a block; rows it marked doubtful mean nothing. */
export type ColumnRule = (block: Block, into: Uint8Array) => void;

/**
 * Compiles a rule to columns: the same verdicts as its closure, a loop for each condition.
 *
 * @param rooms shared by all rules of a set
 * @returns undefined for a rule with a condition that columns cannot judge
 */
export function compileColumnRule(node: Node, scope: Scope, rooms: Rooms): ColumnRule | undefined {
  if (node.type === 'and' || node.type === 'or') return compileJoined(node, scope, rooms);
  const negated = negandOf(node);
  if (negated !== undefined) {
    const inner = compileColumnRule(negated, scope, rooms);
    if (inner === undefined) return undefined;
    return (block, into) => {
      inner(block, into);
      const { count } = block;
      for (let at = 0; at < count; at += 1) into[at] = MET - (into[at] ?? 0);
    };
  }
  switch (node.type) {
    case 'compare':
      return compileSign(node, scope) ?? compileNumbers(node, scope, rooms);
    case 'between': {
      const { value, low, high } = node;
      const ends = { low, high, lowIncluded: true, highIncluded: true };
      return compileWithin(value, ends, { scope, rooms });
    }
    case 'in':
      return compileIn(node, scope, rooms);
    default:
      return compileTruth(node, scope);
  }
}

function compileJoined(
  node: NodeOf<'and' | 'or'>,
  scope: Scope,
  rooms: Rooms,
): ColumnRule | undefined {
  const left = compileColumnRule(node.left, scope, rooms);
  const right = compileColumnRule(node.right, scope, rooms);
  if (left === undefined || right === undefined) return undefined;
  const room = rooms.condition();
  const join = node.type === 'and' ? smaller : greater;
  return (block, into) => {
    const other = block.bytes(room);
    left(block, into);
    right(block, other);
    join(into, other, block.count);
  };
}

function smaller(into: Uint8Array, other: Uint8Array, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const a = into[at] ?? 0;
    const b = other[at] ?? 0;
    into[at] = a < b ? a : b;
  }
}

function greater(into: Uint8Array, other: Uint8Array, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const a = into[at] ?? 0;
    const b = other[at] ?? 0;
    into[at] = a > b ? a : b;
  }
}

/** A condition that is an input by itself. */
function compileTruth(node: Node, scope: Scope): ColumnRule | undefined {
  const slot = slotOf(node, scope);
  if (slot === undefined) return undefined;
  return (block, into) => {
    const { values, allBooleans } = block.signs(slot);
    const { count } = block;
    if (allBooleans) {
      for (let at = 0; at < count; at += 1) into[at] = (values[at] ?? 0) * MET;
      return;
    }
    for (let at = 0; at < count; at += 1) {
      const sign = values[at] ?? 0;
      into[at] = sign === 0 ? UNMET : sign === 1 ? MET : UNKNOWN;
    }
  };
}

/** An input equal, or not, to a text or a boolean. */
function compileSign(node: NodeOf<'compare'>, scope: Scope): ColumnRule | undefined {
  const slot = slotOf(node.left, scope);
  const wanted = node.right.type === 'literal' ? node.right.value : null;
  if (slot === undefined || (typeof wanted !== 'string' && typeof wanted !== 'boolean')) {
    return undefined;
  }
  if (node.operator !== '=' && node.operator !== '!=') return undefined;
  const same = node.operator === '=' ? MET : UNMET;
  return equalTo(slot, [wanted], same);
}

/** Whether an input is one of texts, or is the boolean; one of the other kind is unknown. */
function equalTo(
  slot: number,
  wanted: readonly (string | boolean)[],
  same: typeof MET | typeof UNMET,
): ColumnRule {
  const isText = typeof wanted[0] === 'string';
  const [first = '', ...further] = wanted;
  return (block, into) => {
    const { values, allTexts, allBooleans } = block.signs(slot);
    const { count } = block;
    const sign = block.signOf(first);
    const other = MET - same;
    for (let at = 0; at < count; at += 1) into[at] = values[at] === sign ? same : other;
    for (const one of further) {
      const next = block.signOf(one);
      for (let at = 0; at < count; at += 1) if (values[at] === next) into[at] = same;
    }
    if (isText ? allTexts : allBooleans) return;
    for (let at = 0; at < count; at += 1) {
      if ((values[at] ?? 0) > 1 !== isText) into[at] = UNKNOWN;
    }
  };
}

/** `x in [low..high]` and `x in ("a", "b")`. */
function compileIn(node: NodeOf<'in'>, scope: Scope, rooms: Rooms): ColumnRule | undefined {
  const [only] = node.tests;
  if (only?.type === 'range' && node.tests.length === 1 && numberEnds(only) !== undefined) {
    return compileWithin(node.value, only, { scope, rooms });
  }
  const texts = node.tests.map((test) => (test.type === 'literal' ? test.value : null));
  const slot = slotOf(node.value, scope);
  if (slot === undefined || !texts.every((text) => typeof text === 'string')) return undefined;
  return equalTo(slot, texts, MET);
}

interface Ends {
  readonly low: Node;
  readonly high: Node;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}

interface Compiling {
  readonly scope: Scope;
  readonly rooms: Rooms;
}

function compileWithin(
  value: Node,
  ends: Ends,
  { scope, rooms }: Compiling,
): ColumnRule | undefined {
  const numbers = compileColumnNumber(value, scope, rooms);
  const [low, high] = [numeral(ends.low), numeral(ends.high)];
  if (numbers === undefined || low === undefined || high === undefined) return undefined;
  const lowest = ends.lowIncluded ? low : nextAbove(low);
  const highest = ends.highIncluded ? high : -nextAbove(-high);
  return (block, into) => {
    const { values } = numbers(block);
    const { count } = block;
    for (let at = 0; at < count; at += 1) {
      const value = values[at] ?? 0;
      into[at] = (Number(value >= lowest) & Number(value <= highest)) * MET;
    }
  };
}

/** The smallest double above another: nothing lies between the two. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** A comparison of numeric expressions. */
function compileNumbers(
  node: NodeOf<'compare'>,
  scope: Scope,
  rooms: Rooms,
): ColumnRule | undefined {
  const limit = numeral(node.right);
  const left = compileColumnNumber(node.left, scope, rooms);
  if (left === undefined) return undefined;
  if (limit !== undefined) return comparing(left, node.operator, limit);
  const right = compileColumnNumber(node.right, scope, rooms);
  if (right === undefined) return undefined;
  const room = rooms.operation();
  // Doubles differ exactly where their difference does, and have its sign.
  const difference: ColumnNumber = (block) => {
    const result = block.results(room);
    const { values: a } = left(block);
    const { values: b } = right(block);
    const { count } = block;
    for (let at = 0; at < count; at += 1) result.values[at] = (a[at] ?? 0) - (b[at] ?? 0);
    return result;
  };
  return comparing(difference, node.operator, 0);
}

function comparing(numbers: ColumnNumber, operator: CompareOperator, limit: number): ColumnRule {
  return (block, into) => {
    compareAll(operator, numbers(block).values, { limit, into, count: block.count });
  };
}

interface Comparison {
  readonly limit: number;
  readonly into: Uint8Array;
  readonly count: number;
}

function compareAll(
  operator: CompareOperator,
  numbers: Float64Array,
  { limit, into, count }: Comparison,
): void {
  switch (operator) {
    case '<':
      for (let at = 0; at < count; at += 1) into[at] = (numbers[at] ?? 0) < limit ? MET : UNMET;
      return;
    case '<=':
      for (let at = 0; at < count; at += 1) into[at] = (numbers[at] ?? 0) <= limit ? MET : UNMET;
      return;
    case '>':
      for (let at = 0; at < count; at += 1) into[at] = (numbers[at] ?? 0) > limit ? MET : UNMET;
      return;
    case '>=':
      for (let at = 0; at < count; at += 1) into[at] = (numbers[at] ?? 0) >= limit ? MET : UNMET;
      return;
    case '=':
      for (let at = 0; at < count; at += 1) into[at] = numbers[at] === limit ? MET : UNMET;
      return;
    case '!=':
      for (let at = 0; at < count; at += 1) into[at] = numbers[at] === limit ? UNMET : MET;
      return;
    default:
      operator satisfies never;
  }
}
