import { evaluate as evaluatePeer } from 'feelin';

import { compileExpression, evaluate, toPlain } from '#engines/rules/index.ts';
import type { Expression } from '#engines/rules/index.ts';

/** The figures of one bench: evaluations per second of both sides, round by round. */
export interface BenchFigures {
  readonly ours: number[];
  readonly peer: number[];
  /** Median of ours over median of the peer's. */
  readonly ratio: number;
  readonly lines: string[];
}

const ROUNDS = 5;

/** Evaluations in a round; ours does more so that both rounds last long enough to be timed. */
const OURS_PER_ROUND = 20_000;
const PEER_PER_ROUND = 400;

const FACTS = {
  revenue: 5_000_000,
  employees: 120,
  rate: 0.25,
  grade: 'B',
  registered: true,
  firm: { name: '示例', years: 4, staff: [{ age: 30 }, { age: 41 }, { age: 52 }] },
  amounts: [100, 250, 75, 600],
};

/** Expressions of the kinds rules are made of; both sides give equal values for each. */
const EXPRESSIONS = [
  'revenue >= 5000000 and employees < 300',
  'if grade = "A" then 100 else if grade = "B" then 80 else 50',
  '(revenue + 1000) * 2 - employees / 4',
  'revenue in [1000000..9000000]',
  'employees between 100 and 200',
  'some a in amounts satisfies a > 500',
  'every s in firm.staff satisfies s.age >= 18',
  'sum(amounts) + count(firm.staff)',
  'for a in amounts return a * 2',
  'amounts[item > 90]',
  'firm.staff[age > 40].age',
  'not(registered) or firm.years > 3',
  'contains(upper case(firm.name), "示") and string length(grade) = 1',
  '{base: revenue * 2, bonus: base + 1}.bonus',
  'max(amounts) - min(amounts)',
] as const;

/**
 * Times expressions compiled once and evaluated often beside `feelin.evaluate`, which reads the
 * text every time, on the same expressions and facts.
 *
 * @throws when a value differs from the peer's
 */
export async function run(): Promise<BenchFigures> {
  const compiled = EXPRESSIONS.map((source) => {
    const { expression } = compileExpression(source);
    if (expression === undefined) throw new Error(`does not compile: ${source}`);
    requireEqual(source, expression);
    return expression;
  });
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const mine = await perSecond(OURS_PER_ROUND, (index) => {
      const expression = compiled[index % compiled.length];
      if (expression !== undefined) evaluate(expression, FACTS);
    });
    const theirs = await perSecond(PEER_PER_ROUND, (index) => {
      evaluatePeer(EXPRESSIONS[index % EXPRESSIONS.length] ?? '', FACTS);
    });
    // The first round warms both sides up and is not counted.
    if (round > 0) {
      ours.push(mine);
      peer.push(theirs);
    }
  }
  const ratio = median(ours) / median(peer);
  const lines = [
    `${EXPRESSIONS.length} expressions, equal values on both sides`,
    `ours   ${Math.round(median(ours))} evaluations/s`,
    `feelin ${Math.round(median(peer))} evaluations/s`,
  ];
  return { ours, peer, ratio, lines };
}

function requireEqual(source: string, expression: Expression): void {
  const mine = JSON.stringify(toPlain(evaluate(expression, FACTS)));
  const theirs = JSON.stringify(evaluatePeer(source, FACTS).value);
  if (mine !== theirs) throw new Error(`${source}: ours ${mine}, feelin ${theirs}`);
}

async function perSecond(times: number, once: (index: number) => void): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < times; index += 1) once(index);
  const seconds = (performance.now() - start) / 1000;
  // Lets timers and the collector run between rounds, so that neither side pays for the other.
  await new Promise((resolve) => setImmediate(resolve));
  return times / seconds;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
