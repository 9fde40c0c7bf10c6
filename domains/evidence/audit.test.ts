import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditMark } from '#platform/journal/index.ts';
import { auditCommand, auditLog } from './service/index.ts';
import { evidenceFixture, type EvidenceFixture } from './testing.ts';

let evidence: EvidenceFixture;
let ids: string[] = [];

/** 600 entries: two full tiles, the root of each in the tile above, and a narrower third. */
beforeEach(async () => {
  evidence = await evidenceFixture();
  ids = await evidence.write(
    ...Array.from({ length: 600 }, (_, i) => ({
      stream: `record/${String(i).padStart(4, '0')}`,
      data: [{ subject: 'party/firm-1', payload: { line: i } }],
    })),
  );
  await evidence.anchor();
});
afterEach(() => evidence.close());

/** What somebody does who has the whole database: no rule of the journal holds for them. */
async function tamper(statement: RawBuilder<unknown>): Promise<void> {
  await evidence.owner.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    const { numAffectedRows } = await statement.execute(tx);
    expect(numAffectedRows).toBe(1n);
  });
}

async function run(...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await auditCommand(words, {
    ...{ db: evidence.worker, language: 'en' },
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  });
  return { code, out, err };
}

/** A byte of a `bytea` column turned over. */
const flipped = (column: string, at: number) =>
  sql`set_byte(${sql.ref(column)}, ${at}, 255 - get_byte(${sql.ref(column)}, ${at}))`;

/** Another letter than the one that stands in the signature. */
const otherLetter = sql`case substr(note, length(note) - 10, 1) when 'A' then 'B' else 'A' end`;

/** One byte changed: of what, how it is found, and which row is named where it is no entry. */
type Change = {
  readonly of: string;
  readonly what: string;
  readonly how: (id: string) => RawBuilder<unknown>;
  readonly row?: string;
};

const changes: readonly Change[] = [
  {
    of: 'an act',
    what: 'act-differs',
    how: (id) => sql`update journal.entry set act = replace(act, '5.1', '5.2') where id = ${id}`,
  },
  {
    of: 'a salt',
    what: 'act-differs',
    how: (id) => sql`
      update journal.entry set act_salt = ${flipped('act_salt', 0)} where id = ${id}`,
  },
  {
    of: 'what somebody wrote',
    what: 'datum-differs',
    how: (id) => sql`
      update journal.datum set payload = replace(payload, '300', '301') where entry_id = ${id}`,
  },
  {
    of: 'a hash of the lowest tile',
    what: 'leaf-differs',
    how: () => sql`
      update journal.tile set hashes = ${flipped('hashes', 44 * 32 + 5)}
       where level = 0 and tile_index = 1`,
  },
  {
    of: 'a hash of a tile above',
    what: 'tile-differs',
    row: 'tile/1/000.p/2',
    how: () => sql`update journal.tile set hashes = ${flipped('hashes', 33)} where level = 1`,
  },
  {
    of: 'a signed checkpoint',
    what: 'signature-bad',
    row: 'checkpoint/600',
    how: () => sql`
      update journal.checkpoint
         set note = overlay(note placing ${otherLetter} from length(note) - 10 for 1)
       where size = 600`,
  },
];

describe('the self-audit', () => {
  test('of an untouched log holds, on the page and from the command line', async () => {
    expect(await auditLog(evidence.app, 'sample')).toEqual({
      entries: 600,
      leaves: 600,
      ok: true,
      broken: null,
    });
    expect(await run()).toEqual({
      code: 0,
      out: ['sample: re-hashing the journal against its log', 'sample: holds, 600 entries'],
      err: [],
    });
  });

  test.each(changes)(
    'names the row when one byte of $of is changed',
    async ({ what, how, row }) => {
      const id = ids[300] ?? '';
      await tamper(how(id));
      const { ok, broken } = await auditLog(evidence.app, 'sample');
      expect([ok, broken]).toMatchObject([false, { entryId: row ?? id, what }]);
      const place = { stream: 'record/0300', seq: 1, index: 300 };
      expect(broken).toMatchObject(row ? { stream: null, seq: null, index: null } : place);
      const { code, err } = await run('sample');
      expect([code, err.length]).toEqual([1, 1]);
      expect(err[0]).toContain(row ?? `record/0300 1, ${id}`);
      expect(err[0]).not.toContain('evidence.');
    },
  );

  test('tells how far it is and refuses what a page should not wait for', async () => {
    const told: number[] = [];
    await auditLog(evidence.app, 'sample', { onProgress: (entries) => told.push(entries) });
    expect(told).toEqual([600]);
    await expect(auditLog(evidence.app, 'sample', { entriesMax: 599 })).rejects.toMatchObject({
      code: 'evidence.log_too_long',
    });
  });

  test('goes on where it stood, and forgets what it stood on once it is done', async () => {
    let mark: AuditMark | undefined;
    await auditLog(evidence.app, 'sample', { onProgress: (_, at) => (mark = at()) });
    const path = join(tmpdir(), `guiju-audit-${randomUUID()}.json`);
    writeFileSync(path, JSON.stringify({ [mark?.origin ?? '']: mark }));
    const { code, out } = await run('--mark', path, 'sample');
    expect([code, out.at(-2), out.at(-1)]).toEqual([
      0,
      'sample: going on after 600 entries, confirmed before',
      'sample: holds, 600 entries',
    ]);
    expect(existsSync(path)).toBe(false);
    // What was confirmed before is not looked at again.
    await tamper(sql`update journal.entry set type = 'x' where id = ${ids[300] ?? ''}`);
    const resumed = await auditLog(evidence.app, 'sample', { from: () => mark });
    expect(resumed).toMatchObject({ ok: true, entries: 600 });
  });

  test('from the command line explains its use and names the parks there are', async () => {
    expect((await run('--all')).code).toBe(2);
    expect((await run('--mark')).code).toBe(2);
    const err = ['There is no park “nowhere” here; there are: sample.'];
    expect(await run('nowhere')).toMatchObject({ code: 1, err });
  });
});
