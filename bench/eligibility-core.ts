import { compileRuleSet, verdictTable } from '#engines/rules/index.ts';
import type { RuleSet } from '#engines/rules/index.ts';

/** The figures of one bench: operations per second of both sides, round by round. */
export interface BenchFigures {
  readonly ours: number[];
  readonly peer: number[];
  /** Median of ours over median of the peer's. */
  readonly ratio: number;
  readonly lines: string[];
}

/** A firm as far as the clauses look at it; values are invented by arithmetic. */
type Firm = {
  readonly revenue: number;
  readonly employees: number;
  readonly rdShareBp: number;
  readonly grade: string;
  readonly registered: boolean;
  readonly years: number;
};

const FIRMS = 10_000;
const CLAUSES = 200;
const ROUNDS = 7;

/** Rounds of both sides that are not counted: the host is still compiling them. */
const WARM_UP_ROUNDS = 3;
const GRADES = ['A', 'B', 'C', 'D'] as const;

function firmOf(index: number): Firm {
  return {
    revenue: ((index * 7919) % 100_000) * 100,
    employees: (index * 31) % 900,
    rdShareBp: (index * 17) % 2_000,
    grade: GRADES[index % GRADES.length] ?? 'A',
    registered: index % 7 !== 0,
    years: index % 23,
  };
}

/** One clause both ways: as FEEL, and as an engineer would write it by hand. */
interface Clause {
  readonly source: string;
  readonly byHand: (firm: Firm) => boolean;
}

function clauseOf(index: number): Clause {
  const limit = index * 40_000;
  const staff = 10 + index;
  const share = index * 8;
  const grade = GRADES[index % GRADES.length] ?? 'A';
  switch (index % 5) {
    case 0:
      return {
        source: `revenue >= ${limit} and employees < ${staff + 300}`,
        byHand: (firm) => firm.revenue >= limit && firm.employees < staff + 300,
      };
    case 1:
      return {
        source: `employees in [${staff}..${staff + 200}] and registered`,
        byHand: (firm) =>
          firm.employees >= staff && firm.employees <= staff + 200 && firm.registered,
      };
    case 2:
      return {
        source: `rdShareBp > ${share} or grade = "${grade}"`,
        byHand: (firm) => firm.rdShareBp > share || firm.grade === grade,
      };
    case 3:
      return {
        source: `years between 2 and ${3 + (index % 10)} and not(grade = "${grade}")`,
        byHand: (firm) => firm.years >= 2 && firm.years <= 3 + (index % 10) && firm.grade !== grade,
      };
    default:
      return {
        source: `revenue / 100 + employees * 10 > ${limit / 50} and registered = true`,
        byHand: (firm) =>
          firm.revenue / 100 + firm.employees * 10 > limit / 50 && firm.registered === true,
      };
  }
}

/**
 * Times 10,000 firms against 200 clauses: rules compiled from FEEL, three-valued, beside closures
 * written by hand. Both sides count the clauses that are met; the counts have to be equal.
 */
export async function run(): Promise<BenchFigures> {
  const firms = Array.from({ length: FIRMS }, (_, index) => firmOf(index));
  const clauses = Array.from({ length: CLAUSES }, (_, index) => clauseOf(index));
  const { ruleSet } = compileRuleSet(
    clauses.map(({ source }, index) => ({ id: String(index), source })),
  );
  if (ruleSet === undefined) throw new Error('the clauses of the bench do not compile');
  const byHand = clauses.map((clause) => clause.byHand);
  const oursRound = (): number => countOurs(ruleSet, firms);
  const peerRound = (): number => countByHand(byHand, firms);
  const [met, expected] = [oursRound(), peerRound()];
  if (met !== expected) throw new Error(`ours met ${met} clauses, by hand ${expected}`);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const mine = await perSecond(oursRound);
    const theirs = await perSecond(peerRound);
    if (round < 0) continue;
    ours.push(mine);
    peer.push(theirs);
  }
  const ratio = median(ours) / median(peer);
  const lines = [
    `${FIRMS} firms × ${CLAUSES} clauses, ${met} met on both sides`,
    `ours    ${Math.round(median(ours) / 1e6)} M clauses/s`,
    `by hand ${Math.round(median(peer) / 1e6)} M clauses/s`,
  ];
  return { ours, peer, ratio, lines };
}

function countOurs(set: RuleSet, firms: readonly Firm[]): number {
  return countMet(verdictTable(set, firms).cells);
}

function countMet(cells: Int8Array): number {
  let met = 0;
  for (let at = 0; at < cells.length; at += 1) if (cells[at] === 1) met += 1;
  return met;
}

function countByHand(
  clauses: readonly ((firm: Firm) => boolean)[],
  firms: readonly Firm[],
): number {
  let met = 0;
  for (const firm of firms) {
    for (const clause of clauses) if (clause(firm)) met += 1;
  }
  return met;
}

async function perSecond(round: () => number): Promise<number> {
  const start = performance.now();
  round();
  const seconds = (performance.now() - start) / 1000;
  // Lets timers and the collector run between rounds, so that neither side pays for the other.
  await new Promise((resolve) => setImmediate(resolve));
  return (FIRMS * CLAUSES) / seconds;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
