import { describe, expect, it } from 'vitest';
import { apiErrorOf } from './api-error.ts';
import { intentKey, pathOf } from './api.ts';

describe('paths of the API', () => {
  it('fill and encode parameters and leave out empty search terms', () => {
    const path = pathOf(
      '/p/:park/api/standards/:code',
      { park: 'a', code: 'Q/X 1' },
      { q: '', on: 1 },
    );
    expect(path).toBe('/p/a/api/standards/Q%2FX%201?on=1');
  });

  it('give each intent a key of its own', () => {
    const keys = new Set(Array.from({ length: 50 }, intentKey));
    expect(keys.size).toBe(50);
    expect([...keys].every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
  });
});

describe('the one error', () => {
  it('carries the problem as the server wrote it', () => {
    const error = apiErrorOf(409, {
      code: 'cases.deadline_passed',
      title: '已超过期限',
      detail: '补正期限已过',
      next: '重新提交申请',
      clause: '5.3',
      requestId: 'r-1',
      errors: [{ path: 'form.revenue', message: '必填' }, 'garbage'],
    });
    expect(error).toMatchObject({
      code: 'cases.deadline_passed',
      status: 409,
      next: '重新提交申请',
      clause: '5.3',
      errors: [{ path: 'form.revenue', message: '必填' }],
    });
  });

  it('is still an error with a code when the answer was no problem at all', () => {
    expect(apiErrorOf(502, '<html>')).toMatchObject({
      code: 'web.status_502',
      status: 502,
      errors: [],
    });
    expect(apiErrorOf(0, undefined).code).toBe('web.no_answer');
  });
});
