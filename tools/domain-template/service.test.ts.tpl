import { afterAll, beforeAll, expect, test } from 'vitest';
import { inPark, type Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { journalFixture, type JournalFixture } from '#platform/journal/testing.ts';
import { close, open } from './service.ts';
import { select__Nouns__ } from './store.ts';

const id = '0197f2d3-0000-7000-8000-000000000001';
const actor = { park: 'sample', by: 'user-1', now: '2026-09-18T02:00:00.000Z' };

let fixture: JournalFixture;
const within = <T>(work: (tx: Tx) => Promise<T>) => inPark(fixture.app, 'sample', work);

beforeAll(async () => {
  fixture = await journalFixture();
  await fixture.addPark('sample');
});

afterAll(() => fixture.close());

test('opening and closing are kept and recorded', async () => {
  await within((tx) => open(tx, actor, { id, title: '示例' }));
  await within((tx) => close(tx, actor, id));
  const rows = await within(select__Nouns__);
  const events = await within((tx) => readStream(tx, `__noun__/${id}`));
  expect(rows).toMatchObject([{ id, state: 'closed', closedAt: actor.now }]);
  expect(events.map(({ type }) => type)).toEqual(['__noun__.opened', '__noun__.closed']);
});

test('closing twice and closing what is not there are refused', async () => {
  const twice = within((tx) => close(tx, actor, id));
  await expect(twice).rejects.toMatchObject({ code: '__nouns__.already_closed' });
  const absent = within((tx) => close(tx, actor, '0197f2d3-0000-7000-8000-000000000002'));
  await expect(absent).rejects.toMatchObject({ code: '__nouns__.not_found' });
});
