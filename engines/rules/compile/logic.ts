import { contains, equal, order } from '../value/compare.ts';
import { FeelRange, isList } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import { numberEnds, numeral, slotOf, within, withNumber } from './quick.ts';
import type { Otherwise } from './quick.ts';
import type { CompareOperator, Node } from '../syntax/node.ts';
import { mentionsSubject } from '../syntax/node.ts';
import { levelOf } from './code.ts';
import type { Code, NodeOf, Scope } from './code.ts';
import type { Run } from './run.ts';

/** The name under which the subject of a unary test has its slot. */
export const SUBJECT = '?';

/**
 * Compiles `and`: false wins over unknown, unknown over true.
 *
 * @source OMG DMN 1.5, table 50 (ternary logic)
 */
export function compileAnd(node: NodeOf<'and' | 'or'>, scope: Scope): Code {
  const left = scope.compile(node.left);
  const right = scope.compile(node.right);
  return (slots, run) => {
    const a = left(slots, run);
    if (a === false) return false;
    const b = right(slots, run);
    if (b === false) return false;
    return a === true && b === true ? true : null;
  };
}

/** Compiles `or`: true wins over unknown, unknown over false. @source OMG DMN 1.5, table 50 */
export function compileOr(node: NodeOf<'and' | 'or'>, scope: Scope): Code {
  const left = scope.compile(node.left);
  const right = scope.compile(node.right);
  return (slots, run) => {
    const a = left(slots, run);
    if (a === true) return true;
    const b = right(slots, run);
    if (b === true) return true;
    return a === false && b === false ? false : null;
  };
}

/** Compiles one of the six comparisons. @source OMG DMN 1.5, table 53 */
export function compileCompare(node: NodeOf<'compare'>, scope: Scope): Code {
  const left = scope.compile(node.left);
  const right = scope.compile(node.right);
  const { operator } = node;
  const otherwise: Otherwise = (values, run) => compareValues(operator, values, run);
  const limit = numeral(node.right);
  const slot = slotOf(node.left, scope);
  const quick =
    limit === undefined ? undefined : withNumber(operator, [left, limit], { slot, otherwise });
  return (
    quick ?? ((slots, run) => compareValues(operator, [left(slots, run), right(slots, run)], run))
  );
}

/** Returns the outcome of one comparison; null when it has none. */
export function compareValues(
  operator: CompareOperator,
  [left, right]: readonly [Value, Value],
  run: Run,
): boolean | null {
  if (operator === '=') return equal(left, right, run);
  if (operator === '!=') {
    const same = equal(left, right, run);
    return same === null ? null : !same;
  }
  const place = order(left, right, run);
  if (place === null) return null;
  switch (operator) {
    case '<':
      return place < 0;
    case '<=':
      return place <= 0;
    case '>':
      return place > 0;
    case '>=':
      return place >= 0;
    default:
      return operator satisfies never;
  }
}

/** Compiles `value between low and high`, both included. @source OMG DMN 1.5, grammar rule 49.b */
export function compileBetween(node: NodeOf<'between'>, scope: Scope): Code {
  const value = scope.compile(node.value);
  const low = scope.compile(node.low);
  const high = scope.compile(node.high);
  const [from, to] = [numeral(node.low), numeral(node.high)];
  const slot = slotOf(node.value, scope);
  const between = betweenValues(value, low, high);
  if (from === undefined || to === undefined || slot === undefined) return between;
  return (slots, run) => {
    const at = slots[slot] ?? null;
    return typeof at === 'number' ? at >= from && at <= to : between(slots, run);
  };
}

function betweenValues(value: Code, low: Code, high: Code): Code {
  return (slots, run) => {
    const at = value(slots, run);
    const from = low(slots, run);
    const to = high(slots, run);
    if (typeof at === 'number' && typeof from === 'number' && typeof to === 'number') {
      return at >= from && at <= to;
    }
    const above = compareValues('>=', [at, from], run);
    const below = compareValues('<=', [at, to], run);
    return above === null || below === null ? null : above && below;
  };
}

/** Compiles `value in test` and `value in (test, …)`. @source OMG DMN 1.5, grammar rule 49.c */
export function compileIn(node: NodeOf<'in'>, scope: Scope): Code {
  const value = scope.compile(node.value);
  const slot = scope.slot();
  const tests = compileTests(node.tests, scope, slot);
  const [only] = node.tests;
  const ends = only !== undefined && node.tests.length === 1 ? numberEnds(only) : undefined;
  if (ends !== undefined) {
    const read = slotOf(node.value, scope);
    return (slots, run) => {
      const at = read === undefined ? value(slots, run) : (slots[read] ?? null);
      if (typeof at === 'number') return within(at, ends);
      slots[slot] = at;
      return tests(slots, run);
    };
  }
  return (slots, run) => {
    slots[slot] = value(slots, run);
    return tests(slots, run);
  };
}

/** Compiles the cell of a decision table or any unary tests over the subject in slot `?`. */
export function compileUnaryTests(node: NodeOf<'tests'>, scope: Scope): Code {
  const { binding } = scope.resolve(SUBJECT);
  const slot = binding?.kind === 'slot' ? binding.slot : scope.slot();
  if (node.tests.length === 0) return () => true;
  const tests = compileTests(node.tests, scope, slot);
  if (!node.negated) return tests;
  return (slots, run) => {
    const met = tests(slots, run);
    return typeof met === 'boolean' ? !met : null;
  };
}

/** Compiles a list of tests over the value in `slot`: any that is met suffices. */
function compileTests(tests: readonly Node[], scope: Scope, slot: number): Code {
  const inner = scope.inner(levelOf([[SUBJECT, slot]]));
  const codes = tests.map((test) => compileTest(test, inner, slot));
  const [first] = codes;
  if (codes.length === 1 && first !== undefined) return first;
  return (slots, run) => {
    let met: boolean | null = false;
    for (const code of codes) {
      const one = code(slots, run);
      if (one === true) return true;
      if (one === null) met = null;
    }
    return met;
  };
}

/**
 * Compiles one test over the value in `slot`.
 *
 * @source OMG DMN 1.5, table 54 (semantics of `in`) and grammar rules 7–17
 */
function compileTest(test: Node, scope: Scope, slot: number): Code {
  if (test.type === 'test') {
    const operand = scope.compile(test.operand);
    const { operator } = test;
    return (slots, run) => compareValues(operator, [slots[slot] ?? null, operand(slots, run)], run);
  }
  const code = scope.compile(test);
  const ends = numberEnds(test);
  if (ends !== undefined) {
    return (slots, run) => {
      const value = slots[slot] ?? null;
      if (typeof value === 'number') return within(value, ends);
      return matches(value, code(slots, run), run);
    };
  }
  if (mentionsSubject(test)) {
    return (slots, run) => {
      const met = code(slots, run);
      return typeof met === 'boolean' ? met : null;
    };
  }
  return (slots, run) => matches(slots[slot] ?? null, code(slots, run), run);
}

/** Returns whether a value passes a test that evaluated to `test`. */
export function matches(value: Value, test: Value, run: Run): boolean | null {
  if (test instanceof FeelRange && !(value instanceof FeelRange)) return contains(test, value, run);
  if (isList(test))
    return isList(value) ? matchesLists(value, test, run) : inList(value, test, run);
  if (typeof test === 'boolean' && typeof value !== 'boolean') return value === null ? null : test;
  return equal(value, test, run);
}

function matchesLists(value: Value, test: readonly Value[], run: Run): boolean | null {
  return equal(value, test, run) === true ? true : inList(value, test, run);
}

function inList(value: Value, tests: readonly Value[], run: Run): boolean | null {
  run.spend(tests.length);
  return tests.some((test) =>
    test instanceof FeelRange && !(value instanceof FeelRange)
      ? contains(test, value, run) === true
      : equal(value, test, run) === true,
  );
}

/** Compiles a test that stands as a value: `< 5` is the range below five. */
export function compileTestValue(node: NodeOf<'test'>, scope: Scope): Code {
  const operand = scope.compile(node.operand);
  const { operator } = node;
  return (slots, run) => {
    const value = operand(slots, run);
    switch (operator) {
      case '<':
      case '<=':
        return new FeelRange(null, value, {
          start: false,
          end: operator === '<=',
          compared: true,
        });
      case '>':
      case '>=':
        return new FeelRange(value, null, {
          start: operator === '>=',
          end: false,
          compared: true,
        });
      case '=':
        return new FeelRange(value, value, { start: true, end: true, compared: true });
      case '!=':
        return null;
      default:
        return operator satisfies never;
    }
  };
}
