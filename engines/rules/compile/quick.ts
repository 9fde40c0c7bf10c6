import { equal } from '../value/compare.ts';
import { isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { CompareOperator, Node } from '../syntax/node.ts';
import type { Code, NodeOf, Scope } from './code.ts';
import type { Run } from './run.ts';

/**
 * Quick forms of the commonest conditions. Each answers by itself only where both sides are
 * doubles, texts or booleans, whose order and equality are JavaScript's own, and leaves every
 * other pair to `otherwise`.
 */
export type Otherwise = (values: readonly [Value, Value], run: Run) => boolean | null;

/** Returns the slot a name is read from, when nothing can come before it. */
export function slotOf(node: Node, scope: Scope): number | undefined {
  if (node.type !== 'name') return undefined;
  const { items, binding } = scope.resolve(node.name);
  return items.length === 0 && binding?.kind === 'slot' ? binding.slot : undefined;
}

/** Compares a slot, or any code, with a number known when compiling. */
export function withNumber(
  operator: CompareOperator,
  [left, limit]: readonly [Code, number],
  at: { readonly slot: number | undefined; readonly otherwise: Otherwise },
): Code | undefined {
  const { otherwise, slot } = at;
  if (slot !== undefined) return slotWithNumber(operator, [slot, limit], otherwise);
  switch (operator) {
    case '<':
      return (slots, run) => {
        const value = left(slots, run);
        return typeof value === 'number' ? value < limit : otherwise([value, limit], run);
      };
    case '<=':
      return (slots, run) => {
        const value = left(slots, run);
        return typeof value === 'number' ? value <= limit : otherwise([value, limit], run);
      };
    case '>':
      return (slots, run) => {
        const value = left(slots, run);
        return typeof value === 'number' ? value > limit : otherwise([value, limit], run);
      };
    case '>=':
      return (slots, run) => {
        const value = left(slots, run);
        return typeof value === 'number' ? value >= limit : otherwise([value, limit], run);
      };
    default:
      return undefined;
  }
}

function slotWithNumber(
  operator: CompareOperator,
  [slot, limit]: readonly [number, number],
  otherwise: Otherwise,
): Code | undefined {
  switch (operator) {
    case '<':
      return (slots, run) => {
        const value = slots[slot] ?? null;
        return typeof value === 'number' ? value < limit : otherwise([value, limit], run);
      };
    case '<=':
      return (slots, run) => {
        const value = slots[slot] ?? null;
        return typeof value === 'number' ? value <= limit : otherwise([value, limit], run);
      };
    case '>':
      return (slots, run) => {
        const value = slots[slot] ?? null;
        return typeof value === 'number' ? value > limit : otherwise([value, limit], run);
      };
    case '>=':
      return (slots, run) => {
        const value = slots[slot] ?? null;
        return typeof value === 'number' ? value >= limit : otherwise([value, limit], run);
      };
    default:
      return undefined;
  }
}

/** The numeric ends of an interval literal. */
export interface NumberEnds {
  readonly low: number;
  readonly high: number;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}

/** Returns the ends of an interval of two numerals in order; undefined for any other node. */
export function numberEnds(node: Node): NumberEnds | undefined {
  if (node.type !== 'range') return undefined;
  const { lowIncluded, highIncluded } = node;
  const low = numeral(node.low);
  const high = numeral(node.high);
  return low === undefined || high === undefined
    ? undefined
    : { low, high, lowIncluded, highIncluded };
}

/** Returns the double of a numeral, minus included; undefined for any other node. */
export function numeral(node: Node): number | undefined {
  if (node.type === 'literal' && typeof node.value === 'number') return node.value;
  if (node.type !== 'negate') return undefined;
  const size = numeral(node.operand);
  return size === undefined ? undefined : 0 - size;
}

/** Returns whether a double lies between the ends. */
export function within(value: number, ends: NumberEnds): boolean {
  return (
    (ends.lowIncluded ? value >= ends.low : value > ends.low) &&
    (ends.highIncluded ? value <= ends.high : value < ends.high)
  );
}

/**
 * Compiles `=` or `!=`; a null side is unknown, as a rule's condition has it.
 *
 * @param node an equality neither of whose sides is a literal null
 */
export function compileStrictEquality(node: NodeOf<'compare'>, scope: Scope): Code {
  const wanted = node.operator === '=';
  const slot = slotOf(node.left, scope);
  const right = node.right.type === 'literal' ? node.right.value : null;
  if (slot !== undefined && right !== null && !isNumber(right)) {
    return (slots, run) => {
      const value = slots[slot] ?? null;
      if (value === right) return wanted;
      return value === null ? null : strictly(value, right, { wanted, run });
    };
  }
  const left = scope.compile(node.left);
  const other = scope.compile(node.right);
  return (slots, run) => {
    const a = left(slots, run);
    const b = other(slots, run);
    return a === null || b === null ? null : strictly(a, b, { wanted, run });
  };
}

function strictly(a: Value, b: Value, { wanted, run }: { wanted: boolean; run: Run }): Value {
  const same = typeof a === typeof b && typeof a !== 'object' ? a === b : equal(a, b, run);
  return same === null ? null : same === wanted;
}
