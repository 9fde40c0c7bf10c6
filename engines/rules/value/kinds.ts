import type { Run } from '../compile/run.ts';
import type { TypeNode } from '../syntax/node.ts';
import type { Num } from '../number/decimal.ts';
import type { DaysDuration, MonthsDuration } from '../temporal/durations.ts';
import type { FeelDate, FeelDateTime, FeelTime } from '../temporal/instants.ts';
import { Scalar } from './scalar.ts';
import type { Kind } from './scalar.ts';

/** A FEEL list: ordered, may hold null and mixed types. */
export type FeelList = readonly Value[];

/** A FEEL context: own enumerable properties only; the prototype is never consulted. */
export interface FeelContext {
  readonly [name: string]: Value;
}

/**
 * Every value an expression can produce. `null` is FEEL's unknown.
 *
 * @source OMG DMN 1.5, 10.3.2.1 and table 40 (semantic domains)
 */
export type Value =
  | null
  | boolean
  | string
  | Num
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

/**
 * An interval. A null end makes tests against it unknown, unless the range was written as a
 * comparison.
 *
 * @source OMG DMN 1.5, 10.3.2.7
 */
export class FeelRange extends Scalar {
  readonly kind = 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** Written as a comparison such as `(< 10)`: a null end is then no limit, not unknown. */
  readonly compared: boolean;

  constructor(
    start: Value,
    end: Value,
    included: { readonly start: boolean; readonly end: boolean; readonly compared?: boolean },
  ) {
    super();
    this.compared = included.compared ?? false;
    this.start = start;
    this.end = end;
    this.startIncluded = included.start;
    this.endIncluded = included.end;
  }
}

/** Calls a function with arguments already in the order of its parameters. */
export type Invoke = (values: readonly Value[], run: Run) => Value;

/**
 * A function value: defined in an expression, built in, or given by the caller as a fact.
 *
 * @source OMG DMN 1.5, 10.3.2.13
 */
export class FeelFunction extends Scalar {
  readonly kind = 'function';
  readonly parameters: readonly string[];
  readonly invoke: Invoke;
  /** True for a built-in with several numbers of arguments; it judges the number itself. */
  readonly variadic: boolean;
  /** What its definition shows of its type; undefined for one that shows nothing. */
  readonly type: TypeNode | undefined;

  constructor(
    parameters: readonly string[],
    invoke: Invoke,
    { variadic = false, type }: { variadic?: boolean; type?: TypeNode } = {},
  ) {
    super();
    this.parameters = parameters;
    this.invoke = invoke;
    this.variadic = variadic;
    this.type = type;
  }
}

/**
 * Returns the FEEL type of a value.
 *
 * @source OMG DMN 1.5, 10.3.2.1
 */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      if (value instanceof Scalar) return value.kind;
      return Array.isArray(value) ? 'list' : 'context';
  }
}

/** True for a double or a decimal. */
export function isNumber(value: Value): value is Num {
  return typeof value === 'number' || kindOf(value) === 'number';
}

/** True for a list. */
export function isList(value: Value): value is FeelList {
  return Array.isArray(value);
}

/** True for a context: an object that is neither list nor one of our scalar classes. */
export function isContext(value: Value): value is FeelContext {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Scalar)
  );
}

/**
 * Returns the entry of a context, or `undefined` when it has none of that name. Only own
 * properties count: `constructor` and `__proto__` are names like any other.
 */
export function entryOf(context: FeelContext, name: string): Value | undefined {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

/** Returns a context with the entries in order; a later entry of the same name wins. */
export function contextOf(entries: Iterable<readonly [string, Value]>): FeelContext {
  const context: Record<string, Value> = {};
  for (const [name, value] of entries) setEntry(context, name, value);
  return context;
}

/** Writes one entry of a context under construction; `__proto__` becomes an own property too. */
export function setEntry(context: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(context, name, { value, enumerable: true, writable: true });
  } else context[name] = value;
}
