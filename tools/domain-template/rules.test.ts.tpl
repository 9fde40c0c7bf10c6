import { expect, test } from 'vitest';
import type { __Noun__ } from './model.ts';
import { close__Noun__ } from './rules.ts';

const open: __Noun__ = {
  id: '0197f2d3-0000-7000-8000-000000000001',
  title: '示例',
  state: 'open',
  openedAt: '2026-09-18T01:00:00.000Z',
  closedAt: null,
};
const now = '2026-09-18T02:00:00.000Z';

test('closing records the instant and leaves the argument as it was', () => {
  const closing = close__Noun__(open, now);
  expect(closing).toMatchObject({ kind: 'closed', __noun__: { state: 'closed', closedAt: now } });
  expect(open.closedAt).toBeNull();
});

test('closing what is closed is refused', () => {
  const closed: __Noun__ = { ...open, state: 'closed', closedAt: now };
  expect(close__Noun__(closed, now)).toEqual({
    kind: 'refused',
    code: '__nouns__.already_closed',
  });
});
