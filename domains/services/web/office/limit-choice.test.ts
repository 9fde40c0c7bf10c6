import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitText } from '../../model.ts';
import { choiceOf, limitOf, limitUnits } from './limit-choice.ts';

describe('the picker of a limit', () => {
  it('reads what it writes', () => {
    for (const limit of ['same-day', '5wd', '0.5wd', '4wh', '3d', '2m']) {
      expect(limitOf(choiceOf(limit))).toBe(limit);
    }
  });

  it('proposes one working day where there is no limit yet', () => {
    expect(limitOf(choiceOf(null))).toBe('1wd');
  });

  it('writes only limits a definition takes', () => {
    const amounts = fc.double({ noNaN: true, min: -10, max: 10_000 });
    fc.assert(
      fc.property(fc.constantFrom(...limitUnits), amounts, (unit, amount) => {
        expect(limitText.safeParse(limitOf({ unit, amount })).success).toBe(true);
      }),
    );
  });
});
