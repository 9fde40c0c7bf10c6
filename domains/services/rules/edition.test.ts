import { describe, expect, it } from 'vitest';
import { proposeEdition } from './edition.ts';

describe('the proposed name of an edition', () => {
  it('is the year it takes effect', () => {
    expect(proposeEdition(['2014'], '2026-10-01')).toBe('2026');
  });

  it('is numbered where the year has one already', () => {
    expect(proposeEdition(['2014', '2026', '2026-2'], '2026-10-01')).toBe('2026-3');
  });
});
