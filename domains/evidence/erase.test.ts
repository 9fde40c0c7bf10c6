import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatReceipt, verifyReceipt } from '#engines/ledger/index.ts';
import { inPark, type Tx } from '#platform/db/index.ts';
import { tablesHolding } from '#platform/db/testing/dump.ts';
import { folderStore, type FileStore } from '#platform/files/index.ts';
import { emit } from '#platform/jobs/index.ts';
import {
  nodeSha256Ed25519,
  readEntries,
  readStream,
  receiptParts,
  verifyLog,
} from '#platform/journal/index.ts';
import { readLog, readPolicy } from './service/log.ts';
import { eraseCommand, eraseSubject, type Eraser, type Erasers } from './service/index.ts';
import { evidenceFixture, evidenceNow, type EvidenceFixture } from './testing.ts';

const subject = 'person/applicant-1';
const stream = 'case/S-2026-000001-4';
const number = 'S-2026-000001-4';
let evidence: EvidenceFixture;
let files: FileStore;
let filesFolder = '';
let erasers: Erasers;

beforeAll(async () => {
  filesFolder = await mkdtemp(join(tmpdir(), 'guiju-files-'));
  files = folderStore(filesFolder);
  erasers = { notes: eraseNotes };
  evidence = await evidenceFixture({ erasers });
  // What a slice keeps beside the journal: a projection with what people wrote, and a file.
  await sql`create table public.note (
              park_id text, subject text, words text, search tsvector, file uuid)`.execute(
    evidence.owner,
  );
  await sql`grant all on public.note to guiju_app, guiju_worker`.execute(evidence.owner);
});
afterAll(async () => {
  await evidence.close();
  await rm(filesFolder, { recursive: true });
});

const eraseNotes: Eraser = async (tx, park, about) => {
  const { rows } = await sql<{ file: string }>`
    delete from public.note where park_id = ${park} and subject = ${about}
    returning file`.execute(tx);
  for (const { file } of rows) await files.remove({ park, key: file });
  return rows.length;
};

let marker = '';
let seq = 0;
let file = '';
beforeEach(() => {
  marker = `marker${crypto.randomUUID().replaceAll('-', '')}`;
  file = crypto.randomUUID();
});

/** Leaves a marker everywhere the product keeps what people wrote; returns the event's id. */
async function plant(): Promise<string> {
  seq += 1;
  const data = [
    { subject, payload: { words: marker } },
    { subject: 'party/firm-2', payload: { words: 'stays' } },
  ];
  const [id = ''] = await evidence.write({ stream, seq, data });
  await files.put({ park: 'sample', key: file }, Buffer.from(marker));
  await inPark(evidence.app, 'sample', async (tx) => {
    await sql`insert into public.note values
      ('sample', ${subject}, ${marker}, to_tsvector('simple', ${marker}), ${file}::uuid)`.execute(
      tx,
    );
    await keepAnswers(tx);
    await emit(tx, [{ task: 'note.send', eventId: id, index: 0, payload: { number } }]);
  });
  return id;
}

/** Answers that hold the marker: one to the person, one to staff about the person's case. */
async function keepAnswers(tx: Tx): Promise<void> {
  const body = JSON.stringify({ words: marker });
  for (const [principal, about] of [
    ['applicant-1', null],
    ['window-1', number],
    ['window-1', 'S-2026-000002-2'],
  ] as const) {
    const kept = about === 'S-2026-000002-2' ? '{"words":"another case"}' : body;
    await sql`insert into platform.idempotency
        (park_id, principal, route, key, request_hash, status, body, subject)
      values ('sample', ${principal}, 'POST /x', ${crypto.randomUUID()}, 'hash', 200, ${kept},
              ${about})`.execute(tx);
  }
}

const order = { park: 'sample', subject, by: 'admin-1', now: evidenceNow };
const erase = (given: Erasers = erasers) =>
  inPark(evidence.app, 'sample', (tx) => eraseSubject(tx, { ...order, erasers: given }));
const places = () => tablesHolding(evidence.url, marker);

describe('erasure of a subject', () => {
  test('leaves no trace of a marker in a full dump and the store; the log verifies', async () => {
    await plant();
    await evidence.anchor();
    expect(await places()).toEqual(['journal.datum', 'platform.idempotency', 'public.note']);
    const { erased } = await erase();
    expect(erased).toEqual({ answers: 2, journal: 1, notes: 1 });
    expect(await places()).toEqual([]);
    expect(await files.get({ park: 'sample', key: file })).toBeUndefined();
    await evidence.anchor();
    const audit = await verifyLog(evidence.app, { park: 'sample', origin: evidence.origin });
    expect(audit.broken).toBeUndefined();
    expect(audit.entries).toBeGreaterThanOrEqual(2);
  });

  test('leaves the data of others and the answers about their cases', async () => {
    const id = await plant();
    await erase();
    const [entry] = await inPark(evidence.app, 'sample', (tx) => readEntries(tx, [id]));
    expect(entry?.data).toEqual([
      { subject, erased: true },
      { subject: 'party/firm-2', payload: { words: 'stays' }, erased: false },
    ]);
    expect(await tablesHolding(evidence.url, 'another case')).toEqual(['platform.idempotency']);
  });

  test('leaves receipts that were given out before it valid', async () => {
    const id = await plant();
    await evidence.anchor();
    const parts = () => inPark(evidence.app, 'sample', (tx) => receiptParts(tx, id, { subject }));
    const before = formatReceipt(await parts());
    expect(before).toContain(marker);
    const { policy } = await inPark(evidence.app, 'sample', readLog);
    await erase();
    expect(policy).toBe(
      await inPark(evidence.app, 'sample', async (tx) => readPolicy(tx, await readLog(tx))),
    );
    const { ok } = verifyReceipt(before, undefined, { suites: [nodeSha256Ed25519] });
    expect(ok).toBe(true);
    expect(formatReceipt(await parts())).not.toContain(marker);
  });

  test('is an event of its own that names who ordered it and how much it was', async () => {
    await plant();
    const { entryId } = await erase();
    const events = await inPark(evidence.app, 'sample', (tx) =>
      readStream(tx, `subject/${subject}`),
    );
    expect(events.at(-1)).toMatchObject({
      id: entryId,
      type: 'subject.erased',
      act: {
        actor: 'admin-1',
        outcome: { subject, erased: { journal: 1, notes: 1 } },
      },
      data: [],
    });
  });

  test('a second time finds nothing but says so', async () => {
    const { erased } = await erase();
    expect(erased).toMatchObject({ journal: 0, notes: 0 });
  });

  test('of which one part fails erases nothing, and may be run again', async () => {
    await plant();
    const before = await places();
    const failing: Erasers = { ...erasers, broken: () => Promise.reject(new Error('no store')) };
    await expect(erase(failing)).rejects.toThrow('no store');
    expect(await places()).toEqual(before);
    await erase();
    expect(await places()).toEqual([]);
  });

  test('counts each part once: a second eraser of what is built in is a fault', async () => {
    await expect(erase({ answers: () => Promise.resolve(1) })).rejects.toThrow('built in already');
  });

  test('in one park leaves another park alone', async () => {
    await plant();
    await evidence.addPark('other');
    const elsewhere = inPark(evidence.app, 'other', (tx) =>
      eraseSubject(tx, { ...order, park: 'other', erasers }),
    );
    await expect(elsewhere).rejects.toMatchObject({ code: 'evidence.unknown_subject' });
    expect(await places()).toContain('journal.datum');
    await erase();
  });
});

describe('the route of erasure', () => {
  const path = '/p/sample/api/erasures';

  test('is 401 without a session, 400 without a subject, 403 for all but the admin', async () => {
    expect((await evidence.post(undefined, path, { subject })).statusCode).toBe(401);
    expect((await evidence.post('admin-1', path, {})).statusCode).toBe(400);
    for (const user of ['director-1', 'applicant-1']) {
      expect((await evidence.post(user, path, { subject })).statusCode).toBe(403);
    }
  });

  test('is 422 for what is no subject', async () => {
    for (const wrong of ['applicant-1', 'person/', 'person/a b', 'case/S-1']) {
      const answer = await evidence.post('admin-1', path, { subject: wrong });
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'evidence.not_a_subject']);
    }
  });

  test('is 404 for a subject nothing is held about, and records nothing', async () => {
    const stranger = 'person/nobody-of-that-name';
    const answer = await evidence.post('admin-1', path, { subject: stranger });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'evidence.unknown_subject']);
    const events = (tx: Tx) => readStream(tx, `subject/${stranger}`);
    expect(await inPark(evidence.app, 'sample', events)).toEqual([]);
  });

  test('is 200 for the admin, whose own stored answer holds no trace', async () => {
    await plant();
    const answer = await evidence.post('admin-1', path, { subject });
    expect([answer.statusCode, answer.json().erased]).toMatchObject([
      200,
      { journal: 1, notes: 1 },
    ]);
    expect(await places()).toEqual([]);
  });
});

describe('guiju erase', () => {
  async function run(...words: string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await eraseCommand(words, {
      ...{ db: evidence.worker, erasers, now: evidenceNow, language: 'en' },
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  test('erases and lists how much', async () => {
    await plant();
    const { code, out } = await run('sample', subject);
    expect([code, await places()]).toEqual([0, []]);
    expect(out).toContain('journal: 1');
    expect(out).toContain(`${subject} is erased`);
  });

  test('says in one sentence what is wrong', async () => {
    expect(await run('sample')).toMatchObject({ code: 2, out: '' });
    expect(await run('sample', 'nobody')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^“nobody” is not a subject\nWrite person\//),
    });
    expect(await run('nowhere', subject)).toMatchObject({
      code: 1,
      err: 'There is no park “nowhere” here; there are: other, sample.',
    });
  });
});

describe('the routes beside it', () => {
  const path = '/p/sample/api/erasures';
  const preview = (about: string) => `${path}/preview?subject=${encodeURIComponent(about)}`;

  test('are 401 without a session, 400 without a subject, 403 for all but the admin', async () => {
    for (const url of [path, preview(subject)]) {
      expect((await evidence.get(undefined, url)).statusCode).toBe(401);
      expect((await evidence.get('director-1', url)).statusCode).toBe(403);
    }
    expect((await evidence.get('admin-1', `${path}/preview`)).statusCode).toBe(400);
    const wrong = await evidence.get('admin-1', preview('case/S-1'));
    expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'evidence.not_a_subject']);
  });

  test('say what is held before and after, and on what ground it went', async () => {
    await plant();
    const before = (await evidence.get('admin-1', preview(subject))).json();
    expect(before).toMatchObject({ subject, cases: [number] });
    expect(before.held).toBeGreaterThan(0);
    const body = { subject, ground: 'withdrawn' };
    const { entryId } = (await evidence.post('admin-1', path, body)).json();
    const after = (await evidence.get('admin-1', preview(subject))).json();
    expect(after).toMatchObject({ held: 0, erasedAt: expect.any(String) });
    const { items } = (await evidence.get('admin-1', path)).json();
    expect(items).toContainEqual(
      expect.objectContaining({ entryId, subject, ground: 'withdrawn' }),
    );
  });

  test('take no ground that is written freely: it could never be erased itself', async () => {
    const answer = await evidence.post('admin-1', path, { subject, ground: marker });
    expect(answer.statusCode).toBe(400);
  });
});
