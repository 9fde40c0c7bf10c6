import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnLine, spanWords, usedMinutes } from './working-line.ts';

describe('a working time line', () => {
  it('shows what was used before and after a pause, and nothing for the pause itself', () => {
    const stretches = [
      { kind: 'running', minutes: 240 },
      { kind: 'paused', ground: '专家评审' },
      { kind: 'running', minutes: 120 },
    ] as const;
    expect(drawnLine(stretches, 480)).toEqual([
      { kind: 'running', shareBp: 5000 },
      { kind: 'paused', ground: '专家评审' },
      { kind: 'running', shareBp: 2500 },
    ]);
    expect(usedMinutes(stretches)).toBe(360);
  });

  it('marks as over what lies beyond the budget', () => {
    expect(drawnLine([{ kind: 'running', minutes: 600 }], 480)).toEqual([
      { kind: 'running', shareBp: 8000 },
      { kind: 'over', shareBp: 2000 },
    ]);
  });

  it('never draws more than the whole', () => {
    const minutes = fc.array(fc.nat(5_000), { maxLength: 20 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 10_000 }), (all, budget) => {
        const line = drawnLine(
          all.map((each) => ({ kind: 'running', minutes: each })),
          budget,
        );
        const total = line.reduce((sum, each) => sum + ('shareBp' in each ? each.shareBp : 0), 0);
        expect(total).toBeLessThanOrEqual(10_000 + 2 * line.length);
      }),
    );
  });
});

describe('how a span is said', () => {
  it('leaves out hours that are none, and minutes that say nothing', () => {
    expect([40, 389, 420, 6_001].map((all) => spanWords(all).key)).toEqual([
      'minutes-only',
      'minutes',
      'hours-only',
      'hours-only',
    ]);
    expect(spanWords(389)).toMatchObject({ hours: 6, minutes: 29 });
  });
});
