import { absolute, compareNumbers, isWhole, modulo, roundTo } from '../number/arithmetic.ts';
import type { Num, Rounding } from '../number/decimal.ts';
import { exponential, logarithm, squareRoot } from '../number/transcendental.ts';
import { DaysDuration, MonthsDuration } from '../temporal/durations.ts';
import type { Value } from '../value/kinds.ts';
import { signature } from './signature.ts';
import type { Signature } from './signature.ts';

/** Decimals a number may be rounded to. @source OMG DMN 1.5, 10.3.4.5 (scale in −6111…6176) */
const SCALE_MIN = -6111;
const SCALE_MAX = 6176;

/** Numeric functions. @source OMG DMN 1.5, 10.3.4.5 */
export const NUMBER_FUNCTIONS = {
  decimal: [rounding('scale: number', 'half-even')],
  floor: [rounding('scale?: number', 'floor')],
  ceiling: [rounding('scale?: number', 'ceiling')],
  'round up': [rounding('scale: number', 'up')],
  'round down': [rounding('scale: number', 'down')],
  'round half up': [rounding('scale: number', 'half-up')],
  'round half down': [rounding('scale: number', 'half-down')],
  abs: [
    signature('n: number', (args) => absolute(args.number(0))),
    signature('n: days and time duration|years and months duration', (args) =>
      absoluteDuration(args.any(0)),
    ),
  ],
  modulo: [
    signature('dividend: number, divisor: number', (args) =>
      modulo(args.number(0), args.number(1)),
    ),
  ],
  sqrt: [signature('number: number', (args) => squareRoot(args.number(0)))],
  log: [signature('number: number', (args) => logarithm(args.number(0)))],
  exp: [signature('number: number', (args) => exponential(args.number(0)))],
  odd: [signature('number: number', (args) => parity(args.number(0), 1))],
  even: [signature('number: number', (args) => parity(args.number(0), 0))],
};

function rounding(scale: string, mode: Rounding): Signature {
  return signature(`n: number, ${scale}`, (args) => {
    if (args.has(1) && args.any(1) === null) return null;
    const places = args.has(1) ? roundTo(args.number(1), 0, 'down') : 0;
    if (typeof places !== 'number' || places < SCALE_MIN || places > SCALE_MAX) return null;
    return roundTo(args.number(0), places, mode);
  });
}

function absoluteDuration(value: Value): Value {
  if (value instanceof DaysDuration) {
    return new DaysDuration(value.nanos < 0n ? -value.nanos : value.nanos);
  }
  return value instanceof MonthsDuration ? new MonthsDuration(Math.abs(value.months)) : null;
}

function parity(value: Num, rest: 0 | 1): boolean {
  if (!isWhole(value)) return false;
  const left = modulo(value, 2);
  return left !== null && compareNumbers(left, rest) === 0;
}
