import { expect, test } from 'vitest';
import { numberOfStream } from './case-number.ts';

test('a receipt of a case shows its number, one of anything else its stream', () => {
  expect(numberOfStream('case/shijingshan-2026-000001-8')).toBe('shijingshan-2026-000001-8');
  expect(numberOfStream('standard/space-admission')).toBe('standard/space-admission');
  expect(numberOfStream('record/case/1')).toBe('record/case/1');
});
