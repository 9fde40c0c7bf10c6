import { levelOf } from './compile/code.ts';
import type { Slots } from './compile/code.ts';
import { rootScope } from './compile/compile.ts';
import { Run } from './compile/run.ts';
import type { World } from './compile/run.ts';
import { compileRule } from './compile/truth.ts';
import { bindFacts, compileExpression, problemOf } from './expression.ts';
import type { CompileOptions, Expression, Input } from './expression.ts';
import { assess } from './explain/assess.ts';
import type { Verdict } from './explain/assess.ts';
import { Block, BLOCK_SUBJECTS } from './population/block.ts';
import { Rooms } from './population/column-number.ts';
import { compileColumnRule, MET, UNKNOWN, UNMET } from './population/column-rule.ts';
import type { ColumnRule } from './population/column-rule.ts';
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
  /** The same rules over columns, where columns can judge them. */
  readonly columns: readonly (ColumnRule | undefined)[];
  /** The room they need. */
  readonly rooms: Readonly<Rooms>;
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
  const rooms = new Rooms();
  const codes = whole.map(({ expression }) => compileRule(expression.node, scope));
  const columns = whole.map(({ expression }) => compileColumnRule(expression.node, scope, rooms));
  return { ruleSet: { rules: whole, inputs, size: size(), codes, columns, rooms }, findings };
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
  const width = set.codes.length;
  const cells = new Int8Array(population.length * width);
  const length = Math.min(BLOCK_SUBJECTS, population.length);
  const block = new Block(
    Array.from({ length }, () => bindFacts(set, {})),
    set.rooms,
  );
  const judging: Judging = { set, block, run: new Run(world), verdicts: new Uint8Array(length) };
  for (let start = 0; start < population.length; start += BLOCK_SUBJECTS) {
    block.fill(population.slice(start, start + BLOCK_SUBJECTS), set.inputs);
    for (let rule = 0; rule < width; rule += 1) {
      judgeBlock(judging, rule);
      writeCells(judging, { cells, first: start * width + rule, width });
    }
  }
  return { rules: set.rules.map(({ id }) => id), cells };
}

interface Judging {
  readonly set: RuleSet;
  readonly block: Block;
  readonly run: Run;
  readonly verdicts: Uint8Array;
}

/** Writes 2, met, as 1 and 1, unknown, as -1. */
function writeCells(
  { verdicts, block }: Judging,
  { cells, first, width }: { cells: Int8Array; first: number; width: number },
): void {
  const { count } = block;
  for (let at = 0, cell = first; at < count; at += 1, cell += width) {
    const verdict = verdicts[at] ?? 0;
    cells[cell] = (verdict >> 1) - (verdict & 1);
  }
}

/** Judges a block by one rule: by columns, and by its closure what columns cannot. */
function judgeBlock({ set, block, run, verdicts }: Judging, rule: number): void {
  const code = set.codes[rule];
  const column = set.columns[rule];
  if (code === undefined) return;
  if (column !== undefined) {
    block.trust();
    column(block, verdicts);
    if (!block.isDoubtful) return;
  }
  for (let at = 0; at < block.count; at += 1) {
    if (column !== undefined && block.doubts[at] === 0) continue;
    run.reset();
    const verdict = verdictOf(code, block.frames[at] ?? [], run);
    verdicts[at] = verdict === null ? UNKNOWN : verdict ? MET : UNMET;
  }
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
