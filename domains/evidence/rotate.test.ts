import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  formatCheckpoint,
  parseReceipt,
  parseNote,
  parseCheckpoint,
  parsePolicy,
  signNote,
  verifyReceipt,
  formatReceipt,
  checkCheckpoint,
} from '#engines/ledger/index.ts';
import { nodeSuites, openLogKey } from '#platform/journal/index.ts';
import { auditLog, logCommand } from './service/index.ts';
import { logView } from './model.ts';
import { evidenceFixture, evidenceNow, type EvidenceFixture } from './testing.ts';

let evidence: EvidenceFixture;
let early = '';
let firstPolicy = '';
let firstReceipt = '';
let secondReceipt = '';

beforeAll(async () => {
  evidence = await evidenceFixture();
  [early = ''] = await evidence.write({ stream: 'case/early' });
  await evidence.anchor();
  firstPolicy = await policy();
  firstReceipt = await receipt(early);
});
afterAll(() => evidence.close());

const policy = async () => (await evidence.get(undefined, '/p/sample/log/policy')).body;
const receipt = async (id: string) =>
  (await evidence.get('window-1', `/p/sample/api/receipts/${id}`)).body;
const judge = (text: string, policyText: string) => {
  const { policy: read, findings } = parsePolicy(policyText, nodeSuites);
  expect(findings).toEqual([]);
  const verdict = verifyReceipt(text, read, { suites: nodeSuites });
  return verdict.findings[0]?.code ?? verdict.issuer;
};

async function command(...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await logCommand(words, {
    ...{ db: evidence.worker, home: evidence.home, now: evidenceNow, language: 'en' },
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('a change of the key of a log', () => {
  test('is announced by an entry of the log, and once at a time', async () => {
    const { code, out } = await command('rotate', 'sample');
    expect([code, out]).toEqual([0, expect.stringContaining('is announced by entry')]);
    const again = await command('rotate', 'sample');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('under way already')]);
    expect((await command('sample')).out).toContain('announced, signs from the next checkpoint');
    expect(await readdir(join(evidence.home, 'keys'))).toHaveLength(2);
    // Nothing is published of a key that does not sign yet.
    expect(await policy()).toBe(firstPolicy);
  });

  test('takes place at the checkpoint that covers it, which both keys sign', async () => {
    await evidence.anchor();
    const { body } = await evidence.get(undefined, '/p/sample/log/checkpoint');
    expect(parseNote(body)?.signatures).toHaveLength(2);
    secondReceipt = await receipt(early);
    expect(judge(secondReceipt, firstPolicy)).toBe('known');
    expect(judge(secondReceipt, await policy())).toBe('known');
    const view = logView.parse((await evidence.get(undefined, '/p/sample/api/log')).json());
    expect(view.keys).toMatchObject([
      { firstSize: 0, lastSize: 2 },
      { firstSize: 2, lastSize: null, vkey: view.vkey },
    ]);
  });

  test('leaves receipts of before valid, and lets the new key alone sign from then on', async () => {
    const [late = ''] = await evidence.write({ stream: 'case/late' });
    await evidence.anchor();
    const next = await policy();
    expect(next.split('\n').filter((line) => line.startsWith('log '))).toHaveLength(2);
    expect(next).toMatch(/^#guiju:retired sample\.example\/log\+[0-9a-f]{8} 2$/m);
    expect(judge(firstReceipt, next)).toBe('known');
    expect(judge(await receipt(late), next)).toBe('known');
    // Who only knows the old key has to be told of the new one.
    expect(judge(await receipt(late), firstPolicy)).toBe('foreign-issuer');
  });

  test('has the old key refused for anything newer, whoever holds it', async () => {
    const stolen = parseReceipt(await receipt(early));
    const old = parseReceipt(firstReceipt);
    if (!stolen || !old) throw new Error('receipts are there');
    const key = await openLogKey(evidence.home, evidence.origin);
    const text = parseNote(stolen.proof.checkpoint)?.text ?? '';
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint?.size).toBe(3);
    const forged = { ...stolen.proof, checkpoint: signNote(text, [key.signer]) };
    const asReceipt = formatReceipt({ ...stolen, proof: forged });
    expect(judge(asReceipt, await policy())).toBe('retired-key');
    const empty = { origin: evidence.origin, size: 2, root: old.act.salt, extensions: [] };
    const { policy: read } = parsePolicy(await policy(), nodeSuites);
    const note = signNote(formatCheckpoint(empty), [key.signer]);
    expect(read && checkCheckpoint(note, read).ok).toBe(true);
  });

  test('is audited: every checkpoint by the key of its time', async () => {
    const audit = await auditLog(evidence.app, 'sample');
    expect(audit).toMatchObject({ ok: true, entries: 3 });
  });

  test('can be repeated', async () => {
    expect((await command('rotate', 'sample')).code).toBe(0);
    await evidence.anchor();
    await evidence.write({ stream: 'case/later' });
    await evidence.anchor();
    expect((await policy()).match(/^#guiju:retired/gm)).toHaveLength(2);
    expect(judge(firstReceipt, await policy())).toBe('known');
    const { out } = await command('policy', 'sample');
    expect(`${out}\n`).toBe(await policy());
    expect((await auditLog(evidence.app, 'sample')).ok).toBe(true);
  });

  test('explains its use and names a park without a log', async () => {
    expect((await command()).code).toBe(2);
    expect((await command('burn', 'sample')).err).toContain('Usage: guiju log');
    expect((await command('nowhere')).err).toContain('there are: sample');
  });
});
