import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inPark } from '#platform/db/index.ts';
import { append } from './append.ts';
import { verifyLog } from './audit.ts';
import { sequence } from './sequencer.ts';
import { journalFixture, sampleEntry, type JournalFixture, type ParkLog } from './testing.ts';

let journal: JournalFixture;
let log: ParkLog;
beforeAll(async () => {
  journal = await journalFixture();
  log = await journal.addPark('race');
});
afterAll(() => journal.close());

type Racer = { readonly child: ChildProcessWithoutNullStreams; readonly said: () => string };

const script = fileURLToPath(new URL('racing-sequencer.ts', import.meta.url));

async function startRacer(holder: string): Promise<Racer> {
  const words = [script, journal.url, journal.home, 'race', log.origin, holder];
  const child = spawn(process.execPath, words);
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  await expect.poll(() => said, { timeout: 60_000 }).toContain('ready');
  return { child, said: () => said };
}

async function endRacer({ child, said }: Racer): Promise<number> {
  child.stdin.end();
  await once(child, 'exit');
  const [, signed] = /signed (\d+)\n$/.exec(said()) ?? [];
  expect([child.exitCode, said()]).toEqual([0, expect.stringContaining('signed')]);
  return Number(signed);
}

/** Leases that run out in the middle of the work: both believe to be the one. */
const loseLeases = () =>
  sql`update journal.log set lease_until = now() - interval '1 s'`.execute(journal.owner);

const batches = 120;

test('two processes sequencing one log, leases lost all the while, never fork it', async () => {
  const racers = await Promise.all(['first', 'second'].map(startRacer));
  for (let batch = 0; batch < batches; batch += 1) {
    const streams = Array.from({ length: 7 }, (_, i) => `case/${batch}-${i}`);
    await inPark(journal.app, 'race', (tx) =>
      append(
        tx,
        streams.map((stream) => sampleEntry({ stream })),
      ),
    );
    await loseLeases();
  }
  // One of them is killed where it stands; the other goes on alone.
  const [killed, survivor] = racers;
  if (!killed || !survivor) throw new Error('two were started');
  killed.child.kill('SIGKILL');
  await inPark(journal.app, 'race', (tx) => append(tx, [sampleEntry({ stream: 'case/last' })]));
  await loseLeases();
  await expect
    .poll(
      async () =>
        (
          await journal.owner
            .selectFrom('journal.log')
            .select('integrated')
            .executeTakeFirstOrThrow()
        ).integrated,
      { timeout: 60_000 },
    ) // prettier-ignore
    .toBe(7 * batches + 1);
  expect(await endRacer(survivor)).toBeGreaterThan(0);
  expect(killed.said()).toBe('ready\n');
  const rows = await journal.owner
    .selectFrom('journal.entry')
    .select('leaf_index')
    .orderBy('leaf_index')
    .execute();
  expect(rows.map((row) => row.leaf_index)).toEqual(rows.map((_, place) => place));
  const audit = await verifyLog(journal.app, log);
  expect(audit).toMatchObject({ entries: 7 * batches + 1 });
  expect(audit.broken).toBeUndefined();
  const idle = { ...log, holder: 'third', at: '2026-09-18T02:00:00.000Z' };
  expect(await sequence(journal.worker, idle)).toEqual({ assigned: 0 });
});
