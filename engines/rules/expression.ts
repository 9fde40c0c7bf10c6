import { builtinOf } from './builtins/registry.ts';
import { takes } from './builtins/signature.ts';
import { levelOf } from './compile/code.ts';
import type { Code, Slots } from './compile/code.ts';
import { compileNode, rootScope } from './compile/compile.ts';
import { SUBJECT } from './compile/logic.ts';
import { LimitExceeded, Run } from './compile/run.ts';
import type { LimitName, World } from './compile/run.ts';
import { freeNamesOf } from './syntax/free-names.ts';
import type { FreeName } from './syntax/free-names.ts';
import { findingAt } from './syntax/finding.ts';
import type { RuleFinding } from './syntax/finding.ts';
import { canonicalName } from './syntax/name.ts';
import { declaredInputs, shapesOf } from './syntax/names-in-scope.ts';
import type { Declared, InputList } from './syntax/names-in-scope.ts';
import type { Node } from './syntax/node.ts';
import { parseSource } from './syntax/parse.ts';
import type { Grammar } from './syntax/parse.ts';
import { toValue } from './value/convert.ts';
import type { Facts, InputType } from './value/convert.ts';
import type { Value } from './value/kinds.ts';
import { withinSize } from './value/size.ts';

/** How an expression is to be read. */
export interface CompileOptions {
  /**
   * The names the expression may read, with their types. Given: any other name is a finding, and
   * names may contain spaces. Absent: every name is taken for an input of type any.
   */
  readonly inputs?: InputList;
  /** The clause that orders the rule; carried into findings and explanations. */
  readonly clause?: string;
  /** `unary-tests` for the cell of a table, whose subject is `?`. Default: `expression`. */
  readonly grammar?: Grammar;
}

/** One name an expression reads from the facts. */
export interface Input {
  /** As the facts spell it. */
  readonly name: string;
  readonly slot: number;
  readonly type: InputType;
}

/** A compiled expression: immutable, holds no state, may run in itself. */
export interface Expression {
  readonly source: string;
  readonly clause?: string;
  readonly node: Node;
  readonly inputs: readonly Input[];
  /** Number of slots an evaluation needs. */
  readonly size: number;
  readonly code: Code;
}

/** An expression with what was found in it; errors leave no expression. */
export type Compiled =
  | { readonly expression: Expression; readonly findings: readonly RuleFinding[] }
  | { readonly expression?: undefined; readonly findings: readonly RuleFinding[] };

/**
 * Compiles a FEEL expression once, to be evaluated often.
 *
 * @param source FEEL, at most `SOURCE_LENGTH_MAX` characters
 * @returns the expression and warnings, or all errors with their places
 * @source OMG DMN 1.5, 10.3; design page 2-service-language, Rules
 */
export function compileExpression(source: string, options: CompileOptions = {}): Compiled {
  const declared = declaredInputs(options.inputs);
  const parsed = parseSource(source, shapesOf(declared.values()), options.grammar ?? 'expression');
  const clause = options.clause === undefined ? {} : { clause: options.clause };
  if (parsed.node === undefined) {
    return { findings: parsed.findings.map((finding) => ({ ...finding, ...clause })) };
  }
  const free = freeNamesOf(parsed.node);
  const findings = checkNames(source, free, options.inputs === undefined ? undefined : declared);
  const errors = findings.map((finding) => ({ ...finding, ...clause }));
  if (errors.some(({ severity }) => severity === 'error')) return { findings: errors };
  const wanted = new Set(free.filter(isInput).map(({ name }) => name));
  const inputs = inputsWanted(wanted, declared, options.grammar === 'unary-tests');
  const { scope, size } = rootScope(
    levelOf(inputs.map(({ name, slot }) => [canonicalName(name), slot] as const)),
    inputs.length,
  );
  const code = compileNode(parsed.node, scope);
  const expression = { source, ...clause, node: parsed.node, inputs, size: size(), code };
  return { expression, findings: errors };
}

/** Says whether a free name is read from the facts: a called name that is built in is the function; every other free name is an input. */
export function isInput({ name, called }: FreeName): boolean {
  return !called || builtinOf(name) === undefined;
}

/** Hands a slot to every input that is read, the subject of unary tests first. */
export function inputsWanted(
  wanted: ReadonlySet<string>,
  declared: ReadonlyMap<string, Declared>,
  withSubject: boolean,
): Input[] {
  const names = [...wanted].filter((name) => declared.has(name) || builtinOf(name) === undefined);
  const all = withSubject ? [SUBJECT, ...names] : names;
  return all.map((name, slot) => ({ slot, ...(declared.get(name) ?? { name, type: 'any' }) }));
}

/** Returns findings on names nobody defines and on calls with the wrong number of arguments. */
export function checkNames(
  source: string,
  free: readonly FreeName[],
  declared: ReadonlyMap<string, Declared> | undefined,
): RuleFinding[] {
  return free.flatMap((use) => {
    const builtin = builtinOf(use.name);
    const known = declared?.has(use.name) ?? true;
    const at = { from: use.from, to: use.to };
    if (builtin !== undefined && !(declared?.has(use.name) ?? false)) {
      const { positional } = use;
      const fits = builtin.signatures.some(({ parameters }) => takes(parameters, positional ?? 0));
      if (positional === undefined || fits) return [];
      const values = { name: use.name, given: positional };
      return [
        findingAt(source, at, { code: 'rules.wrong_arguments', severity: 'warning', values }),
      ];
    }
    // An entry of a filtered item may bear the name, so within filters nothing is certain.
    if (known || use.inFilter) return [];
    const code = use.called ? 'rules.unknown_function' : 'rules.unknown_name';
    return [findingAt(source, at, { code, values: { name: use.name } })];
  });
}

/** Returns the names an expression reads from the facts, sorted. */
export function inputsOf(expression: Expression): readonly string[] {
  return expression.inputs.map(({ name }) => name).sort();
}

/** What went wrong while evaluating; the value is then null. */
export interface Problem {
  readonly code: 'rules.limit';
  readonly limit: LimitName;
}

/** The value of an evaluation, or null with the limit it ran into. */
export interface Outcome {
  readonly value: Value;
  readonly problem?: Problem;
}

/** Returns the slots of an expression filled from the facts. */
export function bindFacts(expression: Pick<Expression, 'inputs' | 'size'>, facts: Facts): Slots {
  const slots: Slots = [];
  for (let slot = 0; slot < expression.size; slot += 1) slots.push(null);
  bindInto(slots, expression.inputs, facts);
  return slots;
}

/** Writes the facts into the slots of their inputs. */
export function bindInto(slots: Slots, inputs: readonly Input[], facts: Facts): void {
  for (const { name, slot, type } of inputs) {
    const value = Object.hasOwn(facts, name) ? facts[name] : null;
    slots[slot] =
      Number.isSafeInteger(value) || value === null ? exact(value) : toValue(value, type);
  }
}

/** A whole number is its own FEEL value, but for the negative zero FEEL does not know. */
function exact(value: unknown): Value {
  return typeof value === 'number' ? value + 0 : null;
}

/**
 * Evaluates an expression and says when a limit stopped it.
 *
 * @param facts values by name, plain or wrapped by `fact()`; a missing one is null
 */
export function outcomeOf(expression: Expression, facts: Facts, world: World = {}): Outcome {
  try {
    return { value: withinSize(expression.code(bindFacts(expression, facts), new Run(world))) };
  } catch (error) {
    return { value: null, problem: problemOf(error) };
  }
}

/** Returns the problem a limit stands for. @throws what is no limit: a fault */
export function problemOf(error: unknown): Problem {
  if (error instanceof LimitExceeded) return { code: 'rules.limit', limit: error.limit };
  // The host's own stack is a limit too; depth is bounded below it in all known paths.
  if (error instanceof RangeError) return { code: 'rules.limit', limit: 'depth' };
  throw error;
}

/**
 * Returns the value of an expression; null is FEEL's unknown, and also what a passed limit leaves
 * (`outcomeOf` tells the two apart). Never throws for what an expression does.
 *
 * @source OMG DMN 1.5, 10.3.2
 */
export function evaluate(expression: Expression, facts: Facts, world: World = {}): Value {
  return outcomeOf(expression, facts, world).value;
}
