import { parseDuration } from '../temporal/durations.ts';
import { parseDate, parseDateTime, parseTime } from '../temporal/parse.ts';
import { FeelRange, setEntry } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { order } from '../value/compare.ts';
import { levelOf } from './code.ts';
import type { Code, NodeOf, Scope } from './code.ts';
import type { Run } from './run.ts';

/**
 * Compiles `if … then … else …`; what is unknown or no boolean counts as not true. A boxed
 * conditional whose test is no boolean is null.
 *
 * @source OMG DMN 1.5, table 51; DMN TCK, suite 1150
 */
export function compileIf(node: NodeOf<'if'>, scope: Scope): Code {
  const test = scope.compile(node.test);
  const met = scope.compile(node.met);
  const otherwise = scope.compile(node.unmet);
  const { boxed = false } = node;
  return (slots, run) => {
    const held = test(slots, run);
    if (held === true) return met(slots, run);
    if (boxed && held !== false && held !== null) return null;
    return otherwise(slots, run);
  };
}

/** Compiles `[a, b, …]`. */
export function compileList(node: NodeOf<'list'>, scope: Scope): Code {
  const items = node.items.map((item) => scope.compile(item));
  return (slots, run) => items.map((item) => item(slots, run));
}

/** Compiles `{name: value, …}`; later entries see earlier ones. @source OMG DMN 1.5, table 59 */
export function compileContext(node: NodeOf<'context'>, scope: Scope): Code {
  let inner = scope;
  const entries = node.entries.map(([name, value]) => {
    const code = inner.compile(value);
    const slot = scope.slot();
    inner = inner.inner(levelOf([[name, slot]]));
    return { name, code, slot };
  });
  const names = new Set(entries.map(({ name }) => name));
  // Two entries of one name make the context undefined (10.3.2.6).
  if (names.size < entries.length) return () => null;
  return (slots, run) => {
    const context: Record<string, Value> = {};
    for (const { name, code, slot } of entries) {
      const value = code(slots, run);
      slots[slot] = value;
      setEntry(context, name, value);
    }
    return context;
  };
}

/** Compiles an interval literal. @source OMG DMN 1.5, 10.3.2.7 */
export function compileRange(node: NodeOf<'range'>, scope: Scope): Code {
  const low = scope.compile(node.low);
  const high = scope.compile(node.high);
  const included = { start: node.lowIncluded, end: node.highIncluded };
  return (slots, run) => rangeOf(low(slots, run), high(slots, run), { included, run });
}

/** Returns a range whose ends can be compared; null for any other two values. */
function rangeOf(
  low: Value,
  high: Value,
  { included, run }: { included: { start: boolean; end: boolean }; run: Run },
): Value {
  if (low !== null && high !== null && order(low, high, run) === null) return null;
  return new FeelRange(low, high, included);
}

/** Compiles `@"…"`: date, time, date and time or duration, decided when compiling. */
export function compileAt(node: NodeOf<'at'>): Code {
  const { text } = node;
  const constant = parseDate(text) ?? parseDuration(text);
  if (constant !== null) return () => constant;
  return (_slots, run) => readTimed(text, run);
}

function readTimed(text: string, run: Run): Value {
  const known = (name: string): boolean => isKnownZone(name, run);
  return parseDateTime(text, known) ?? parseTime(text, known);
}

/** True when the world knows the zone, or knows no zones at all and so cannot deny it. */
export function isKnownZone(name: string, run: Run): boolean {
  const { zone } = run.world;
  if (zone === undefined) return true;
  try {
    return Number.isFinite(zone(name, 0));
  } catch {
    // The argument's contract: an unknown zone throws or is NaN; both say no.
    return false;
  }
}
