import type { CompareOperator, Node } from '../syntax/node.ts';
import type { Value } from '../value/kinds.ts';
import type { Code, NodeOf, Scope, Slots } from './code.ts';
import { compileStrictEquality, slotOf } from './quick.ts';
import type { Run } from './run.ts';

/**
 * Compiles one condition of a rule to true, false or null.
 *
 * FEEL calls `x = 1` false when x is null; a rule of a park may not: what is absent or erased
 * counts as neither met nor unmet. So a comparison whose sides are null is unknown, unless the
 * rule itself asks for `null`.
 *
 * @source design page 2-service-language, Rules; 3-architecture, Journal (an erased value)
 */
export function compileCondition(node: Node, scope: Scope): Code {
  if (node.type === 'compare' && isStrictEquality(node)) return compileStrictEquality(node, scope);
  const code = scope.compile(node);
  if (node.type === 'compare' || node.type === 'between') return code;
  if (node.type === 'in') return node.tests.some(isNull) ? code : guarded(node, scope, code);
  const slot = slotOf(node, scope);
  if (slot !== undefined) return (slots) => truth(slots[slot] ?? null);
  return (slots, run) => truth(code(slots, run));
}

function isStrictEquality(node: NodeOf<'compare'>): boolean {
  if (isNull(node.left) || isNull(node.right)) return false;
  return node.operator === '=' || node.operator === '!=';
}

/** A missing value is in no list and outside none. */
function guarded(node: NodeOf<'in'>, scope: Scope, code: Code): Code {
  const [only] = node.tests;
  // An interval or an order asks about null by itself and answers null.
  if (node.tests.length === 1 && (only?.type === 'range' || only?.type === 'test')) return code;
  const value = scope.compile(node.value);
  return (slots, run) => (value(slots, run) === null ? null : code(slots, run));
}

function truth(value: Value): boolean | null {
  return value === true ? true : value === false ? false : null;
}

function isNull(node: Node): boolean {
  return node.type === 'literal' && node.value === null;
}

/** Returns what `not(…)` negates, or undefined for any other node. */
export function negandOf(node: Node): Node | undefined {
  if (node.type !== 'call' || node.callee.type !== 'name' || node.callee.name !== 'not') {
    return undefined;
  }
  return node.args.length === 1 ? node.args[0] : undefined;
}

/** Compiles a whole rule to its verdict: its `and`, `or` and `not` over conditions. */
export function compileRule(node: Node, scope: Scope): Judge {
  if (node.type === 'and' || node.type === 'or') {
    const parts = partsOf(node, node.type).map((part) => compileRule(part, scope));
    return joined(parts, node.type === 'or');
  }
  const negated = negandOf(node);
  if (negated?.type === 'compare') {
    // Each comparison has an opposite that is unknown where it is.
    const operator = OPPOSITES[negated.operator];
    return compileRule({ ...negated, operator }, scope);
  }
  if (negated !== undefined) {
    const inner = compileRule(negated, scope);
    return (slots, run) => {
      const met = inner(slots, run);
      return met === null ? null : !met;
    };
  }
  // compileCondition yields nothing but true, false and null.
  return compileCondition(node, scope) as Judge;
}

const OPPOSITES: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The operands of a run of one operator, in order. */
function partsOf(node: Node, type: 'and' | 'or'): Node[] {
  if (node.type !== type) return [node];
  return [...partsOf(node.left, type), ...partsOf(node.right, type)];
}

type Judge = (slots: Slots, run: Run) => boolean | null;

/** Joins verdicts: one that decides ends it, an unknown one leaves the rest to decide. */
function joined(parts: readonly Judge[], decisive: boolean): Judge {
  const [first, second] = parts;
  // Two is the commonest number and needs no loop.
  if (parts.length === 2 && first !== undefined && second !== undefined) {
    return (slots, run) => {
      const a = first(slots, run);
      if (a === decisive) return decisive;
      const b = second(slots, run);
      return a === null && b !== decisive ? null : b;
    };
  }
  return (slots, run) => {
    let verdict: boolean | null = !decisive;
    for (const part of parts) {
      const one = part(slots, run);
      if (one === decisive) return decisive;
      if (one === null) verdict = null;
    }
    return verdict;
  };
}
