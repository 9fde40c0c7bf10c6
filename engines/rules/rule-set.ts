import { levelOf } from './compile/code.ts';
import type { Slots } from './compile/code.ts';
import { rootScope } from './compile/compile.ts';
import { Run } from './compile/run.ts';
import type { World } from './compile/run.ts';
import { compileRule } from './compile/truth.ts';
import { bindFacts, bindInto, compileExpression, problemOf } from './expression.ts';
import type { CompileOptions, Expression, Input } from './expression.ts';
import { assess } from './explain/assess.ts';
import type { Verdict } from './explain/assess.ts';
import type { RuleFinding } from './syntax/finding.ts';
import { canonicalName } from './syntax/name.ts';
import type { Facts } from './value/convert.ts';

/** One rule of a set. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  readonly clause?: string;
}

/** Many rules over the same facts, sharing one layout of slots: facts are read once for all. */
export interface RuleSet {
  readonly rules: readonly (Rule & { readonly expression: Expression })[];
  readonly inputs: readonly Input[];
  readonly size: number;
  /** Verdict codes in the order of the rules. */
  readonly codes: readonly ((slots: Slots, run: Run) => boolean | null)[];
}

/** A finding with the rule it is about. */
export type RuleSetFinding = RuleFinding & { readonly rule: string };

/**
 * Compiles rules to be evaluated together over many subjects.
 *
 * @returns the set when no rule has an error, and all findings
 */
export function compileRuleSet(
  rules: readonly Rule[],
  options: Pick<CompileOptions, 'inputs'> = {},
): { readonly ruleSet?: RuleSet; readonly findings: readonly RuleSetFinding[] } {
  const compiled = rules.map((rule) => {
    const clause = rule.clause === undefined ? {} : { clause: rule.clause };
    return { rule, ...compileExpression(rule.source, { ...options, ...clause }) };
  });
  const findings = compiled.flatMap(({ rule, findings: found }) =>
    found.map((finding) => ({ ...finding, rule: rule.id })),
  );
  const whole = compiled.flatMap(({ rule, expression }) =>
    expression === undefined ? [] : [{ ...rule, expression }],
  );
  if (whole.length < rules.length) return { findings };
  const inputs = sharedInputs(whole.map(({ expression }) => expression));
  const level = levelOf(inputs.map(({ name, slot }) => [canonicalName(name), slot] as const));
  const { scope, size } = rootScope(level, inputs.length);
  const codes = whole.map(({ expression }) => compileRule(expression.node, scope));
  return { ruleSet: { rules: whole, inputs, size: size(), codes }, findings };
}

function sharedInputs(expressions: readonly Expression[]): Input[] {
  const byName = new Map<string, Input>();
  for (const { inputs } of expressions) {
    for (const { name, type } of inputs) {
      if (!byName.has(name)) byName.set(name, { name, type, slot: byName.size });
    }
  }
  return [...byName.values()];
}

/**
 * Returns the verdicts of all rules on one subject, in order: true met, false unmet, null unknown
 * (also where a rule ran into a limit; each rule has the limits of `world` for itself).
 */
export function verdictsOf(set: RuleSet, facts: Facts, world: World = {}): (boolean | null)[] {
  const slots = bindFacts(set, facts);
  const run = new Run(world);
  const verdicts: (boolean | null)[] = [];
  for (const code of set.codes) {
    run.reset();
    verdicts.push(verdictOf(code, slots, run));
  }
  return verdicts;
}

function verdictOf(code: RuleSet['codes'][number], slots: Slots, run: Run): boolean | null {
  try {
    return code(slots, run);
  } catch (error) {
    // Rethrows a fault; a limit leaves the rule unknown.
    problemOf(error);
    return null;
  }
}

/** Verdicts of a population in rows of one subject each, as one byte a verdict. */
export interface VerdictTable {
  readonly rules: readonly string[];
  /** 1 met, 0 unmet, -1 unknown; subject × number of rules + rule. */
  readonly cells: Int8Array;
}

/**
 * Evaluates all rules over a population in one pass, without explanations: `explainRule` gives the
 * explanation of any cell on demand.
 *
 * @param population the facts of each subject, read once each
 */
export function verdictTable(
  set: RuleSet,
  population: readonly Facts[],
  world: World = {},
): VerdictTable {
  const { codes } = set;
  const cells = new Int8Array(population.length * codes.length);
  const run = new Run(world);
  const length = Math.min(BLOCK_SUBJECTS, population.length);
  const frames = Array.from({ length }, () => bindFacts(set, {}));
  for (let start = 0; start < population.length; start += BLOCK_SUBJECTS) {
    const block = population.slice(start, start + BLOCK_SUBJECTS);
    for (const [at, facts] of block.entries()) bindInto(frames[at] ?? [], set.inputs, facts);
    for (const [rule, code] of codes.entries()) {
      const column = { code, run, cells, stride: codes.length };
      const first = start * codes.length + rule;
      for (let at = 0; at < block.length; at += 1) {
        at = judgeFrom(at, { ...column, frames, count: block.length, first });
      }
    }
  }
  return { rules: set.rules.map(({ id }) => id), cells };
}

/** Subjects judged by one rule before the next rule has its turn: their slots stay in the cache. */
const BLOCK_SUBJECTS = 256;

/** One rule over a block of subjects. */
interface RuleColumn {
  readonly code: RuleSet['codes'][number];
  readonly frames: readonly Slots[];
  readonly count: number;
  readonly run: Run;
  readonly cells: Int8Array;
  /** Cell of the block's first subject, and the distance to the next subject's. */
  readonly first: number;
  readonly stride: number;
}

/** Judges subjects from one on; returns the last it came to, unknown when it passed a limit. */
function judgeFrom(from: number, column: RuleColumn): number {
  const { code, frames, count, run, cells, first, stride } = column;
  let at = from;
  try {
    for (; at < count; at += 1) {
      run.reset();
      const met = code(frames[at] ?? [], run);
      cells[first + at * stride] = met === null ? -1 : met ? 1 : 0;
    }
  } catch (error) {
    // Rethrows a fault; a limit leaves this subject unknown and the next one starts afresh.
    problemOf(error);
    cells[first + at * stride] = -1;
  }
  return at;
}

/** Explains one rule of a set on one subject; the same verdict as `verdictsOf` gives. */
export function explainRule(
  set: RuleSet,
  id: string,
  at: { readonly facts: Facts; readonly world?: World },
): Verdict | undefined {
  const rule = set.rules.find((one) => one.id === id);
  return rule === undefined ? undefined : assess(rule.expression, at.facts, at.world);
}
