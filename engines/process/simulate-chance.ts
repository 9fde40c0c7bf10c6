/** A source of even chance: from 0, below 1. */
export type Chance = () => number;

/** A small generator of even chance (mulberry32); equal seeds give equal runs. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A time without memory (exponential) of a mean. */
export function withoutMemory(chance: Chance, mean: number): number {
  return -mean * Math.log(1 - chance());
}

/** Half to one and a half times the mean, evenly. */
export function around(chance: Chance, mean: number): number {
  return mean * (0.5 + chance());
}
