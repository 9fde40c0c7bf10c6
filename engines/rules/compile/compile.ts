import type { Node } from '../syntax/node.ts';
import { builtinOf } from '../builtins/registry.ts';
import { callBuiltin } from '../builtins/signature.ts';
import type { Invoke, Value } from '../value/kinds.ts';
import { FeelFunction } from '../value/kinds.ts';
import { compileFilter, compileName, compilePath } from './access.ts';
import { compileArithmetic, compileNegate } from './arithmetic.ts';
import { compileCall, compileFunction, compileNamedCall } from './call.ts';
import { Scope } from './code.ts';
import type { Code, Level } from './code.ts';
import { compileFor, compileQuantified } from './iteration.ts';
import {
  compileAnd,
  compileBetween,
  compileCompare,
  compileIn,
  compileOr,
  compileTestValue,
  compileUnaryTests,
  SUBJECT,
} from './logic.ts';
import { compileAt, compileContext, compileIf, compileList, compileRange } from './structure.ts';
import { compileTableNode } from './table.ts';
import { compileInstance } from './type-test.ts';

/**
 * Returns the scope of a whole expression.
 *
 * @param names     the inputs with their slots
 * @param nextSlot  first slot no input uses
 */
export function rootScope(names: Level, nextSlot: number): { scope: Scope; size: () => number } {
  const shared = { compile: compileNode, nextSlot };
  return { scope: new Scope([names], shared), size: () => shared.nextSlot };
}

/** Compiles a node to a closure over the slots. @source OMG DMN 1.5, 10.3.2 (semantics) */
export function compileNode(node: Node, scope: Scope): Code {
  switch (node.type) {
    case 'literal':
      return constant(node.value);
    case 'name':
      return compileName(node, scope, builtinValue(node.name));
    case 'subject':
      return compileName({ ...node, type: 'name', name: SUBJECT }, scope, constant(null));
    case 'path':
      return compilePath(node, scope);
    case 'filter':
      return compileFilter(node, scope);
    case 'arithmetic':
      return compileArithmetic(node, scope);
    case 'negate':
      return compileNegate(node, scope);
    case 'compare':
      return compileCompare(node, scope);
    case 'and':
      return compileAnd(node, scope);
    case 'or':
      return compileOr(node, scope);
    case 'between':
      return compileBetween(node, scope);
    case 'in':
      return compileIn(node, scope);
    case 'test':
      return compileTestValue(node, scope);
    case 'tests':
      return compileUnaryTests(node, scope);
    default:
      return compileOther(node, scope);
  }
}

type Other = Exclude<
  Node,
  {
    readonly type:
      | 'literal'
      | 'name'
      | 'subject'
      | 'path'
      | 'filter'
      | 'arithmetic'
      | 'negate'
      | 'compare'
      | 'and'
      | 'or'
      | 'between'
      | 'in'
      | 'test'
      | 'tests';
  }
>;

function compileOther(node: Other, scope: Scope): Code {
  switch (node.type) {
    case 'range':
      return compileRange(node, scope);
    case 'if':
      return compileIf(node, scope);
    case 'for':
      return compileFor(node, scope);
    case 'quantified':
      return compileQuantified(node, scope);
    case 'instance':
      return compileInstance(node, scope);
    case 'function':
      return compileFunction(node, scope);
    case 'call':
      return compileCall(node, scope);
    case 'call-named':
      return compileNamedCall(node, scope);
    case 'list':
      return compileList(node, scope);
    case 'context':
      return compileContext(node, scope);
    case 'at':
      return compileAt(node);
    case 'table':
      return compileTableNode(node.table, scope);
    default:
      return node satisfies never;
  }
}

function constant(value: Value): Code {
  return () => value;
}

/** A built-in function used as a value, so it can be passed on. */
function builtinValue(name: string): Code {
  const builtin = builtinOf(name);
  const [first] = builtin?.signatures ?? [];
  if (builtin === undefined || first === undefined) return constant(null);
  const names = first.parameters.map((one) => one.name);
  const variadic =
    builtin.signatures.length > 1 || first.parameters.some((one) => one.optional || one.variadic);
  const called: Invoke = (values, run) => callBuiltin(builtin, values, run);
  const value = new FeelFunction(names, called, { variadic });
  return constant(value);
}
