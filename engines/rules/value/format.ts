import type { Run } from '../compile/run.ts';
import { formatNumber } from '../number/decimal.ts';
import { FeelFunction, FeelRange, isContext, isList, isNumber } from './kinds.ts';
import type { Value } from './kinds.ts';

/** Returns the text of a value as `string()` gives it. @source OMG DMN 1.5, 10.3.4.1 (string) */
export function textOf(value: Value, run: Run): string {
  return typeof value === 'string' ? value : run.text(literalOf(value, run));
}

/** Steps of writing one part of a value. */
const LITERAL_STEPS = 3;

/** Returns the value as a FEEL expression would write it. */
function literalOf(value: Value, run: Run): string {
  run.spend(LITERAL_STEPS);
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return formatNumber(value);
  if (isList(value)) return `[${value.map((item) => literalOf(item, run)).join(', ')}]`;
  if (isContext(value)) {
    const entries = Object.entries(value).map(
      ([name, entry]) => `${entryName(name)}: ${literalOf(entry, run)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  if (value instanceof FeelRange) return rangeText(value, run);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  return value.toString();
}

function rangeText(range: FeelRange, run: Run): string {
  const low = range.start === null ? '' : literalOf(range.start, run);
  const high = range.end === null ? '' : literalOf(range.end, run);
  return `${range.startIncluded ? '[' : '('}${low}..${high}${range.endIncluded ? ']' : ')'}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, (sign) => `\\${sign}`)}"`;
}

function entryName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : quoted(name);
}

/**
 * Returns a value as plain data for JSON and pages: decimals beyond doubles, dates, durations,
 * ranges and functions as text.
 */
export function toPlain(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toPlain);
  if (isContext(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item)]));
  }
  if (isNumber(value)) return formatNumber(value);
  if (value instanceof FeelRange) {
    return {
      start: toPlain(value.start),
      end: toPlain(value.end),
      startIncluded: value.startIncluded,
      endIncluded: value.endIncluded,
    };
  }
  return value instanceof FeelFunction
    ? `function(${value.parameters.join(', ')})`
    : value.toString();
}

/**
 * Returns a value as JSON text: numbers with every digit, dates, durations, ranges and functions as
 * the text FEEL writes them.
 *
 * @source RFC 8259; design page 2-service-language, Rules
 */
export function toJson(value: Value): string {
  if (value === null) return 'null';
  if (isNumber(value)) return formatNumber(value);
  if (isList(value)) return `[${value.map(toJson).join(',')}]`;
  if (isContext(value)) {
    const entries = Object.entries(value).map(
      ([name, item]) => `${JSON.stringify(name)}:${toJson(item)}`,
    );
    return `{${entries.join(',')}}`;
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  return JSON.stringify(value instanceof FeelRange ? plainRange(value) : toPlain(value));
}

function plainRange(range: FeelRange): string {
  const end = (value: Value): string => (value === null ? '' : toJson(value));
  const [open, close] = [range.startIncluded ? '[' : '(', range.endIncluded ? ']' : ')'];
  return `${open}${end(range.start)}..${end(range.end)}${close}`;
}
