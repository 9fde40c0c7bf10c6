import { Scalar } from '../value/scalar.ts';

/** Significant digits of a FEEL number. @source OMG DMN 1.5, 10.3.2.3.1 (IEEE 754-2008 decimal128) */
export const PRECISION_DIGITS = 34;

/** Largest power of ten a FEEL number reaches. @source IEEE 754-2008 decimal128, emax */
export const EXPONENT_MAX = 6144;

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);
const BIG_POWERS = Array.from({ length: 128 }, (_, power) => 10n ** BigInt(power));

/** Below this a scaled coefficient survives the round trip through a double. */
const EXACT_COEFFICIENT = 1e15;

/**
 * A number that no double holds exactly: `coefficient / 10 ** scale`. Built only by `numberOf`, so
 * its coefficient has at most 34 digits and no trailing zero, and it never equals a double.
 */
export class Decimal extends Scalar {
  readonly kind = 'number';
  readonly coefficient: bigint;
  readonly scale: number;

  constructor(coefficient: bigint, scale: number) {
    super();
    this.coefficient = coefficient;
    this.scale = scale;
  }

  override toString(): string {
    return formatNumber(this);
  }
}

/** A FEEL number: a double where that is exact, a 34-digit decimal elsewhere. */
export type Num = number | Decimal;

/** Coefficient and scale of a number; the value is `coefficient / 10 ** scale`. */
export interface Scaled {
  readonly coefficient: bigint;
  readonly scale: number;
}

/** Returns ten to a power ≥ 0 as a bigint. */
export function bigPower(power: number): bigint {
  return BIG_POWERS[power] ?? 10n ** BigInt(power);
}

/** Returns ten to a power 0…22 as a double; `NaN` beyond, where doubles stop being exact. */
export function exactPower(power: number): number {
  return EXACT_POWERS[power] ?? Number.NaN;
}

/**
 * Returns how many decimals a fractional double stands for, 1…22, or -1 when it is not the double
 * nearest to a decimal of at most 15 digits.
 */
export function decimalsOf(value: number): number {
  for (let scale = 1; scale < EXACT_POWERS.length; scale += 1) {
    const power = exactPower(scale);
    const coefficient = Math.round(value * power);
    if (coefficient >= EXACT_COEFFICIENT || coefficient <= -EXACT_COEFFICIENT) return -1;
    if (coefficient / power === value && coefficient !== 0) return scale;
  }
  return -1;
}

/** Returns coefficient and scale of any number. */
export function scaledOf(value: Num): Scaled {
  if (typeof value !== 'number') return value;
  if (Number.isInteger(value)) return { coefficient: BigInt(value), scale: 0 };
  const scale = decimalsOf(value);
  return { coefficient: BigInt(Math.round(value * exactPower(scale))), scale };
}

/** Returns the number of decimal digits of a coefficient; 1 for zero. */
export function digitCount(coefficient: bigint): number {
  const size = coefficient < 0n ? -coefficient : coefficient;
  if (size < 10n) return 1;
  // A double gives the magnitude to within one digit; one comparison settles it.
  const guess = Math.max(1, Math.floor(Math.log10(Number(size))));
  if (!Number.isFinite(guess)) return size.toString().length;
  return size >= bigPower(guess + 1) ? guess + 2 : size >= bigPower(guess) ? guess + 1 : guess;
}

/** How a dropped remainder is treated. @source OMG DMN 1.5, 10.3.4.5 */
export type Rounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling';

/** Returns `dividend / divisor` (divisor > 0) rounded to an integer. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const negative = dividend < 0n;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const away = quotient + (negative ? -1n : 1n);
  switch (rounding) {
    case 'half-even':
      if (twice === divisor) return quotient % 2n === 0n ? quotient : away;
      return twice > divisor ? away : quotient;
    case 'half-up':
      return twice >= divisor ? away : quotient;
    case 'half-down':
      return twice > divisor ? away : quotient;
    case 'up':
      return away;
    case 'down':
      return quotient;
    case 'floor':
      return negative ? away : quotient;
    case 'ceiling':
      return negative ? quotient : away;
    default:
      return rounding satisfies never;
  }
}

/**
 * Returns the number `coefficient / 10 ** scale`, rounded half-even to 34 digits; null beyond the
 * range of decimal128.
 */
export function numberOf(coefficient: bigint, scale: number): Num | null {
  if (coefficient === 0n) return 0;
  let digits = coefficient;
  let decimals = scale;
  const excess = digitCount(digits) - PRECISION_DIGITS;
  if (excess > 0) {
    digits = divideRounded(digits, bigPower(excess), 'half-even');
    decimals -= excess;
  }
  while (digits % 10n === 0n) {
    digits /= 10n;
    decimals -= 1;
  }
  if (digitCount(digits) - decimals > EXPONENT_MAX + 1) return null;
  if (decimals > EXPONENT_MAX + PRECISION_DIGITS) return 0;
  return exactDouble(digits, decimals) ?? new Decimal(digits, decimals);
}

/** Returns the double that stands for the decimal exactly, if one does. */
function exactDouble(coefficient: bigint, scale: number): number | undefined {
  if (scale <= 0) {
    if (scale < -15) return undefined;
    const whole = Number(coefficient * bigPower(-scale));
    return Number.isSafeInteger(whole) ? whole : undefined;
  }
  const digits = Number(coefficient);
  if (scale > 22 || digits >= EXACT_COEFFICIENT || digits <= -EXACT_COEFFICIENT) return undefined;
  return digits / exactPower(scale);
}

/**
 * Returns the FEEL number a double is written as (its shortest form), or null for NaN and the
 * infinities, which FEEL does not know.
 */
export function numberFromDouble(value: number): Num | null {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  if (!Number.isFinite(value)) return null;
  if (!Number.isInteger(value) && decimalsOf(value) > 0) return value;
  return parseNumber(String(value));
}

const NUMBER_TEXT = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?$/;

/** Returns the number a FEEL or JSON numeral writes, or null where the text is none. */
export function parseNumber(text: string): Num | null {
  const match = NUMBER_TEXT.exec(text);
  if (match === null || text.length > 10_000) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const size = BigInt(whole + fraction);
  const scale = fraction.length - Number(match[4] ?? 0);
  return numberOf(match[1] === '-' ? -size : size, scale);
}

/** Returns the plain decimal numeral of a number, without exponent up to 40 places. */
export function formatNumber(value: Num): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const { coefficient, scale } = scaledOf(value);
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString();
  if (scale <= 0) return sign + digits + '0'.repeat(-scale);
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** Returns the nearest double; for drawing and statistics, never for a decision. */
export function toDouble(value: Num): number {
  return typeof value === 'number' ? value : Number(formatNumber(value));
}
