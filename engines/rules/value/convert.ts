import { numberFromDouble, numberOf, parseNumber } from '../number/decimal.ts';
import { parseDuration } from '../temporal/durations.ts';
import { parseDate, parseDateTime, parseTime } from '../temporal/parse.ts';
import { canonicalName } from '../syntax/name.ts';
import { setEntry } from './kinds.ts';
import type { Value } from './kinds.ts';
import { Scalar } from './scalar.ts';

/** Deepest nesting of a fact. */
export const FACT_DEPTH_MAX = 32;

/** A fact with where it came from. Built by `fact()` only, so no plain value is mistaken for one. */
export class Fact {
  readonly value: unknown;
  readonly source: string | undefined;
  readonly asOf: string | undefined;
  /** True when the value was erased at its subject's demand; it then counts as unknown. */
  readonly erased: boolean;

  constructor(value: unknown, origin: FactOrigin) {
    this.value = origin.erased === true ? null : value;
    this.source = origin.source;
    this.asOf = origin.asOf;
    this.erased = origin.erased ?? false;
  }
}

/** Where a fact came from: register or document, and the day (`YYYY-MM-DD`) it held. */
export interface FactOrigin {
  readonly source?: string;
  readonly asOf?: string;
  readonly erased?: boolean;
}

/** What an evaluation is given: values by name, each plain or wrapped by `fact()`. */
export type Facts = Readonly<Record<string, unknown>>;

/** Returns a value with its origin, for the explanation of every condition that uses it. */
export function fact(value: unknown, origin: FactOrigin = {}): Fact {
  return new Fact(value, origin);
}

/** The types a caller may declare for an input; texts of dates are then read as such. */
export type InputType =
  | 'any'
  /** Anything; the text of a date, a time, both or a duration is read as such. */
  | 'written'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'duration'
  /** A number that may come as the text of one, where doubles would not hold its digits. */
  | 'decimal'
  /** A boolean that may come as the text of one, `true` or `false`. */
  | 'flag'
  | { readonly list: InputType }
  | { readonly context: Readonly<Record<string, InputType>> };

/**
 * Returns a JavaScript value as a FEEL value: numbers by their shortest decimal, `undefined`, NaN
 * and what FEEL has no type for as null. Only own enumerable properties are read.
 *
 * @param value JSON-like data, values of this engine, or facts
 * @param declared what the input was declared as; text that does not fit becomes null
 */
export function toValue(value: unknown, declared: InputType = 'any', depth = 0): Value {
  if (value instanceof Fact) {
    return depth > FACT_DEPTH_MAX ? null : toValue(value.value, declared, depth + 1);
  }
  const type = Array.isArray(value) ? declared : itemTypeOf(declared);
  switch (typeof value) {
    case 'number':
      return numberFromDouble(value);
    case 'string':
      if (type === 'written') return readWritten(value) ?? value;
      return type === 'any' || type === 'string' ? value : readText(value, type);
    case 'boolean':
      return value;
    case 'bigint':
      return numberOf(value, 0);
    case 'object':
      return value === null || depth > FACT_DEPTH_MAX ? null : fromObject(value, type, depth);
    default:
      return null;
  }
}

function isList(type: InputType): type is { readonly list: InputType } {
  return typeof type === 'object' && 'list' in type;
}

/** What one item of a type is read as: a single value may stand for a list of one, and back. */
function itemTypeOf(type: InputType): InputType {
  return isList(type) ? type.list : type;
}

function fromObject(value: object, type: InputType, depth: number): Value {
  // Scalar's subclasses are exactly the object members of Value.
  if (value instanceof Scalar) return value as unknown as Value;
  const untyped = type === 'written' ? type : 'any';
  if (Array.isArray(value)) {
    const isOne = value.length === 1 && type !== 'string';
    const of = isList(type) || isOne ? itemTypeOf(type) : untyped;
    return value.map((item: unknown) => toValue(item, of, depth + 1));
  }
  const types = typeof type === 'object' && 'context' in type ? type.context : {};
  const context: Record<string, Value> = {};
  for (const [written, entry] of Object.entries(value)) {
    const member = canonicalName(written);
    const of = Object.hasOwn(types, member) ? types[member] : undefined;
    setEntry(
      context,
      of === undefined ? written : member,
      toValue(entry, of ?? untyped, depth + 1),
    );
  }
  return context;
}

const anyZone = (): boolean => true;

/** Longest text that is looked at for a date, a time or a duration. */
const WRITTEN_LENGTH_MAX = 100;

function readWritten(text: string): Value {
  if (text.length > WRITTEN_LENGTH_MAX || !/^[-P\d]/u.test(text)) return null;
  return (
    parseDate(text) ??
    parseDateTime(text, anyZone) ??
    parseTime(text, anyZone) ??
    parseDuration(text)
  );
}

/** @source W3C, XML Schema 1.1 Part 2, 3.3.2.2 (lexical mapping of boolean) */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function readText(text: string, type: InputType): Value {
  switch (type) {
    case 'date':
      return parseDate(text);
    case 'time':
      return parseTime(text, anyZone);
    case 'date and time':
      return parseDateTime(text, anyZone);
    case 'duration':
      return parseDuration(text);
    case 'decimal':
      return parseNumber(text.trim());
    case 'flag':
      return FLAGS.get(text.trim()) ?? null;
    default:
      return null;
  }
}
