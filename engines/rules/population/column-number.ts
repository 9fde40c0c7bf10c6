import type { Scope } from '../compile/code.ts';
import { numeral, slotOf } from '../compile/quick.ts';
import type { ArithmeticOperator, Node } from '../syntax/node.ts';
import { BLOCK_SUBJECTS } from './block.ts';
import type { Block, Numbers } from './block.ts';

/** Counts the room that the conditions and operations of a set's rules need in a block. */
export class Rooms {
  conditions = 0;
  operations = 0;

  /** The number of a further condition. */
  condition(): number {
    this.conditions += 1;
    return this.conditions - 1;
  }

  /** The number of a further operation. */
  operation(): number {
    this.operations += 1;
    return this.operations - 1;
  }
}

/** A numeric expression over all subjects of a block. */
export type ColumnNumber = (block: Block) => Numbers;

/**
 * Compiles a numeric expression over inputs and numerals to columns.
 *
 * @returns undefined for an expression columns cannot evaluate
 */
export function compileColumnNumber(
  node: Node,
  scope: Scope,
  rooms: Rooms,
): ColumnNumber | undefined {
  const slot = slotOf(node, scope);
  if (slot !== undefined) return (block) => block.numbers(slot);
  const fixed = numeral(node);
  if (fixed !== undefined) return constant(fixed);
  if (node.type !== 'arithmetic' || node.operator === '**') return undefined;
  const left = compileColumnNumber(node.left, scope, rooms);
  const right = compileColumnNumber(node.right, scope, rooms);
  if (left === undefined || right === undefined) return undefined;
  const { operator } = node;
  const room = rooms.operation();
  return (block) => {
    const result = block.results(room);
    const operation = { operator, left: left(block), right: right(block), result };
    operate(operation, block.count);
    if (!keepExact(operation, block.count)) block.doubt(result.values);
    return result;
  };
}

function constant(number: number): ColumnNumber {
  const values = new Float64Array(BLOCK_SUBJECTS).fill(number);
  const column = { values, whole: Number.isSafeInteger(number), clean: true };
  return () => column;
}

interface Operation {
  readonly operator: ArithmeticOperator;
  readonly left: Numbers;
  readonly right: Numbers;
  readonly result: Numbers;
}

function operate({ operator, left, right, result }: Operation, count: number): void {
  const { values: a } = left;
  const { values: b } = right;
  const { values: into } = result;
  switch (operator) {
    case '+':
      for (let at = 0; at < count; at += 1) into[at] = (a[at] ?? 0) + (b[at] ?? 0);
      return;
    case '-':
      for (let at = 0; at < count; at += 1) into[at] = (a[at] ?? 0) - (b[at] ?? 0);
      return;
    case '*':
      for (let at = 0; at < count; at += 1) into[at] = (a[at] ?? 0) * (b[at] ?? 0);
      return;
    default:
      for (let at = 0; at < count; at += 1) into[at] = (a[at] ?? 0) / (b[at] ?? 0);
  }
}

/**
 * Keeps the results that are exact beyond doubt: whole numbers of whole numbers within the safe
 * integers. The others become NaN; the decimals decide about them.
 *
 * @returns whether all were kept
 */
function keepExact({ operator, left, right, result }: Operation, count: number): boolean {
  const { values } = result;
  result.whole = true;
  const { values: dividends } = left;
  const { values: divisors } = right;
  if (left.whole && right.whole) {
    result.clean =
      operator === '/'
        ? dividesEvenly([dividends, divisors, values], count)
        : isSafe(values, count);
    if (result.clean) return true;
  }
  const divides = operator === '/';
  let clean = true;
  for (let at = 0; at < count; at += 1) {
    const a = dividends[at] ?? 0;
    const b = divisors[at] ?? 0;
    const value = values[at] ?? 0;
    const whole = a === Math.floor(a) && b === Math.floor(b) && value === Math.floor(value);
    if (whole && Math.abs(value) <= Number.MAX_SAFE_INTEGER && (!divides || value * b === a)) {
      continue;
    }
    values[at] = Number.NaN;
    clean = false;
  }
  result.clean = clean;
  return clean;
}

/** Of whole numbers a whole quotient that leads back is exact; none is of a zero divisor. */
function dividesEvenly(
  [dividends, divisors, quotients]: readonly [Float64Array, Float64Array, Float64Array],
  count: number,
): boolean {
  let even = 0;
  for (let at = 0; at < count; at += 1) {
    const quotient = quotients[at] ?? 0;
    const isWhole = Number(quotient === Math.floor(quotient));
    even += isWhole & Number(quotient * (divisors[at] ?? 0) === dividends[at]);
  }
  return even === count;
}

function isSafe(values: Float64Array, count: number): boolean {
  let largest = 0;
  for (let at = 0; at < count; at += 1) {
    largest = Math.max(largest, Math.abs(values[at] ?? 0));
  }
  return largest <= Number.MAX_SAFE_INTEGER;
}
