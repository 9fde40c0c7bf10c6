import { compareNumbers, wholeOf, wholePower } from './arithmetic.ts';
import { bigPower, digitCount, numberOf, PRECISION_DIGITS, scaledOf } from './decimal.ts';
import type { Num } from './decimal.ts';

/** Decimals carried while computing, so that 34 digits are right at the end. */
const WORKING_DIGITS = 50;
const ONE = bigPower(WORKING_DIGITS);

/** Largest argument of `exp` whose result a decimal128 can hold. */
const EXP_ARGUMENT_MAX = 14_200;

/** Returns the value as a fixed-point integer with the working number of decimals. */
function fixedOf(value: Num, digits = WORKING_DIGITS): bigint {
  const { coefficient, scale } = scaledOf(value);
  if (scale <= digits) return coefficient * bigPower(digits - scale);
  return coefficient / bigPower(scale - digits);
}

/** Returns the square root, or null for a negative number. @source OMG DMN 1.5, 10.3.4.5 */
export function squareRoot(value: Num): Num | null {
  const { coefficient, scale } = scaledOf(value);
  if (coefficient < 0n) return null;
  if (coefficient === 0n) return 0;
  let shift = Math.max(0, 2 * (PRECISION_DIGITS + 4) - digitCount(coefficient));
  if ((scale + shift) % 2 !== 0) shift += 1;
  const radicand = coefficient * bigPower(shift);
  const root = integerRoot(radicand);
  const exact = root * root === radicand;
  // A last digit 1 keeps an inexact root from being rounded as if it ended here.
  return exact
    ? numberOf(root, (scale + shift) / 2)
    : numberOf(root * 10n + 1n, (scale + shift) / 2 + 1);
}

/** Returns the integer part of a square root by Newton's method from above. */
function integerRoot(value: bigint): bigint {
  let root = bigPower(Math.ceil(digitCount(value) / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** Returns e to the power, or null beyond decimal128. @source OMG DMN 1.5, 10.3.4.5 */
export function exponential(value: Num): Num | null {
  if (compareNumbers(value, EXP_ARGUMENT_MAX) > 0) return null;
  if (compareNumbers(value, -EXP_ARGUMENT_MAX) < 0) return 0;
  const fixed = fixedOf(value);
  const tens = fixed / LN_TEN - (fixed < 0n ? 1n : 0n);
  return numberOf(exponentialSeries(fixed - tens * LN_TEN), WORKING_DIGITS - Number(tens));
}

/** Sums the series of e^x for a fixed-point x of a few units, after eight halvings. */
function exponentialSeries(fixed: bigint): bigint {
  const small = fixed >> 8n;
  let term = ONE;
  let sum = ONE;
  for (let step = 1n; term !== 0n && step < 100n; step += 1n) {
    term = (term * small) / ONE / step;
    sum += term;
  }
  for (let step = 0; step < 8; step += 1) sum = (sum * sum) / ONE;
  return sum;
}

/** Returns the natural logarithm, or null for a number that is not positive. */
export function logarithm(value: Num): Num | null {
  const { coefficient, scale } = scaledOf(value);
  if (coefficient <= 0n) return null;
  if (value === 1) return 0;
  return numberOf(logarithmFixed(coefficient, scale), WORKING_DIGITS);
}

/** ln(c / 10^s) as fixed point: c is brought to 1…10, the tens come back as ln 10. */
function logarithmFixed(coefficient: bigint, scale: number): bigint {
  const digits = digitCount(coefficient) - 1;
  const shift = WORKING_DIGITS - digits;
  const mantissa = shift >= 0 ? coefficient * bigPower(shift) : coefficient / bigPower(-shift);
  return areaTangent(mantissa) + BigInt(digits - scale) * LN_TEN;
}

/** Returns ln(x) of a fixed-point x ≥ 1 as 2^k · 2 artanh((r − 1) / (r + 1)), r the k-th root. */
function areaTangent(fixed: bigint): bigint {
  let root = fixed;
  for (let step = 0; step < 6; step += 1) root = integerRoot(root * ONE);
  const ratio = ((root - ONE) * ONE) / (root + ONE);
  const square = (ratio * ratio) / ONE;
  let power = ratio;
  let sum = 0n;
  for (let step = 1n; power !== 0n && step < 200n; step += 2n) {
    sum += power / step;
    power = (power * square) / ONE;
  }
  return sum << 7n;
}

/** ln 10 to the working digits. */
const LN_TEN = 230_258_509_299_404_568_401_799_145_468_436_420_760_110_148_862_877n;

/**
 * Returns `base ** exponent`: exact multiplication for whole exponents, e^(exponent · ln base)
 * else; null where no real number is the answer.
 *
 * @source OMG DMN 1.5, table 57
 */
export function power(base: Num, exponent: Num): Num | null {
  const whole = wholeOf(exponent);
  if (whole !== undefined) {
    return base === 0 && whole < 0 ? null : wholePower(base, whole);
  }
  if (base === 0) return compareNumbers(exponent, 0) > 0 ? 0 : null;
  const half = exponent === 0.5 ? squareRoot(base) : undefined;
  if (half !== undefined) return half;
  const { coefficient, scale } = scaledOf(base);
  if (coefficient < 0n) return null;
  const log = logarithmFixed(coefficient, scale);
  const { coefficient: times, scale: decimals } = scaledOf(exponent);
  if (digitCount(times) - decimals > 10) return null;
  const product = (log * times) / bigPower(Math.max(0, decimals));
  const argument = numberOf(product, WORKING_DIGITS);
  if (argument === null || compareNumbers(argument, EXP_ARGUMENT_MAX) > 0) return null;
  if (compareNumbers(argument, -EXP_ARGUMENT_MAX) < 0) return 0;
  const tens = product / LN_TEN - (product < 0n ? 1n : 0n);
  return numberOf(exponentialSeries(product - tens * LN_TEN), WORKING_DIGITS - Number(tens));
}
