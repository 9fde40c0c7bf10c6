import {
  bigPower,
  decimalsOf,
  digitCount,
  divideRounded,
  exactPower,
  numberOf,
  PRECISION_DIGITS,
  scaledOf,
} from './decimal.ts';
import type { Num, Rounding } from './decimal.ts';

/** Largest exponent `**` multiplies out; beyond it the result leaves decimal128 or is 0, ±1. */
const POWER_EXPONENT_MAX = 100_000;

/**
 * Returns -1, 0 or 1. Doubles compare directly: both are the doubles nearest to short decimals,
 * and rounding to nearest keeps order and equality.
 */
export function compareNumbers(left: Num, right: Num): -1 | 0 | 1 {
  if (typeof left === 'number' && typeof right === 'number') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const a = scaledOf(left);
  const b = scaledOf(right);
  const signs = sign(a.coefficient) - sign(b.coefficient);
  if (signs !== 0) return signs < 0 ? -1 : 1;
  const difference = subtractScaled(a, b).coefficient;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function subtractScaled(a: { coefficient: bigint; scale: number }, b: typeof a): typeof a {
  const scale = Math.max(a.scale, b.scale);
  const left = a.coefficient * bigPower(scale - a.scale);
  return { coefficient: left - b.coefficient * bigPower(scale - b.scale), scale };
}

/** Returns the sum, rounded half-even to 34 digits; null on overflow. */
export function add(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isInteger(left) && Number.isInteger(right)) {
      if (Number.isSafeInteger(sum)) return sum;
    } else {
      const quick = addScaled(left, right);
      if (quick !== undefined) return quick;
    }
  }
  const b = scaledOf(right);
  const sum = subtractScaled(scaledOf(left), { coefficient: -b.coefficient, scale: b.scale });
  return numberOf(sum.coefficient, sum.scale);
}

/** Adds two doubles as scaled integers when everything stays below 10^15. */
function addScaled(left: number, right: number): number | undefined {
  const scale = Math.max(
    Number.isInteger(left) ? 0 : decimalsOf(left),
    Number.isInteger(right) ? 0 : decimalsOf(right),
  );
  const power = exactPower(scale);
  const sum = Math.round(left * power) + Math.round(right * power);
  const exact = Math.abs(left) * power < 1e15 && Math.abs(right) * power < 1e15;
  return exact && Math.abs(sum) < 1e15 ? sum / power : undefined;
}

/** Returns the negation. */
export function negate(value: Num): Num {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  // The negation of a normal decimal is normal, so this is never null.
  return numberOf(-value.coefficient, value.scale) ?? value;
}

/** Returns the difference, rounded half-even to 34 digits; null on overflow. */
export function subtract(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (Number.isInteger(left) && Number.isInteger(right) && Number.isSafeInteger(difference)) {
      return difference;
    }
  }
  return add(left, negate(right));
}

/** Returns the product, rounded half-even to 34 digits; null on overflow. */
export function multiply(left: Num, right: Num): Num | null {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isInteger(left) && Number.isInteger(right) && Number.isSafeInteger(product)) {
      return product === 0 ? 0 : product;
    }
  }
  const a = scaledOf(left);
  const b = scaledOf(right);
  return numberOf(a.coefficient * b.coefficient, a.scale + b.scale);
}

/** Returns the quotient, rounded half-even to 34 digits; null for a zero divisor and overflow. */
export function divide(left: Num, right: Num): Num | null {
  if (right === 0) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const quotient = left / right;
    if (Number.isInteger(left) && Number.isInteger(right) && Number.isSafeInteger(quotient)) {
      // A rounded quotient can look whole only beyond 2^53, which isSafeInteger excludes.
      if (quotient * right === left) return quotient === 0 ? 0 : quotient;
    }
  }
  const a = scaledOf(left);
  const b = scaledOf(right);
  if (a.coefficient === 0n) return 0;
  const missing = PRECISION_DIGITS + 3 - digitCount(a.coefficient) + digitCount(b.coefficient);
  const shift = Math.max(0, missing);
  return divideSticky(a.coefficient * bigPower(shift), b.coefficient, a.scale - b.scale + shift);
}

/** Divides and keeps a non-zero remainder visible in a last digit, so rounding happens once. */
function divideSticky(dividend: bigint, divisor: bigint, scale: number): Num | null {
  const quotient = dividend / divisor;
  if (dividend % divisor === 0n) return numberOf(quotient, scale);
  const negative = dividend < 0n !== divisor < 0n;
  return numberOf(quotient * 10n + (negative ? -1n : 1n), scale + 1);
}

/**
 * Returns the number rounded to `scale` decimals (negative: to tens, hundreds …).
 *
 * @source OMG DMN 1.5, 10.3.4.5 (decimal, floor, ceiling, round up/down/half up/half down)
 */
export function roundTo(value: Num, scale: number, rounding: Rounding): Num | null {
  if (typeof value === 'number' && Number.isInteger(value) && scale >= 0) return value;
  const parts = scaledOf(value);
  if (parts.scale <= scale) return value;
  const drop = bigPower(parts.scale - scale);
  return numberOf(divideRounded(parts.coefficient, drop, rounding), scale);
}

/** Returns the absolute value. */
export function absolute(value: Num): Num {
  return compareNumbers(value, 0) < 0 ? negate(value) : value;
}

/** True when the number has no fractional part. */
export function isWhole(value: Num): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : value.scale <= 0;
}

/** Returns the number as a double when it is a safe integer, else undefined. */
export function wholeOf(value: Num): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/**
 * Returns `dividend - divisor * floor(dividend / divisor)`; the sign follows the divisor; null for
 * a zero divisor.
 *
 * @source OMG DMN 1.5, 10.3.4.5 (modulo)
 */
export function modulo(dividend: Num, divisor: Num): Num | null {
  if (divisor === 0) return null;
  const a = scaledOf(dividend);
  const b = scaledOf(divisor);
  const scale = Math.max(a.scale, b.scale);
  if (scale - Math.min(a.scale, b.scale) > EXACT_SHIFT_MAX) return null;
  const left = a.coefficient * bigPower(scale - a.scale);
  const right = b.coefficient * bigPower(scale - b.scale);
  const rest = left % right;
  return numberOf(rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest, scale);
}

/** Two numbers further apart than this many digits have no remainder worth computing. */
const EXACT_SHIFT_MAX = 2 * 6144;

/** Returns `base ** exponent` for a whole exponent; null for 0 to a negative and on overflow. */
export function wholePower(base: Num, exponent: number): Num | null {
  if (Math.abs(exponent) > POWER_EXPONENT_MAX && base !== 0 && base !== 1 && base !== -1) {
    return exponent < 0 === compareNumbers(absolute(base), 1) > 0 ? 0 : null;
  }
  if (exponent < 0) {
    const power = wholePower(base, -exponent);
    return power === null ? 0 : divide(1, power);
  }
  let result: Num | null = 1;
  let square: Num | null = base;
  for (let rest = exponent; rest > 0 && result !== null; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = square === null ? null : multiply(result, square);
    if (rest > 1) square = square === null ? null : multiply(square, square);
  }
  return result;
}
