import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyCommand } from '#apps/cli/verify/verify.ts';
import { auditLog } from '#domains/evidence/index.ts';
import { openDatabase } from '#platform/db/index.ts';
import { openLogKey } from '#platform/journal/index.ts';
import { testAuthority, type TestAuthority } from '#platform/timestamp/testing.ts';
import { eventually, livePark, type Ask, type LivePark } from './testing.ts';

const root = join(import.meta.dirname, '..', '..');
const origin = 'guiju.example/shijingshan/demo';

let folder: string;
let authority: TestAuthority;
let witness: ChildProcess;
let at: LivePark;
let firm: Ask;

/** `guiju witness` as a process of its own; gives its line in a policy. */
async function startWitness(policy: string): Promise<string> {
  const file = join(folder, 'logs.policy');
  await writeFile(file, policy);
  const words = ['--name', 'notary', '--policy', file, '--home', join(folder, 'notary')];
  const options = ['--suite', 'sm3-sm2', '--port', '0', '--lang', 'en'];
  const script = join(root, 'apps', 'cli', 'main.ts');
  witness = spawn(process.execPath, [script, 'witness', ...words, ...options], { cwd: root });
  let said = '';
  witness.stdout?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  return eventually(async () => /Its line in a policy: (witness .*)\n/.exec(said)?.[1] ?? false);
}

/** The shipped pack, asking for the national suite, a witness and trusted time. */
async function packAsking(home: string): Promise<string> {
  const { vkey } = await openLogKey(home, origin, 'sm3-sm2');
  const line = await startWitness(`log ${vkey}\n`);
  const pack = join(folder, 'shijingshan');
  await cp(join(root, 'packs', 'shijingshan'), pack, { recursive: true });
  const file = join(pack, 'park.yaml');
  const log = {
    suite: 'sm3-sm2',
    witnesses: `${line}\nquorum notary\n`,
    timestamps: { url: authority.url, roots: authority.roots, everyMinutes: 1 },
  };
  // JSON is YAML: a flow of its own at the end of the file.
  await writeFile(file, `${await readFile(file, 'utf8')}\npolicy: ${JSON.stringify({ log })}\n`);
  return pack;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-attested-'));
  authority = await testAuthority();
  at = await livePark('shijingshan', { now: '2026-09-14T01:00:00.000Z', prepare: packAsking });
  firm = await at.as('firm');
});
afterAll(async () => {
  // The witness first: it is a process of its own and outlives a test that could not begin.
  witness.kill();
  await once(witness, 'exit');
  await authority.close();
  await at.close();
  await rm(folder, { recursive: true });
});

async function verify(...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const code = await verifyCommand([...words, '--lang', 'en'], { out: say, err: say, env: {} });
  return { code, said: lines.join('\n') };
}

/** Lets the interval between two timestamps pass: checkpoints were stored longer ago. */
async function passMinutes(minutes: number): Promise<void> {
  const owner = openDatabase(at.url, 'owner', { max: 1 });
  await sql`update journal.checkpoint
               set stored_at = stored_at - ${minutes} * interval '1 minute'`.execute(owner);
  await owner.destroy();
}

const textOf = ({ bytes }: { readonly bytes: Uint8Array }): string =>
  new TextDecoder().decode(bytes);

describe('a park under SM3 and SM2, with a witness and an authority', () => {
  test('gives a receipt that a stranger verifies with policy and roots alone', async () => {
    const filed = await firm('POST /cases', {
      ...{ service: 'need.general', channel: 'web', node: null, needClass: 'n01' },
      applicant: { organisation: 'demo-firm-1', name: '企业' },
      answers: { subject: '需要帮助' },
      ...{ files: [], occurredAt: null, fromRecord: null },
    });
    expect([filed.status, filed.body['detail'] ?? filed.body['code']]).toEqual([201, undefined]);
    const number = String(filed.body['number']);
    const { acts } = (await firm(`GET /cases/${number}`)).body as { acts: { entryId: string }[] };
    await passMinutes(2);
    const receipt = await eventually(async () => {
      const answer = await firm(`GET /receipts/${acts[0]?.entryId}`);
      const isStamped = !textOf(answer).includes('"timestamps": []');
      return answer.status === 200 && isStamped && answer;
    });
    await writeFile(join(folder, 'receipt.json'), receipt.bytes);
    const published = await firm('GET /../log/policy');
    await writeFile(join(folder, 'park.policy'), published.bytes);
    const roots = await firm('GET /../log/timestamp-roots');
    expect(textOf(roots)).toBe(authority.roots);
    await writeFile(join(folder, 'roots.pem'), roots.bytes);
    const trust = ['--policy', join(folder, 'park.policy')];
    const time = ['--tsa-roots', join(folder, 'roots.pem')];
    const { code, said } = await verify(join(folder, 'receipt.json'), ...trust, ...time);
    expect([code, said]).toEqual([0, expect.stringContaining('Witness: notary')]);
    expect(said).toContain('Trusted time: ');
    expect(textOf(receipt)).toContain('"suite": "sm3-sm2"');
  });

  test('is described to everybody with all who vouch for it', async () => {
    const { body } = await firm('GET /log');
    expect(body).toMatchObject({
      ...{ origin, suite: 'sm3-sm2', withheld: null },
      witnesses: [{ name: 'notary', failingSince: null }],
      timestamps: { everyMinutes: 1, newestAt: expect.any(String) },
    });
  });

  test('is audited like any other', async () => {
    expect(await auditLog(at.db, 'shijingshan')).toMatchObject({ ok: true, broken: null });
    expect(at.lines.join('\n')).not.toContain('witness');
  });
});
