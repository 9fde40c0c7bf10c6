import { randomFillSync } from 'node:crypto';

/** Makes ids; an argument of services so that tests can foretell them. */
export type NewId = () => string;

/** What ids are made of. */
export type IdIngredients = {
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/**
 * Makes a source of UUIDs of version 7: 48 bits of time, 74 of chance, so that ids made later
 * sort later and fill a B-tree from one end. Within a millisecond, and when time steps back, the
 * 12 bits after the time count up, hence ids of one source are strictly ascending.
 *
 * @source RFC 9562 §5.7 and §6.2 method 1 (fixed-length counter)
 */
export function idSource(ingredients: IdIngredients): NewId {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const nowMs = ingredients.nowMs();
    counter = nowMs > lastMs ? 0 : counter + 1;
    if (counter > 0xfff) counter = 0;
    lastMs = nowMs > lastMs ? nowMs : counter === 0 ? lastMs + 1 : lastMs;
    return format(lastMs, counter, ingredients.randomBytes(8));
  };
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const variant = (0x80 | ((random[0] ?? 0) & 0x3f)).toString(16);
  const chance = Buffer.from(random.subarray(1, 8)).toString('hex');
  const count = counter.toString(16).padStart(3, '0');
  const tail = `${variant}${chance}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** Randomness for many ids is asked for at once: the call costs more than the bytes. */
function pooledBytes(size: number): (count: number) => Uint8Array {
  const pool = Buffer.alloc(size);
  let used = size;
  return (count) => {
    if (used + count > size) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

/** A new id from real time and the system's randomness. */
export const newId: NewId = idSource({ nowMs: () => Date.now(), randomBytes: pooledBytes(2_048) });
