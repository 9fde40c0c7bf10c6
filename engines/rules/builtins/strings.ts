import type { Value } from '../value/kinds.ts';
import type { Run } from '../compile/run.ts';
import { toDouble } from '../number/decimal.ts';
import { signature } from './signature.ts';
import type { Arguments } from './signature.ts';

/** A character of two UTF-16 units; a text without one is its own list of code points. */
const PAIRS = /[\uD800-\uDFFF]/;

/** String functions; positions and lengths count code points. @source OMG DMN 1.5, 10.3.4.3 */
export const STRING_FUNCTIONS = {
  substring: [signature('string: string, start position: number, length?: number', substring)],
  'string length': [
    signature('string: string', (args, run) => {
      const text = run.text(args.text(0));
      return PAIRS.test(text) ? Array.from(text).length : text.length;
    }),
  ],
  'upper case': [signature('string: string', (args, run) => run.text(args.text(0)).toUpperCase())],
  'lower case': [signature('string: string', (args, run) => run.text(args.text(0)).toLowerCase())],
  'substring before': [
    signature('string: string, match: string', (args) => {
      const at = args.text(0).indexOf(args.text(1));
      return at < 0 ? '' : args.text(0).slice(0, at);
    }),
  ],
  'substring after': [
    signature('string: string, match: string', (args) => {
      const at = args.text(0).indexOf(args.text(1));
      return at < 0 ? '' : args.text(0).slice(at + args.text(1).length);
    }),
  ],
  contains: [
    signature('string: string, match: string', (args) => args.text(0).includes(args.text(1))),
  ],
  'starts with': [
    signature('string: string, match: string', (args) => args.text(0).startsWith(args.text(1))),
  ],
  'ends with': [
    signature('string: string, match: string', (args) => args.text(0).endsWith(args.text(1))),
  ],
  'string join': [signature('list: list, delimiter?: string', join)],
};

/** Positions and lengths lose their fraction, as the public conformance suite has it (1103). */
function substring(args: Arguments, run: Run): Value {
  const text = run.text(args.text(0));
  const points = PAIRS.test(text) ? Array.from(text) : undefined;
  const size = points?.length ?? text.length;
  const slice = (from: number, to?: number): string =>
    points?.slice(from, to).join('') ?? text.slice(from, to);
  const start = Math.trunc(toDouble(args.number(1)));
  if (start === 0) return null;
  const from = start > 0 ? start - 1 : Math.max(0, size + start);
  if (args.any(2) === null) return slice(from);
  const length = Math.trunc(toDouble(args.number(2)));
  return length < 1 ? null : slice(from, from + length);
}

function join(args: Arguments, run: Run): Value {
  const parts = args.list(0).filter((part) => part !== null);
  const delimiter = args.any(1) ?? '';
  if (typeof delimiter !== 'string') return null;
  if (!parts.every((part) => typeof part === 'string')) return null;
  const length = parts.reduce((sum, part) => sum + part.length + delimiter.length, 0);
  run.spend(parts.length + (length >> 6));
  return run.text(parts.join(delimiter));
}
