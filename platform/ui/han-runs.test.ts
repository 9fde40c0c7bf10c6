import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hanRuns } from './han-runs.ts';

describe('a sentence with Chinese in it', () => {
  it('is cut where the script changes', () => {
    expect(hanRuns('Paused: 专家评审（示例）, 3 days')).toEqual([
      { text: 'Paused: ', isHan: false },
      { text: '专家评审（示例）', isHan: true },
      { text: ', 3 days', isHan: false },
    ]);
    expect(hanRuns('On time')).toEqual([{ text: 'On time', isHan: false }]);
    expect(hanRuns('')).toEqual([]);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(
          hanRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
