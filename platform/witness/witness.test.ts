import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  formatAddCheckpoint,
  formatReceipt,
  parsePolicy,
  verifyReceipt,
} from '#engines/ledger/index.ts';
import { inPark } from '#platform/db/index.ts';
import {
  append,
  attestLog,
  nodeSuites,
  noConditions,
  openLogKey,
  readAttestors,
  readCheckpoint,
  receiptParts,
  anchoringOf,
  sequence,
  verifyStatements,
  type LogConditions,
} from '#platform/journal/index.ts';
import { journalFixture, sampleEntry, type JournalFixture } from '#platform/journal/testing.ts';
import { startWitness } from './index.ts';
import { testWitness, type TestWitness } from './testing.ts';

let journal: JournalFixture;
const open: TestWitness[] = [];
beforeAll(async () => {
  journal = await journalFixture();
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await journal.close();
});

const at = '2026-09-18T02:00:01.000Z';

/** A park whose log is witnessed; `quorum` names a witness or a group of the lines before it. */
async function witnessedPark(
  park: string,
  names: readonly string[],
  given: { quorum: string; suite?: 'sm3-sm2' },
) {
  const origin = `${park}.example/log`;
  const { suite } = given;
  const key = await openLogKey(journal.home, origin, suite);
  const witnesses = await Promise.all(
    names.map((name) => testWitness(name, `log ${key.vkey}\n`, suite)),
  );
  open.push(...witnesses);
  const lines = `${witnesses.map(({ line }) => line).join('\n')}\n${given.quorum}\n`;
  const conditions: LogConditions = { ...noConditions, witnesses: lines };
  const log = await journal.addPark(park, { conditions, ...(suite && { suite }) });
  const told: string[] = [];
  const alarmed = new Set<string>();
  let seq = 0;
  const read = <T>(work: Parameters<typeof inPark<T>>[2]) => inPark(journal.app, park, work);
  return {
    ...log,
    witnesses,
    told,
    read,
    policy: `log ${key.vkey}\n${lines}`,
    file: async (stream = `case/${(seq += 1)}`) => {
      const [entry] = await read((tx) => append(tx, [sampleEntry({ stream })]));
      return entry?.id ?? '';
    },
    sign: () => sequence(journal.worker, { ...log, holder: 'a', at }),
    attest: async () => {
      const { size } = await inPark(journal.worker, park, (tx) =>
        tx
          .selectFrom('journal.log')
          .select('integrated as size')
          .where('park_id', '=', park)
          .executeTakeFirstOrThrow(),
      );
      const state = { park, origin, suite: suite ?? ('sha256-ed25519' as const), integrated: size };
      await attestLog(journal.worker, state, {
        tell: (level, message) => void told.push(`${level} ${message}`),
        alarmed,
      });
    },
    /** Lets those asked again that rest after a failure. */
    rest: () =>
      sql`update journal.attestor set retry_at = now() where park_id = ${park}`.execute(
        journal.owner,
      ),
    anchoring: (id: string) => read((tx) => anchoringOf(tx, id)),
  };
}

describe.each(['sha256-ed25519', 'sm3-sm2'] as const)('a witnessed log of %s', (suite) => {
  test('gives a receipt once a quorum has cosigned, with their cosignatures', async () => {
    const p = await witnessedPark(`quorum-${suite.slice(0, 3)}`, ['a', 'b', 'c'], {
      quorum: 'group two 2 a b c\nquorum two',
      ...(suite === 'sm3-sm2' && { suite }),
    });
    await p.witnesses[2]?.stop();
    const id = await p.file();
    await p.sign();
    expect(await p.anchoring(id)).toEqual({ state: 'pending' });
    expect(await p.read((tx) => readCheckpoint(tx, p.origin))).toBeUndefined();
    await p.attest();
    expect(await p.anchoring(id)).toMatchObject({ state: 'anchored' });
    const text = formatReceipt(await p.read((tx) => receiptParts(tx, id)));
    const { policy } = parsePolicy(p.policy, nodeSuites);
    const verdict = verifyReceipt(text, policy, { suites: nodeSuites });
    expect(verdict).toMatchObject({ ok: true, issuer: 'known' });
    expect(verdict.cosigners.map(({ name }) => name)).toEqual(['a', 'b']);
    const published = await p.read((tx) => readCheckpoint(tx, p.origin));
    expect(published?.note.split('\n— ')).toHaveLength(4);
    expect(p.told).toEqual([expect.stringContaining('warning witness c')]);
  });
});

describe('a log that lacks its quorum', () => {
  test('takes everything in and withholds receipts only, visibly and until it has it', async () => {
    const p = await witnessedPark('lonely', ['only'], { quorum: 'quorum only' });
    const early = await p.file();
    await p.sign();
    await p.attest();
    await p.witnesses[0]?.stop();
    const late = await p.file();
    expect(await p.sign()).toEqual({ assigned: 1, signedSize: 2 });
    await p.attest();
    // Not overdue yet: pending as after any act.
    expect(await p.anchoring(late)).toEqual({ state: 'pending' });
    await sql`update journal.checkpoint set stored_at = stored_at - interval '1 hour'
               where park_id = 'lonely' and size = 2`.execute(journal.owner);
    expect(await p.anchoring(late)).toEqual({
      state: 'pending',
      withheld: { reason: 'quorum', since: expect.any(String) },
    });
    // What was settled before stays provable.
    expect(await p.anchoring(early)).toMatchObject({ state: 'anchored', checkpointSize: 1 });
    await p.rest();
    await p.attest();
    expect(p.told.at(-1)).toMatch(/^error .*receipts are withheld, quorum overdue since/);
    expect(await p.file()).not.toBe('');
    await p.sign();
    await p.witnesses[0]?.start();
    await p.rest();
    await p.attest();
    expect(await p.anchoring(late)).toMatchObject({ state: 'anchored', checkpointSize: 3 });
    expect(p.told.at(-1)).toContain('receipts are given out again');
  });

  test('leaves a witness alone for longer after each failure', async () => {
    const p = await witnessedPark('resting', ['gone'], { quorum: 'quorum gone' });
    await p.witnesses[0]?.stop();
    await p.file();
    await p.sign();
    for (let i = 0; i < 3; i += 1) {
      await p.attest();
      await p.attest();
      await p.rest();
    }
    const [state] = await p.read((tx) => readAttestors(tx, p.origin));
    expect(state).toMatchObject({ name: 'gone', failures: 3, problem: expect.any(String) });
    expect(p.told.filter((line) => line.startsWith('warning'))).toHaveLength(2);
  });
});

describe('a witness', () => {
  test('tells a log that has forgotten how far it is, and is given a proof from there', async () => {
    const p = await witnessedPark('forgetful', ['w'], { quorum: 'quorum w' });
    for (let i = 0; i < 3; i += 1) await p.file();
    await p.sign();
    await p.attest();
    await sql`delete from journal.attestor where park_id = 'forgetful'`.execute(journal.owner);
    const id = await p.file();
    await p.sign();
    await p.attest();
    expect(await p.anchoring(id)).toMatchObject({ checkpointSize: 4 });
    expect(p.told).toEqual([]);
  });

  test('refuses an old backup that is put back, and what it grows into', async () => {
    const p = await witnessedPark('restored', ['w'], { quorum: 'quorum w' });
    for (let i = 0; i < 3; i += 1) await p.file();
    await p.sign();
    await p.attest();
    const backup = await copyJournal('restored');
    await p.file('case/lost');
    await p.file('case/lost-too');
    await p.sign();
    await p.attest();
    expect(p.told).toEqual([]);
    await putBack('restored', backup);
    // The log believes to be at 3 and goes on with another entry: the witness has cosigned 5.
    const forked = await p.file('case/instead');
    await p.sign();
    await p.attest();
    expect(p.told[0]).toMatch(/^error witness w .*rolled-back: .*4 entries, it has cosigned 5/);
    // Grown past what the witness saw, the tree is no continuation of it.
    await p.file('case/x');
    await p.file('case/y');
    await p.sign();
    await p.witnesses[0]?.stop();
    await p.witnesses[0]?.start();
    await p.rest();
    await p.attest();
    expect(p.told[1]).toMatch(/^error witness w .*rolled-back: consistency proof does not verify/);
    expect(await p.anchoring(forked)).toMatchObject({ state: 'pending' });
  });

  test('has its statements audited: the first that does not hold is named', async () => {
    const p = await witnessedPark('stated', ['v', 'w'], {
      quorum: 'group all-of all v w\nquorum all-of',
    });
    await p.file();
    await p.sign();
    await p.attest();
    expect(await verifyStatements(journal.app, p)).toBeUndefined();
    const swap = sql`update journal.cosignature w set lines =
      (select lines from journal.cosignature v where v.park_id = w.park_id and v.witness = 'v')
      where park_id = 'stated' and witness = 'w'`;
    await swap.execute(journal.owner);
    const broken = { row: 'cosignature/1/w', what: 'cosignature-bad' };
    expect(await verifyStatements(journal.app, p)).toEqual(broken);
  });

  test('knows its logs, and speaks HTTP as the specification says', async () => {
    const p = await witnessedPark('speaking', ['w'], { quorum: 'quorum w' });
    const [witness] = p.witnesses;
    const post = async (body: string, path = '/add-checkpoint') => {
      const answer = await fetch(`${witness?.url}${path}`, { method: 'POST', body });
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    };
    await p.file();
    await p.sign();
    const note = (
      await journal.owner
        .selectFrom('journal.checkpoint')
        .select('note')
        .where('log', '=', p.origin)
        .executeTakeFirstOrThrow()
    ).note;
    const ask = (oldSize: number, checkpoint = note) =>
      post(formatAddCheckpoint({ oldSize, proof: [], checkpoint }));
    expect((await post('old x\n\n'))[0]).toBe(400);
    expect((await ask(0, note.replaceAll('speaking', 'unknown')))[0]).toBe(404);
    expect((await ask(0, note.replace('\n1\n', '\n2\n')))[0]).toBe(403);
    expect((await ask(2))[0]).toBe(400);
    expect((await ask(1)).slice(0, 2)).toEqual([409, 'text/x.tlog.size']);
    expect((await ask(0))[0]).toBe(200);
    expect(await ask(0)).toEqual([409, 'text/x.tlog.size', '1\n']);
    expect((await ask(1))[0]).toBe(200);
    expect((await post('', '/else'))[0]).toBe(404);
    expect((await post('x'.repeat(70_000)))[0]).toBe(413);
    const key = await fetch(`${witness?.url}/`);
    expect(await key.text()).toBe(`${witness?.vkey}\n`);
  });

  test('is one a folder', async () => {
    const p = await witnessedPark('single', ['w'], { quorum: 'quorum w' });
    const second = startWitness({
      ...{ home: p.witnesses[0]?.home ?? '', name: 'w.example/w', suite: 'sha256-ed25519' },
      ...{ policy: p.policy, now: Date.now, host: '127.0.0.1', port: 0, tell: () => undefined },
    });
    await expect(second).rejects.toMatchObject({ code: 'busy' });
  });
});

const tables = ['log', 'entry', 'datum', 'tile', 'checkpoint', 'cosignature', 'attestor'] as const;
type Backup = ReadonlyMap<string, readonly string[]>;

/** Copies what the journal holds of a park, as a backup of the database would. */
async function copyJournal(park: string): Promise<Backup> {
  const copied = new Map<string, readonly string[]>();
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(`journal.${table}`)} t
       where park_id = ${park}`.execute(journal.owner);
    copied.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return copied;
}

async function putBack(park: string, backup: Backup): Promise<void> {
  for (const table of tables.toReversed()) {
    await sql`delete from ${sql.table(`journal.${table}`)} where park_id = ${park}`.execute(
      journal.owner,
    );
  }
  for (const table of tables) {
    const target = sql.table(`journal.${table}`);
    for (const row of backup.get(table) ?? []) {
      await sql`insert into ${target} select (${row}::${target}).*`.execute(journal.owner);
    }
  }
}
