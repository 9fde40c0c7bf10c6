import { FeelFunction } from '../value/kinds.ts';
import type { Invoke, Value } from '../value/kinds.ts';
import { javaFunctionOf } from '../builtins/java.ts';
import { builtinOf } from '../builtins/registry.ts';
import type { Builtin } from '../builtins/signature.ts';
import { callBuiltin, orderNamed, withNames } from '../builtins/signature.ts';
import { functionTypeOf } from './function-type.ts';
import { invoke } from './invoke.ts';
import { conform } from './type-test.ts';
import { levelOf } from './code.ts';
import type { Code, NodeOf, Scope } from './code.ts';
import type { Run } from './run.ts';

/** Compiles `function(a, b) body`; the function sees the names around it as they are now. */
export function compileFunction(node: NodeOf<'function'>, scope: Scope): Code {
  const parameters = node.parameters.map(({ name, type }) => ({ name, type, slot: scope.slot() }));
  const names = parameters.map(({ name }) => name);
  if (node.external) return compileExternal(names, scope.compile(node.body));
  const level = levelOf(parameters.map(({ name, slot }) => [name, slot] as const));
  const body = scope.inner(level).compile(node.body);
  const type = functionTypeOf(node);
  return (slots) => {
    const captured = slots.slice();
    const called: Invoke = (values, run) => {
      run.spend(captured.length >> 4);
      const frame = captured.slice();
      for (const [index, { slot, type: taken }] of parameters.entries()) {
        const value = values[index] ?? null;
        const fitting = taken === undefined ? value : conform(value, taken);
        // An argument of another type makes the call null; the body is not looked at (10.3.2.13.1).
        if (fitting === undefined) return null;
        frame[slot] = fitting;
      }
      return body(frame, run);
    };
    return new FeelFunction(names, called, { type });
  };
}

/** An external function that is not known gives null. @source OMG DMN 1.5, 10.3.2.13.3 */
function compileExternal(names: readonly string[], definition: Code): Code {
  return (slots, run) => {
    const known = javaFunctionOf(definition(slots, run));
    return new FeelFunction(names, known ?? (() => null));
  };
}

/** Compiles a call with arguments in order. @source OMG DMN 1.5, 10.3.2.13 */
export function compileCall(node: NodeOf<'call'>, scope: Scope): Code {
  const args = node.args.map((arg) => scope.compile(arg));
  const builtin = builtinCalled(node, scope);
  if (builtin !== undefined) {
    return (slots, run) => {
      const values = args.map((arg) => arg(slots, run));
      return callBuiltin(builtin, values, run);
    };
  }
  const callee = scope.compile(node.callee);
  return (slots, run) => {
    const target = callee(slots, run);
    if (!(target instanceof FeelFunction)) return null;
    const values = args.map((arg) => arg(slots, run));
    if (!target.variadic && values.length !== target.parameters.length) return null;
    return invoke(target, values, run);
  };
}

/** Compiles a call with named arguments. */
export function compileNamedCall(node: NodeOf<'call-named'>, scope: Scope): Code {
  const args = node.args.map(([name, value]) => [name, scope.compile(value)] as const);
  const called = builtinCalled(node, scope);
  const names = args.map(([name]) => name);
  const builtin = called === undefined ? undefined : withNames(called, names);
  const callee = builtin === undefined ? scope.compile(node.callee) : undefined;
  return (slots, run) => {
    const values = new Map(args.map(([name, code]) => [name, code(slots, run)] as const));
    if (values.size < args.length) return null;
    if (builtin !== undefined) {
      const ordered = orderNamed(builtin, values);
      return ordered === null ? null : callBuiltin(builtin, ordered, run);
    }
    const target = callee?.(slots, run);
    if (!(target instanceof FeelFunction)) return null;
    return invokeNamed(target, values, run);
  };
}

function invokeNamed(target: FeelFunction, values: ReadonlyMap<string, Value>, run: Run): Value {
  if (values.size !== target.parameters.length) return null;
  if (!target.parameters.every((name) => values.has(name))) return null;
  return invoke(
    target,
    target.parameters.map((name) => values.get(name) ?? null),
    run,
  );
}

function builtinCalled(node: NodeOf<'call' | 'call-named'>, scope: Scope): Builtin | undefined {
  if (node.callee.type !== 'name') return undefined;
  const { items, binding } = scope.resolve(node.callee.name);
  // Within a filter an entry of the item may be a function of that name; then it decides at run time.
  if (binding?.kind === 'slot' || (items.length > 0 && binding === undefined)) {
    return binding === undefined ? builtinOf(node.callee.name) : undefined;
  }
  return builtinOf(node.callee.name);
}
