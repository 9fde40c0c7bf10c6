import { describe, expect, it } from 'vitest';
import { isNewsBeside } from './sample-mark.ts';

describe('a mark beside a title', () => {
  it('is left out where the title says it already, however it is written', () => {
    expect(isNewsBeside('园区空间入驻评审（示例）', '示例')).toBe(false);
    expect(isNewsBeside('Admission to park space (sample)', 'Sample')).toBe(false);
  });

  it('stands where nothing else says it', () => {
    expect(isNewsBeside('企业需求', '示例')).toBe(true);
    expect(isNewsBeside('Enterprise need', 'Sample')).toBe(true);
  });
});
