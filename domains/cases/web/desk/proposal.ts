import { compileTable, decideTable, toPlain, type CompiledTable } from '#engines/rules/index.ts';
import type { CaseView, DecisionTableView } from '../../model/case.ts';

/** What a table proposes over what is known so far: its outputs by name, on the rows that matched. */
export type Proposed = {
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Places of the rows, from 0. */
  readonly rows: readonly number[];
};

const compiled = new WeakMap<DecisionTableView, { readonly table?: CompiledTable }>();

/**
 * Returns what a decision table proposes, as the server records it with the act; nothing while what
 * is known fits no row.
 *
 * @param facts answers by field: those of the case, and above them what is being typed
 */
export function proposedBy(
  view: DecisionTableView,
  facts: Readonly<Record<string, unknown>>,
): Proposed | undefined {
  const known = compiled.get(view) ?? compileTable(ruleTable(view));
  compiled.set(view, known);
  if (known.table === undefined) return undefined;
  // The engine takes any JSON as a fact.
  const decided = decideTable(known.table, facts as Parameters<typeof decideTable>[1]);
  if (decided.matched.length === 0) return undefined;
  const outputs = toPlain(decided.outputs);
  const [only] = view.outputs;
  const named = view.outputs.length === 1 && only ? { [only.name]: outputs } : outputs;
  return {
    // With several outputs the engine gives a context of them, which is a plain object here.
    outputs: named as Readonly<Record<string, unknown>>,
    rows: decided.matched.map((id) => Number(id) - 1),
  };
}

function ruleTable({ hit, inputs, outputs, rows }: DecisionTableView) {
  return {
    name: 'proposal',
    hitPolicy: hit,
    inputs: inputs.map(({ expression }) => ({ expression })),
    outputs: outputs.map(({ name }) => ({ name })),
    rows: rows.map(({ when, gives }, at) => ({ id: String(at + 1), when, results: gives })),
  };
}

/** The answers of a case as facts; what was erased or never given is not known. */
export function knownFacts({ answers }: Pick<CaseView, 'answers'>) {
  return Object.fromEntries(
    answers.filter(({ given }) => given !== null).map(({ id, given }) => [id, given]),
  );
}
