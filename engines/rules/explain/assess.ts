import type { Code, Scope, Slots } from '../compile/code.ts';
import { levelOf } from '../compile/code.ts';
import { rootScope } from '../compile/compile.ts';
import { compileCondition, negandOf } from '../compile/truth.ts';
import { LimitExceeded, Run } from '../compile/run.ts';
import type { World } from '../compile/run.ts';
import { bindFacts, problemOf } from '../expression.ts';
import type { Expression, Problem } from '../expression.ts';
import { freeNamesOf } from '../syntax/free-names.ts';
import { canonicalName } from '../syntax/name.ts';
import type { Node } from '../syntax/node.ts';
import { Fact } from '../value/convert.ts';
import type { Facts } from '../value/convert.ts';
import type { Value } from '../value/kinds.ts';
import { distanceOf } from './distance.ts';
import type { Distance, Part } from './distance.ts';
import { readsOf } from './reads.ts';
import type { Read } from './reads.ts';

/** Met, unmet, or unknown because a value is missing, erased or of the wrong kind. */
export type Truth = 'met' | 'unmet' | 'unknown';

/** A value a condition used. */
export interface UsedValue {
  /** The path as written, `firm.revenue`. */
  readonly name: string;
  readonly value: Value;
  readonly source?: string;
  readonly asOf?: string;
  /** Why there is no value. */
  readonly missing?: 'absent' | 'erased';
}

/** One condition of a rule: a leaf of its `and` and `or`. */
export interface Condition {
  /** The condition as written. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly verdict: Truth;
  readonly values: readonly UsedValue[];
  readonly clause?: string;
  /** How far the value is from meeting the condition, for numbers, days and durations. */
  readonly distance?: Distance;
  /** The limit the condition ran into, if it did. */
  readonly problem?: Problem;
}

/** The explained result of a rule. */
export interface Verdict {
  readonly verdict: Truth;
  readonly conditions: readonly Condition[];
}

/** The rule as a tree of `and`, `or` and `not` over conditions. */
type Plan =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Plan[] }
  | { readonly type: 'not'; readonly part: Plan }
  | { readonly type: 'leaf'; readonly leaf: Leaf };

interface Leaf {
  readonly node: Node;
  readonly code: Code;
  readonly reads: readonly Read[];
  /** The sides of a comparison, to measure how far apart they are. */
  readonly parts: readonly Part[];
}

/** A plan with the slots its own compilation needs. */
interface Prepared {
  readonly plan: Plan;
  readonly size: number;
}

const PREPARED = new WeakMap<Expression, Prepared>();

/**
 * Evaluates a rule condition by condition and explains each; nothing is short-circuited.
 *
 * A comparison with a missing value is unknown, also where FEEL alone would call it false
 * (`x = 1` without `x`): an absent or erased value never counts as met or unmet. A rule that means
 * to ask for absence writes `x = null`.
 *
 * @param facts values by name, plain or wrapped by `fact()` with their source
 * @source design page 2-service-language, Rules; OMG DMN 1.5, table 50 (ternary logic)
 */
export function assess(expression: Expression, facts: Facts, world: World = {}): Verdict {
  const { plan, size } = prepare(expression);
  const slots = bindFacts({ inputs: expression.inputs, size }, facts);
  const conditions: Condition[] = [];
  const verdict = judge(plan, { expression, facts, slots, run: new Run(world), conditions });
  return { verdict, conditions };
}

interface Judging {
  readonly expression: Expression;
  readonly facts: Facts;
  readonly slots: Slots;
  readonly run: Run;
  readonly conditions: Condition[];
}

function prepare(expression: Expression): Prepared {
  const known = PREPARED.get(expression);
  if (known !== undefined) return known;
  const names = expression.inputs.map(({ name, slot }) => [canonicalName(name), slot] as const);
  const { scope, size } = rootScope(levelOf(names), expression.inputs.length);
  const plan = planOf(expression.node, scope);
  // The cache is keyed by an immutable value and only ever holds what recomputing would give.
  const prepared = { plan, size: size() };
  PREPARED.set(expression, prepared);
  return prepared;
}

function planOf(node: Node, scope: Scope): Plan {
  if (node.type === 'and' || node.type === 'or') {
    return { type: node.type, parts: [planOf(node.left, scope), planOf(node.right, scope)] };
  }
  const negated = negandOf(node);
  if (negated !== undefined) return { type: 'not', part: planOf(negated, scope) };
  const { left, right, operator } = sidesOf(node);
  const parts = left.map((side, index) => ({
    value: scope.compile(side),
    limit: scope.compile(right[index] ?? side),
    operator: operator[index] ?? '=',
  }));
  return {
    type: 'leaf',
    leaf: { node, code: compileCondition(node, scope), reads: readsOf(node), parts },
  };
}

interface Sides {
  readonly left: readonly Node[];
  readonly right: readonly Node[];
  readonly operator: readonly Part['operator'][];
}

/** The comparisons a leaf consists of: one, or the two of `between` and of an interval. */
function sidesOf(node: Node): Sides {
  if (node.type === 'compare') {
    return { left: [node.left], right: [node.right], operator: [node.operator] };
  }
  if (node.type === 'between') {
    const { value, low, high } = node;
    return { left: [value, value], right: [low, high], operator: ['>=', '<='] };
  }
  const [test] = node.type === 'in' && node.tests.length === 1 ? node.tests : [];
  if (node.type !== 'in' || test === undefined) return { left: [], right: [], operator: [] };
  if (test.type === 'test') {
    return { left: [node.value], right: [test.operand], operator: [test.operator] };
  }
  if (test.type !== 'range') return { left: [], right: [], operator: [] };
  const low = test.lowIncluded ? '>=' : '>';
  const high = test.highIncluded ? '<=' : '<';
  const left = [node.value, node.value];
  return { left, right: [test.low, test.high], operator: [low, high] };
}

function judge(plan: Plan, judging: Judging): Truth {
  switch (plan.type) {
    case 'leaf':
      return judgeLeaf(plan.leaf, judging);
    case 'not':
      return OPPOSITE[judge(plan.part, judging)];
    default: {
      const truths = plan.parts.map((part) => judge(part, judging));
      const decisive = plan.type === 'and' ? 'unmet' : 'met';
      if (truths.includes(decisive)) return decisive;
      return truths.includes('unknown') ? 'unknown' : OPPOSITE[decisive];
    }
  }
}

const OPPOSITE: Readonly<Record<Truth, Truth>> = {
  met: 'unmet',
  unmet: 'met',
  unknown: 'unknown',
};

function judgeLeaf(leaf: Leaf, judging: Judging): Truth {
  const { expression, slots, run } = judging;
  const values = leaf.reads.map((read) => usedValue(read, judging));
  const { node } = leaf;
  const outcome = attempt(() => leaf.code(slots, run));
  const truth = outcome.problem === undefined ? truthOf(outcome.value) : 'unknown';
  const distance = truth === 'unmet' ? distanceOf(leaf.parts, slots, run) : undefined;
  judging.conditions.push({
    text: expression.source.slice(node.from, node.to),
    from: node.from,
    to: node.to,
    verdict: truth,
    values,
    ...(expression.clause === undefined ? {} : { clause: expression.clause }),
    ...(distance === undefined ? {} : { distance }),
    ...(outcome.problem === undefined ? {} : { problem: outcome.problem }),
  });
  return truth;
}

function attempt(evaluate: () => Value): { value: Value; problem?: Problem } {
  try {
    return { value: evaluate() };
  } catch (error) {
    if (!(error instanceof LimitExceeded) && !(error instanceof RangeError)) throw error;
    return { value: null, problem: problemOf(error) };
  }
}

function truthOf(value: Value): Truth {
  if (typeof value !== 'boolean') return 'unknown';
  return value ? 'met' : 'unmet';
}

function usedValue(read: Read, { expression, facts, slots }: Judging): UsedValue {
  const input = expression.inputs.find(({ name }) => canonicalName(name) === read.root);
  const value = read.valueIn(input === undefined ? null : (slots[input.slot] ?? null));
  const held = input === undefined ? undefined : read.factIn(facts[input.name]);
  const origin = held instanceof Fact ? held : undefined;
  const missing = origin?.erased === true ? 'erased' : 'absent';
  return {
    name: read.name,
    value,
    ...(origin?.source === undefined ? {} : { source: origin.source }),
    ...(origin?.asOf === undefined ? {} : { asOf: origin.asOf }),
    ...(value === null ? { missing } : {}),
  };
}

/** Returns the names a rule reads, for a page that asks for what is missing. */
export function missingOf(verdict: Verdict): readonly string[] {
  const names = verdict.conditions.flatMap(({ values }) =>
    values.filter(({ missing }) => missing !== undefined).map(({ name }) => name),
  );
  return [...new Set(names)];
}

/** True when a rule reads nothing: its verdict is the same for everybody. */
export function isConstant(expression: Expression): boolean {
  return freeNamesOf(expression.node).length === 0;
}
