import type { Run } from '../compile/run.ts';
import { isKnownZone } from '../compile/structure.ts';
import { parseNumber } from '../number/decimal.ts';
import { readString } from '../syntax/string-literal.ts';
import { parseDuration } from '../temporal/durations.ts';
import { parseDate, parseDateTime, parseTime } from '../temporal/parse.ts';
import { order } from '../value/compare.ts';
import { textOf } from '../value/format.ts';
import { FeelRange } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { signature } from './signature.ts';
import type { Arguments, FunctionGroup } from './signature.ts';

/** Conversions between types. @source OMG DMN 1.5, 10.3.4.1 */
export const CONVERSION_FUNCTIONS: FunctionGroup = {
  string: [
    signature('from', (args, run) => (args.any(0) === null ? null : textOf(args.any(0), run))),
  ],
  number: [
    signature('from: string', (args) => parseNumber(args.text(0).trim())),
    signature('from: number', (args) => args.number(0)),
    signature(
      'from: string, grouping separator?: string, decimal separator?: string',
      separatedNumber,
    ),
  ],
  range: [signature('from: string', (args, run) => readRange(args.text(0), run))],
};

function separatedNumber(args: Arguments): Value {
  const grouping = args.any(1);
  const decimal = args.any(2);
  if (grouping !== null && grouping !== ' ' && grouping !== ',' && grouping !== '.') return null;
  if (decimal !== null && decimal !== ',' && decimal !== '.') return null;
  if (grouping !== null && grouping === decimal) return null;
  let text = args.text(0);
  if (grouping !== null) text = text.replaceAll(grouping, '');
  if (decimal === ',') text = text.includes('.') ? '' : text.replace(',', '.');
  return parseNumber(text);
}

const RANGE_TEXT = /^([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])$/su;

/** Returns the range a text writes with literal ends. @source OMG DMN 1.5, 10.3.4.1 (range) */
function readRange(text: string, run: Run): Value {
  const match = RANGE_TEXT.exec(run.text(text).trim());
  if (match === null) return null;
  const [, open, low = '', high = '', close] = match;
  const start = readEnd(low, run);
  const end = readEnd(high, run);
  const compared = low === '' || high === '';
  const included = { start: open === '[', end: close === ']', compared };
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  if ((start === null && included.start) || (end === null && included.end)) return null;
  if (start !== null && end !== null) {
    const place = order(start, end, run);
    if (place === null || place > 0) return null;
  }
  return new FeelRange(start, end, included);
}

const CALL_TEXT = /^(?:@|(date|time|date and time|duration)\(\s*)("(?:[^"\\]|\\.)*")\s*\)?$/su;

/** Returns a literal end, null for an absent one, undefined for anything that is no literal. */
function readEnd(text: string, run: Run): Value | undefined {
  if (text === '') return null;
  const number = parseNumber(text);
  if (number !== null) return number;
  if (/^"(?:[^"\\]|\\.)*"$/su.test(text)) return readString(text);
  const call = CALL_TEXT.exec(text);
  if (call === null) return undefined;
  const inner = readString(call[2] ?? '""');
  const known = (name: string): boolean => isKnownZone(name, run);
  const value =
    parseDate(inner) ??
    parseDuration(inner) ??
    parseDateTime(inner, known) ??
    parseTime(inner, known);
  return value ?? undefined;
}
