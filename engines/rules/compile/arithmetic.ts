import { add, divide, multiply, negate, subtract } from '../number/arithmetic.ts';
import { power } from '../number/transcendental.ts';
import {
  addTemporal,
  divideDuration,
  multiplyDuration,
  negateDuration,
  subtractTemporal,
} from '../temporal/arithmetic.ts';
import { isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { ArithmeticOperator } from '../syntax/node.ts';
import type { Code, NodeOf, Scope } from './code.ts';
import { numeral, slotOf } from './quick.ts';
import { DECIMAL_STEPS } from './run.ts';
import type { Run } from './run.ts';

type Operate = (left: Value, right: Value, run: Run) => Value;

const OPERATIONS: Readonly<Record<ArithmeticOperator, Operate>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '**': raised,
};

/** Compiles an arithmetic expression. @source OMG DMN 1.5, tables 55–58 */
export function compileArithmetic(node: NodeOf<'arithmetic'>, scope: Scope): Code {
  const left = scope.compile(node.left);
  const right = scope.compile(node.right);
  const operate = OPERATIONS[node.operator];
  const at = { slot: slotOf(node.left, scope), numeral: numeral(node.right) };
  const quick = compileWhole(node.operator, { left, right, operate, ...at });
  if (quick !== undefined) return quick;
  return (slots, run) => operate(left(slots, run), right(slots, run), paid(run));
}

/** The sides of an operation: code, and where possible the slot or numeral it stands for. */
interface Sides {
  readonly left: Code;
  readonly right: Code;
  readonly operate: Operate;
  readonly slot: number | undefined;
  readonly numeral: number | undefined;
}

/** The quick form for doubles that hold whole numbers and stay exact. */
function compileWhole(operator: ArithmeticOperator, sides: Sides): Code | undefined {
  const { left, right, operate, slot } = sides;
  const fixed = sides.numeral;
  switch (operator) {
    case '+':
      return (slots, run) => {
        const a = slot === undefined ? left(slots, run) : (slots[slot] ?? null);
        const b = fixed === undefined ? right(slots, run) : fixed;
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b;
          if (Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(sum)) return sum;
        }
        return operate(a, b, paid(run));
      };
    case '*':
      return (slots, run) => {
        const a = slot === undefined ? left(slots, run) : (slots[slot] ?? null);
        const b = fixed === undefined ? right(slots, run) : fixed;
        if (typeof a === 'number' && typeof b === 'number') {
          const product = a * b;
          const whole = Number.isInteger(a) && Number.isInteger(b);
          if (whole && product !== 0 && Number.isSafeInteger(product)) return product;
        }
        return operate(a, b, paid(run));
      };
    case '/':
      return (slots, run) => {
        const a = slot === undefined ? left(slots, run) : (slots[slot] ?? null);
        const b = fixed === undefined ? right(slots, run) : fixed;
        if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
          const quotient = a / b;
          // Exact when the way back is: whole numbers only, so that nothing was rounded.
          const whole = Number.isSafeInteger(quotient) && Number.isInteger(b);
          if (whole && quotient !== 0 && quotient * b === a) return quotient;
        }
        return operate(a, b, paid(run));
      };
    default:
      return undefined;
  }
}

/** Compiles a leading minus. */
export function compileNegate(node: NodeOf<'negate'>, scope: Scope): Code {
  const operand = scope.compile(node.operand);
  return (slots, run) => {
    const value = operand(slots, run);
    return isNumber(value) ? negate(value) : negateDuration(value);
  };
}

/** Pays for an operation that may have to be done in decimals. */
function paid(run: Run): Run {
  run.spend(DECIMAL_STEPS);
  return run;
}

function plus(left: Value, right: Value, run: Run): Value {
  if (isNumber(left)) return isNumber(right) ? add(left, right) : null;
  if (typeof left === 'string') return typeof right === 'string' ? run.text(left + right) : null;
  return addTemporal(left, right);
}

function minus(left: Value, right: Value, run: Run): Value {
  if (isNumber(left)) return isNumber(right) ? subtract(left, right) : null;
  return subtractTemporal(left, right, run);
}

function times(left: Value, right: Value): Value {
  if (isNumber(left) && isNumber(right)) return multiply(left, right);
  return isNumber(left) ? multiplyDuration(right, left) : multiplyDuration(left, right);
}

function over(left: Value, right: Value): Value {
  if (isNumber(left)) return isNumber(right) ? divide(left, right) : null;
  return divideDuration(left, right);
}

function raised(left: Value, right: Value): Value {
  return isNumber(left) && isNumber(right) ? power(left, right) : null;
}
