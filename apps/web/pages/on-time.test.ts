import { describe, expect, it } from 'vitest';
import { onTimeText } from './on-time.ts';

describe('the share on time', () => {
  it('has one decimal, half up', () => {
    expect(onTimeText(1_261, 1_270)).toBe('99.3 %');
    expect(onTimeText(1_260, 1_270)).toBe('99.2 %');
    expect(onTimeText(1, 3)).toBe('33.3 %');
    expect(onTimeText(0, 7)).toBe('0.0 %');
  });

  it('says 100 only when none was late', () => {
    expect(onTimeText(9_999, 10_000)).toBe('99.9 %');
    expect(onTimeText(10_000, 10_000)).toBe('100.0 %');
  });

  it('says nothing where nothing was closed', () => {
    expect(onTimeText(0, 0)).toBeUndefined();
  });
});
