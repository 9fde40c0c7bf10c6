import { inPark, type Db } from '#platform/db/index.ts';
import { formatCaseNumber } from '../rules.ts';
import { leaseNumbers } from '../store/case.ts';

/** Gives out case numbers. */
export type Numbers = {
  /** A number nobody has, of a year of the park. */
  readonly next: (park: string, year: number) => Promise<string>;
};

/** Numbers leased at once; what a process does not use stays a gap. */
const blockSize = 50;

/**
 * Makes a source of case numbers that leases blocks in transactions of its own, so that acts do
 * not wait for each other on one counter.
 *
 * @param db connections under the application role
 * @source 3-architecture Packs and parks (leased blocks, gaps allowed)
 */
export function createNumbers(db: Db): Numbers {
  const blocks = new Map<string, Promise<{ next: number; readonly end: number }>>();
  const lease = async (park: string, year: number) => {
    const first = await inPark(db, park, (tx) =>
      leaseNumbers(tx, { park, year, count: blockSize }),
    );
    return { next: first, end: first + blockSize };
  };
  const take = async (park: string, year: number): Promise<number> => {
    const key = `${park} ${year}`;
    const leasing = blocks.get(key) ?? lease(park, year);
    blocks.set(key, leasing);
    leasing.catch(() => blocks.delete(key));
    const block = await leasing;
    if (block.next < block.end) return block.next++;
    if (blocks.get(key) === leasing) blocks.delete(key);
    return take(park, year);
  };
  return {
    next: async (park, year) => formatCaseNumber({ park, year, n: await take(park, year) }),
  };
}
