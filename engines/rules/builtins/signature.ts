import type { Run } from '../compile/run.ts';
import { conform } from '../compile/type-test.ts';
import type { Num } from '../number/decimal.ts';
import { wholeOf } from '../number/arithmetic.ts';
import { FeelFunction, FeelRange, isContext, isList, isNumber, kindOf } from '../value/kinds.ts';
import type { FeelContext, FeelList, Value } from '../value/kinds.ts';

/** One parameter of a built-in function; `types` empty means any value, null included. */
export interface BuiltinParameter {
  readonly name: string;
  readonly types: readonly string[];
  readonly optional: boolean;
  /** True when a call by name may leave it out. */
  readonly omissible: boolean;
  readonly variadic: boolean;
}

/** One way to call a built-in function. */
export interface Signature {
  readonly parameters: readonly BuiltinParameter[];
  readonly call: (args: Arguments, run: Run) => Value;
}

/** A built-in function with all its ways to be called. */
export interface Builtin {
  readonly name: string;
  readonly signatures: readonly Signature[];
}

/** The signatures of a group of functions, by name. */
export type FunctionGroup = Readonly<Record<string, readonly Signature[]>>;

/** The arguments of one call, already of the types the signature asks for. */
export class Arguments {
  readonly values: readonly Value[];

  constructor(values: readonly Value[]) {
    this.values = values;
  }

  /** The argument, null when it was left out. */
  any(index: number): Value {
    return this.values[index] ?? null;
  }

  /** True when an argument was given at all, null or not. */
  has(index: number): boolean {
    return index < this.values.length;
  }

  text(index: number): string {
    const value = this.any(index);
    if (typeof value !== 'string') throw mistyped(value);
    return value;
  }

  number(index: number): Num {
    const value = this.any(index);
    if (!isNumber(value)) throw mistyped(value);
    return value;
  }

  /** A whole number a double holds; undefined for any other number. */
  whole(index: number): number | undefined {
    return wholeOf(this.number(index));
  }

  list(index: number): FeelList {
    const value = this.any(index);
    if (!isList(value)) throw mistyped(value);
    return value;
  }

  context(index: number): FeelContext {
    const value = this.any(index);
    if (!isContext(value)) throw mistyped(value);
    return value;
  }

  range(index: number): FeelRange {
    const value = this.any(index);
    if (!(value instanceof FeelRange)) throw mistyped(value);
    return value;
  }

  function(index: number): FeelFunction {
    const value = this.any(index);
    if (!(value instanceof FeelFunction)) throw mistyped(value);
    return value;
  }

  /** The arguments from an index on. */
  rest(index: number): readonly Value[] {
    return this.values.slice(index);
  }
}

/** A fault: a signature promised a type it did not check. */
function mistyped(value: Value): Error {
  return new Error(`rules: a signature let ${kindOf(value)} through`);
}

/**
 * Returns a signature from its text, `name: type|type, optional?: type, ...rest: type`;
 * `name~` may be left out of a call by name and is then null.
 *
 * @param text parameters as OMG DMN 1.5 names them; no type means any value
 */
export function signature(text: string, call: Signature['call']): Signature {
  const parameters = text === '' ? [] : text.split(', ').map(readParameter);
  return { parameters, call };
}

function readParameter(text: string): BuiltinParameter {
  const [left = '', right = ''] = text.split(': ');
  const variadic = left.startsWith('...');
  const optional = left.endsWith('?');
  const omissible = left.endsWith('~');
  const name = left.slice(variadic ? 3 : 0, optional || omissible ? -1 : undefined);
  const types = right === '' ? [] : right.split('|');
  return { name, types, optional, omissible, variadic };
}

/** Returns whether a number of arguments can call a signature. */
export function takes(parameters: readonly BuiltinParameter[], count: number): boolean {
  const least = parameters.filter((one) => !one.optional && !one.variadic).length;
  const endless = parameters.at(-1)?.variadic ?? false;
  return count >= (endless ? least + 1 : least) && (endless || count <= parameters.length);
}

/** Calls the first signature whose number and types of parameters fit; null when none does. */
export function callBuiltin(builtin: Builtin, values: readonly Value[], run: Run): Value {
  run.spend(1);
  for (const one of builtin.signatures) {
    if (!takes(one.parameters, values.length)) continue;
    const fitting = fit(one.parameters, values);
    if (fitting !== null) return one.call(new Arguments(fitting), run);
  }
  return null;
}

function fit(parameters: readonly BuiltinParameter[], values: readonly Value[]): Value[] | null {
  const fitting: Value[] = [];
  for (const [index, value] of values.entries()) {
    const parameter = parameters[index] ?? parameters.at(-1);
    if (parameter === undefined) return null;
    const one = fitOne(parameter, value);
    if (one === undefined) return null;
    fitting.push(one);
  }
  return fitting;
}

function fitOne(parameter: BuiltinParameter, value: Value): Value | undefined {
  const { types } = parameter;
  if (types.length === 0) return value;
  if (value === null) return parameter.optional ? null : undefined;
  const kind: string = kindOf(value);
  if (types.includes(kind)) return value;
  for (const type of types) {
    const converted = conform(value, { type: 'named', name: type });
    // The only item of a list may be null, which fits no more than null itself.
    if (converted !== undefined && converted !== null) return converted;
  }
  return types.includes('list') ? [value] : undefined;
}

/** Returns the function with only those ways to call it that know all of the names. */
export function withNames(builtin: Builtin, names: readonly string[]): Builtin {
  const signatures = builtin.signatures.filter(({ parameters }) =>
    names.every((name) => parameters.some((one) => one.name === name)),
  );
  return { ...builtin, signatures };
}

/**
 * Returns the arguments of a call by name in the order of the signature that has those names; of
 * `(point, range)` and `(range, point)` the one that has them in the order written.
 */
export function orderNamed(builtin: Builtin, named: ReadonlyMap<string, Value>): Value[] | null {
  const written = [...named.keys()].join();
  const asWritten = builtin.signatures.filter(
    ({ parameters }) => parameters.map(({ name }) => name).join() === written,
  );
  for (const { parameters } of [...asWritten, ...builtin.signatures]) {
    const known = [...named.keys()].every((name) => parameters.some((one) => one.name === name));
    const whole = parameters.every((one) => one.optional || one.omissible || named.has(one.name));
    if (!known || !whole) continue;
    const lastGiven = parameters.findLastIndex((one) => one.omissible || named.has(one.name));
    return parameters.slice(0, lastGiven + 1).flatMap((one) => spread(one, named.get(one.name)));
  }
  return null;
}

function spread(parameter: BuiltinParameter, value: Value | undefined): Value[] {
  const given = value ?? null;
  return parameter.variadic && isList(given) ? [...given] : [given];
}
