import type { Run } from '../compile/run.ts';
import { numberFromDouble, toDouble } from '../number/decimal.ts';
import { entryOf, isContext, isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { textOf } from '../value/format.ts';

/** A function of the Java class library; null where an argument does not fit. */
export type JavaFunction = (values: readonly Value[], run: Run) => Value;

/** A result before it is a FEEL number; `float` has seven digits, not sixteen. */
type Result = { readonly number: number; readonly float?: boolean } | { readonly text: string };

type Argument = number | string;

/**
 * Returns the Java function an external function definition names, by the pure part of
 * `java.lang` known here: `Math`, `valueOf` of the boxes, `String.valueOf` and `String.format`
 * with `%s` and `%d`. No class is loaded and no host is reached.
 *
 * @param definition `{java: {class, method signature}}`, or the inner context alone
 * @returns undefined for any other function
 * @source OMG DMN 1.5, 10.3.2.13.3 (external functions); Java Platform 17, java.lang
 */
export function javaFunctionOf(definition: Value): JavaFunction | undefined {
  if (!isContext(definition)) return undefined;
  const outer = entryOf(definition, 'java') ?? null;
  const named = isContext(outer) ? outer : definition;
  const className = entryOf(named, 'class');
  const signature = entryOf(named, 'method signature');
  if (typeof className !== 'string' || typeof signature !== 'string') return undefined;
  const [, method = '', list = ''] = /^\s*(\w+)\s*\(([^()]*)\)\s*$/u.exec(signature) ?? [];
  const types = list.trim() === '' ? [] : list.split(',').map((type) => type.trim());
  if (className === 'java.lang.String' && method === 'format') return formatting(types);
  const call = methodOf(className.replace(/^java\.lang\./u, ''), method, types);
  return call === undefined ? undefined : calling(call, types);
}

function calling(
  call: (args: readonly Argument[]) => Result,
  types: readonly string[],
): JavaFunction {
  return (values) => {
    if (values.length !== types.length) return null;
    const args = values.map((value, index) => argumentOf(value, types[index] ?? ''));
    return args.every((one) => one !== undefined) ? valueOf(call(args)) : null;
  };
}

const WHOLE_BITS: Readonly<Record<string, number>> = { byte: 8, short: 16, int: 32, long: 53 };

/** A value as the Java type asks for it; undefined where it cannot be one. */
function argumentOf(value: Value, type: string): Argument | undefined {
  if (type === 'java.lang.String') return typeof value === 'string' ? value : undefined;
  if (type === 'char') {
    return typeof value === 'string' && value.length === 1 ? value : undefined;
  }
  if (!isNumber(value)) return undefined;
  const double = toDouble(value);
  if (type === 'double') return double;
  if (type === 'float') return Math.fround(double);
  const bits = WHOLE_BITS[type];
  const whole = Math.trunc(double);
  return bits !== undefined && Math.abs(whole) < 2 ** (bits - 1) ? whole : undefined;
}

function valueOf(result: Result): Value {
  if ('text' in result) return result.text;
  const { number, float = false } = result;
  return Number.isFinite(number) ? numberFromDouble(float ? shortest(number) : number) : null;
}

/** The shortest decimal that names a single-precision number. */
function shortest(float: number): number {
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return float;
}

const OF_ONE: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  floor: Math.floor,
  log: Math.log,
  log10: Math.log10,
  round: (value) => Math.floor(value + 0.5),
  signum: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  toDegrees: (value) => (value / Math.PI) * 180,
  toRadians: (value) => (value / 180) * Math.PI,
};

const OF_TWO: Readonly<Record<string, (a: number, b: number) => number>> = {
  atan2: Math.atan2,
  hypot: Math.hypot,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
};

/** Methods every number type has; the others take doubles alone. */
const OVERLOADED: ReadonlySet<string> = new Set(['abs', 'max', 'min']);
const BOXES: Readonly<Record<string, string>> = {
  Byte: 'byte',
  Double: 'double',
  Float: 'float',
  Integer: 'int',
  Long: 'long',
  Short: 'short',
};

function methodOf(
  className: string,
  method: string,
  types: readonly string[],
): ((args: readonly Argument[]) => Result) | undefined {
  if (className === 'Math') return mathOf(method, types);
  const [type, ...rest] = types;
  if (method !== 'valueOf' || type === undefined || rest.length > 0) return undefined;
  if (className === 'String') return ([value = '']) => ({ text: String(value) });
  const box = BOXES[className];
  const fits = box !== undefined && (type === box || type === 'java.lang.String');
  if (!fits) return undefined;
  return ([value = Number.NaN]) => ({
    number: typeof value === 'number' ? value : readNumber(value, box),
    float: box === 'float',
  });
}

function mathOf(
  method: string,
  types: readonly string[],
): ((args: readonly Argument[]) => Result) | undefined {
  const [type = ''] = types;
  const isNumeric = type in WHOLE_BITS || type === 'float' || type === 'double';
  const takes = OVERLOADED.has(method) ? isNumeric : type === 'double';
  if (!takes || types.some((one) => one !== type)) return undefined;
  const one = Object.hasOwn(OF_ONE, method) && types.length === 1 ? OF_ONE[method] : undefined;
  const two = Object.hasOwn(OF_TWO, method) && types.length === 2 ? OF_TWO[method] : undefined;
  const float = type === 'float';
  if (one !== undefined) return ([a]) => ({ number: one(Number(a)), float });
  if (two !== undefined) return ([a, b]) => ({ number: two(Number(a), Number(b)), float });
  return undefined;
}

function readNumber(text: string, box: string): number {
  const whole = box !== 'double' && box !== 'float';
  const pattern = whole ? /^[+-]?\d+$/u : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
  if (!pattern.test(text)) return Number.NaN;
  const read = argumentOf(numberFromDouble(Number(text)), box);
  return typeof read === 'number' ? read : Number.NaN;
}

/** `String.format` with its arguments one by one or as a list. */
function formatting([format, rest]: readonly string[]): JavaFunction | undefined {
  if (format !== 'java.lang.String' || rest === undefined || !rest.startsWith('['))
    return undefined;
  return ([pattern, ...values], run) => {
    if (typeof pattern !== 'string') return null;
    let next = 0;
    let fits = true;
    const text = pattern.replace(/%([sdn%])|%/gu, (_whole, sign: unknown) => {
      if (sign === '%') return '%';
      if (sign === 'n') return '\n';
      const value = values[next];
      next += 1;
      if (value === undefined || sign === undefined) fits = false;
      if (sign === 'd' && !(isNumber(value ?? null) && Number.isInteger(value))) fits = false;
      return textOf(value ?? null, run);
    });
    return fits ? run.text(text) : null;
  };
}
