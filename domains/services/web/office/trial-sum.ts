import type { ReplayPage } from '../../model/index.ts';

/** What the pages of a replay came to so far. */
export type ReplaySum = Omit<ReplayPage, 'next' | 'from' | 'to'>;

/** The sum of nothing. */
export const nothingReplayed: ReplaySum = {
  ...{ total: 0, played: 0, erased: 0, changed: 0, refusals: 0, ends: 0, dues: 0 },
  ...{ items: [], workload: [] },
};

/** Most changed cases listed; the figures count them all. */
export const changedShownMax = 200;

/** Adds a page to what was played before. */
export function addReplayed(sum: ReplaySum, page: ReplayPage): ReplaySum {
  const work = new Map(sum.workload.map((line) => [line.role, line]));
  for (const line of page.workload) {
    const known = work.get(line.role);
    work.set(line.role, {
      ...line,
      before: line.before + (known?.before ?? 0),
      after: line.after + (known?.after ?? 0),
    });
  }
  return {
    total: page.total,
    played: sum.played + page.played,
    erased: sum.erased + page.erased,
    changed: sum.changed + page.changed,
    refusals: sum.refusals + page.refusals,
    ends: sum.ends + page.ends,
    dues: sum.dues + page.dues,
    items: [...sum.items, ...page.items].slice(0, changedShownMax),
    workload: [...work.values()],
  };
}

/** Numbers by name as the address of a simulation takes them: `window=2,head=1`. */
export function numbersText(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .filter(([, value]) => Number.isFinite(value) && value > 0)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

/** A share in basis points as people read it: 9 134 is 91.3 %. */
export const percentOf = (bp: number): string => `${(bp / 100).toFixed(1)}%`;
