import { parseNumber } from '#engines/rules/index.ts';

/** Longest line of a file of cases, in UTF-16 units. */
export const CASE_LENGTH_MAX = 10_000_000;

/** One case: which decision of which model, and its inputs. */
export interface DmnCase {
  readonly file: string;
  readonly decision: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Returns the case a line writes, its numbers with every digit; undefined where it is none. */
export function readCaseLine(line: string): DmnCase | undefined {
  if (line.length > CASE_LENGTH_MAX) return undefined;
  const read = parsed(line);
  if (!isRecord(read)) return undefined;
  const { file, decision, input = {} } = read;
  if (typeof file !== 'string' || typeof decision !== 'string' || !isRecord(input)) {
    return undefined;
  }
  return { file, decision, input };
}

function parsed(line: string): unknown {
  try {
    // The reviver's third argument holds the number as written (ECMAScript 2026).
    return JSON.parse(line, exactNumber as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

/** A double that was written with more digits than it holds becomes a decimal. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return parseNumber(context?.source ?? String(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
