/** One kill: after how many acknowledged acts, how long after that, and of what. */
export type Moment = {
  readonly afterActs: number;
  readonly delayMs: number;
  readonly victim: 'server' | 'database';
};

/** An acknowledgement is sent right after a commit; the delay moves the kill anywhere between two. */
const DELAY_MS_MAX = 120;
/** The last kills leave something to do, so that each falls into the load. */
const SPREAD = 0.95;

/**
 * Moments spread over a load of `acts` acts, server and database in turn: one in each slice of the
 * load, at a place the seed decides. The same seed gives the same moments.
 */
export function killMoments(plan: { seed: number; kills: number; acts: number }): Moment[] {
  const random = seeded(plan.seed);
  const slice = (plan.acts * SPREAD) / plan.kills;
  return Array.from({ length: plan.kills }, (_, index) => ({
    afterActs: Math.floor(slice * (index + random())),
    delayMs: Math.floor(random() * DELAY_MS_MAX),
    victim: index % 2 === 0 ? 'server' : 'database',
  }));
}

/** Numbers from 0 to below 1 that depend on the seed alone. @source mulberry32, public domain */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
