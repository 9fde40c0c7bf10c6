import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { verifyLog } from './audit.ts';
import { openDurableAppender } from './durable.ts';
import { readStream } from './read.ts';
import { sequence } from './sequencer.ts';
import { journalFixture, sampleEntry, type JournalFixture } from './testing.ts';

let journal: JournalFixture;
beforeAll(async () => {
  journal = await journalFixture();
});
afterAll(() => journal.close());

const at = '2026-09-18T02:00:01.000Z';

describe('durable appender', () => {
  test('every producer gets its own place, in order, and the log holds', async () => {
    const log = await journal.addPark('many');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    const producers = Array.from({ length: 20 }, async (_, producer) => {
      const indices: number[] = [];
      for (let seq = 1; seq <= 15; seq += 1) {
        const entry = sampleEntry({ stream: `device/${producer}`, seq });
        indices.push((await appender.append(entry)).index);
      }
      return indices;
    });
    const placed = await Promise.all(producers);
    for (const indices of placed) expect(indices).toEqual(indices.toSorted((a, b) => a - b));
    expect(placed.flat().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 300 }, (_, i) => i),
    );
    await appender.close();
    await sequence(journal.worker, { ...log, holder: 'a', at });
    expect(await verifyLog(journal.app, log)).toEqual({ entries: 300, checkpoints: 1 });
  });

  test('works beside acts and the sequencer without a gap or a fork', async () => {
    const log = await journal.addPark('mixed');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    const acts = Array.from({ length: 30 }, (_, i) =>
      inPark(journal.app, 'mixed', (tx) => append(tx, [sampleEntry({ stream: `case/${i}` })])),
    );
    const direct = Array.from({ length: 30 }, (_, i) =>
      appender.append(sampleEntry({ stream: `device/${i}` })),
    );
    const rounds = Array.from({ length: 6 }, () =>
      sequence(journal.worker, { ...log, holder: 'a', at }),
    );
    await Promise.all([...acts, ...direct, ...rounds]);
    await sequence(journal.worker, { ...log, holder: 'a', at });
    const audit = await verifyLog(journal.app, log);
    expect(audit).toMatchObject({ entries: 60 });
    expect(audit.broken).toBeUndefined();
  });

  test('an entry that is pending in the same stream is placed first', async () => {
    const log = await journal.addPark('stream-order');
    await inPark(journal.app, log.park, (tx) => append(tx, [sampleEntry()]));
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    expect((await appender.append(sampleEntry({ seq: 2 }))).index).toBe(1);
    const stream = await inPark(journal.app, log.park, (tx) => readStream(tx, 'case/2026-1'));
    expect(stream.map((entry) => entry.leafIndex)).toEqual([0, 1]);
  });

  test('one refused entry does not harm those of its group', async () => {
    const log = await journal.addPark('refusals');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    await appender.append(sampleEntry({ stream: 'device/taken' }));
    const results = await Promise.allSettled([
      appender.append(sampleEntry({ stream: 'device/a' })),
      appender.append(sampleEntry({ stream: 'device/taken' })),
      appender.append(sampleEntry({ stream: 'device/b' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'journal.conflict' } });
  });

  test('a gap, a step back in time and a lost log are faults; data is kept with its entry', async () => {
    const log = await journal.addPark('faults');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    const data = [{ subject: 'firm-1', payload: { fen: 5 } }];
    await appender.append(sampleEntry({ data }));
    const gap = appender.append(sampleEntry({ seq: 3 }));
    await expect(gap).rejects.toThrow('gap');
    const back = appender.append(sampleEntry({ seq: 2, at: '2026-09-18T01:00:00.000Z' }));
    await expect(back).rejects.toThrow('before');
    const [stored] = await inPark(journal.app, log.park, (tx) => readStream(tx, 'case/2026-1'));
    expect(stored?.data).toEqual([{ ...data[0], erased: false }]);
    const lost = openDurableAppender({ databaseUrl: journal.url, park: 'faults', origin: 'x' });
    await expect(lost).rejects.toThrow('no log');
    await appender.close();
  });

  test('the application role may not place entries', async () => {
    const tried = inPark(journal.app, 'many', (tx) =>
      sql`select journal.place('many', 'many.example/log', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
            '{}', '{}', '{}', '{}', '{}', '{}')`.execute(tx),
    );
    await expect(tried).rejects.toThrow('permission denied');
  });

  test('a batch stands in one piece and in its order, or not at all', async () => {
    const log = await journal.addPark('batches');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    const batch = (stream: string) =>
      Array.from({ length: 100 }, (_, i) =>
        sampleEntry({ stream: `${stream}/${i % 7}`, seq: Math.floor(i / 7) + 1 }),
      );
    const [one, , other] = await Promise.all([
      appender.appendBatch(batch('one')),
      appender.append(sampleEntry({ stream: 'single' })),
      appender.appendBatch(batch('other')),
    ]);
    for (const placed of [one, other]) {
      const first = placed[0]?.index ?? 0;
      expect(placed.map(({ index }) => index)).toEqual(placed.map((_, i) => first + i));
    }
    const taken = appender.appendBatch([...batch('third'), sampleEntry({ stream: 'single' })]);
    await expect(taken).rejects.toMatchObject({
      ...{ code: 'journal.conflict', refusal: { values: { stream: 'single', seq: 1 } } },
    });
    const turned = appender.appendBatch(batch('third').toReversed());
    await expect(turned).rejects.toThrow('leaves a gap');
    const third = await inPark(journal.app, log.park, (tx) => readStream(tx, 'third/0'));
    expect(third).toEqual([]);
    await expect(appender.appendBatch([])).rejects.toThrow('1 to 1000');
    await appender.close();
    await sequence(journal.worker, { ...log, holder: 'a', at });
    expect(await verifyLog(journal.app, log)).toEqual({ entries: 201, checkpoints: 1 });
  });

  test('closing writes what waits and refuses more', async () => {
    const log = await journal.addPark('closing');
    const appender = await openDurableAppender({ databaseUrl: journal.url, ...log });
    const last = appender.append(sampleEntry());
    await appender.close();
    expect((await last).index).toBe(0);
    await expect(appender.append(sampleEntry({ seq: 2 }))).rejects.toThrow('closed');
  });
});
