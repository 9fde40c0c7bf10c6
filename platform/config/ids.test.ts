import { describe, expect, test } from 'vitest';
import { idSource, newId } from './ids.ts';

const zeros = (count: number) => new Uint8Array(count);

describe('ids', () => {
  test('are UUIDs of version 7 that carry their time', () => {
    const id = idSource({ nowMs: () => 0x0123456789ab, randomBytes: zeros })();
    expect(id).toBe('01234567-89ab-7000-8000-000000000000');
    expect(newId()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('ascend within a millisecond, past the counter and when time steps back', () => {
    let nowMs = 1_000_000;
    const next = idSource({ nowMs: () => nowMs, randomBytes: zeros });
    const ids = Array.from({ length: 9000 }, () => next());
    nowMs -= 500;
    ids.push(next());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
