import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitText } from '../../model/index.ts';
import { choiceOf, isLimit, limitOf, limitUnits } from './limit-choice.ts';

describe('the picker of a limit', () => {
  it('reads what it writes', () => {
    for (const limit of ['same-day', '5wd', '0.5wd', '4wh', '3d', '2m']) {
      expect(limitOf(choiceOf(limit))).toBe(limit);
      expect(isLimit(limit), limit).toBe(true);
    }
  });

  it('proposes one working day where there is no limit yet', () => {
    expect(limitOf(choiceOf(null))).toBe('1wd');
  });

  it('keeps what is typed and knows that it is no limit', () => {
    for (const typed of ['0', '', '0.3', '400', '-2', 'abc']) {
      const limit = limitOf({ unit: 'wd', amount: typed });
      expect(choiceOf(limit).amount).toBe(typed);
      expect(isLimit(limit), typed).toBe(false);
    }
    expect(isLimit('1.5wh')).toBe(false);
  });

  it('takes only limits a definition takes', () => {
    const amounts = fc.double({ noNaN: true, min: -10, max: 10_000 }).map(String);
    fc.assert(
      fc.property(fc.constantFrom(...limitUnits), amounts, (unit, amount) => {
        const limit = limitOf({ unit, amount });
        expect(isLimit(limit) && !limitText.safeParse(limit).success).toBe(false);
      }),
    );
  });
});
