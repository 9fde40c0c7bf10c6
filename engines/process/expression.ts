import {
  assess,
  compileExpression,
  evaluate,
  type Expression,
  inputsOf,
} from '#engines/rules/index.ts';
import type { Condition, Verdict } from './verdict.ts';

/** What a condition came to, and of which parts. */
export type Judgement = { readonly verdict: Verdict; readonly conditions: readonly Condition[] };

export type Facts = Readonly<Record<string, unknown>>;

/** Compiled expressions by source; it only ever holds what compiling again would give. */
const COMPILED = new Map<string, Expression | undefined>();
const COMPILED_MAX = 5_000;

function compiled(source: string): Expression | undefined {
  if (COMPILED.has(source)) return COMPILED.get(source);
  if (COMPILED.size >= COMPILED_MAX) COMPILED.clear();
  const { expression } = compileExpression(source);
  COMPILED.set(source, expression);
  return expression;
}

/** Judges a condition over facts; a source that does not compile is unknown, never met. */
export function judge(source: string, facts: Facts): Judgement {
  const expression = compiled(source);
  if (!expression) return { verdict: 'unknown', conditions: [] };
  const { verdict, conditions } = assess(expression, facts);
  return {
    verdict,
    conditions: conditions.map((condition) => ({
      source: condition.text,
      verdict: condition.verdict,
      values: condition.values.map((used) => ({
        name: used.name,
        value: plain(used.value),
        ...(used.source === undefined ? {} : { source: used.source }),
      })),
      ...(condition.clause === undefined ? {} : { clause: condition.clause }),
      ...(condition.distance === undefined
        ? {}
        : { distance: `${condition.distance.direction} ${condition.distance.amount}` }),
    })),
  };
}

/** Returns the names an expression reads from the facts; none where it does not compile. */
export function namesOf(source: string): readonly string[] {
  const expression = compiled(source);
  return expression ? inputsOf(expression) : [];
}

/** Returns the plain value of an expression over facts; null where it is unknown. */
export function valueOf(source: string, facts: Facts): unknown {
  const expression = compiled(source);
  return expression ? plain(evaluate(expression, facts)) : null;
}

/**
 * Returns a value of the rules engine as plain data for an event: numbers no double holds, days and
 * durations become their texts.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Days, durations and numbers of the rules engine know their own text.
  // oxlint-disable-next-line typescript/no-base-to-string
  if (prototype !== Object.prototype && prototype !== null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
