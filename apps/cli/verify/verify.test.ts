import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  encodeUtf8,
  formatReceipt,
  parseNote,
  parseReceipt,
  receiptStatement,
} from '#engines/ledger/index.ts';
import { policyOf, receiptOf, seedOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key, sm, sm2Key } from '#engines/ledger/testing/suites.ts';
import { obtainTimestamp } from '#platform/timestamp/index.ts';
import { testAuthority, type TestAuthority } from '#platform/timestamp/testing.ts';
import { verifyCommand } from './verify.ts';
import en from './text/en.json' with { type: 'json' };
import zhCN from './text/zh-CN.json' with { type: 'json' };

const run = promisify(execFile);
const parts: TestLog = {
  suite: ed25519,
  log: ed25519Key('park.example/demo', seedOf(1)),
  witness: ed25519Key('witness.example/w1', seedOf(2)),
};
const smParts: TestLog = {
  suite: sm,
  log: sm2Key('park.example/log', seedOf(1)),
  witness: sm2Key('witness.example/w1', seedOf(2)),
};
const foreign: TestLog = { ...parts, log: ed25519Key('park.example/demo', seedOf(9)) };
const receipt = receiptOf(parts, { index: 3, size: 9 });

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-verify-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'good.json': receipt,
    'tampered.json': receipt.replace('"5.4"', '"5.5"'),
    'foreign.json': receiptOf(foreign, { index: 3, size: 9 }),
    'sm.json': receiptOf(smParts, { index: 3, size: 9 }),
    'latin.json': Uint8Array.of(0xff, 0xfe),
    'long.json': 'x'.repeat(4_000_001),
    'park.policy': policyOf(parts),
    'sm.policy': policyOf(smParts),
    'broken.policy': 'log nonsense\nquorum w\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
});

afterAll(() => rm(folder, { recursive: true }));

async function verify(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env };
  const code = await verifyCommand(words, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('guiju verify', () => {
  it('passes an intact receipt under the policy that trusts its issuer', async () => {
    const { code, out } = await verify([at('good.json'), '--policy', at('park.policy')]);
    expect(code).toBe(0);
    expect(out).toContain('通过：回执完整');
    expect(out).toContain(receiptStatement['zh-CN']);
    expect(out).toContain('见证：peer，2026-09-18T09:30:00.000Z');
  });

  it('labels demonstration data', async () => {
    const { out } = await verify([at('good.json')]);
    expect(out).toContain('演示数据：按公开报道总量生成，非真实办件');
  });

  it('says integrity only, issuer unknown, and exits 3 without a policy', async () => {
    const { code, out } = await verify([at('good.json'), '--lang', 'en']);
    expect(code).toBe(3);
    expect(out).toContain('Integrity only');
    expect(out).toContain('issuer is unknown');
  });

  it('refuses a tampered receipt, with and without a policy', async () => {
    const alone = await verify([at('tampered.json'), '--lang=en', '--lang', 'en']);
    expect(alone.code).toBe(2);
    for (const words of [[], ['--policy', at('park.policy')]]) {
      const { code, out } = await verify([at('tampered.json'), ...words]);
      expect(code).toBe(1);
      expect(out).toContain('办理行为与存证不符');
      expect(out).not.toContain('某企业');
    }
  });

  it('refuses a receipt that a foreign key made', async () => {
    const { code, out } = await verify([at('foreign.json'), '--policy', at('park.policy')]);
    expect(code).toBe(1);
    expect(out).toContain('未由信任策略所列密钥签署');
  });

  it('checks SM3 and SM2 without any package', async () => {
    const passed = await verify([at('sm.json'), '--policy', at('sm.policy')]);
    expect(passed.code).toBe(0);
    const refused = await verify([at('sm.json'), '--policy', at('park.policy')]);
    expect(refused.code).toBe(1);
  });

  it('answers programs in JSON and keeps back the content of what it refuses', async () => {
    const passed = await verify([at('good.json'), '--json', '--policy', at('park.policy')]);
    expect(JSON.parse(passed.out)).toMatchObject({
      ok: true,
      issuer: 'known',
      log: { origin: 'park.example/demo', size: 9, index: 3 },
      act: { clause: '5.4' },
    });
    const refused = await verify([at('tampered.json'), '--json']);
    expect(JSON.parse(refused.out)).toEqual({
      ok: false,
      issuer: 'unknown',
      findings: [{ code: 'act-mismatch', values: {} }],
      cosigners: [],
      timestamps: [],
      uncheckedTimestamps: 0,
    });
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['--unknown', 'a']],
    [['a', '--policy']],
    [['a', '--lang', 'en', '--lang', 'en']],
  ])('explains its use when called as %j', async (words) => {
    const { code, out, err } = await verify(words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/guiju verify/);
  });

  it('says in one sentence which file cannot be read and why', async () => {
    const env = { LANG: 'en_US.UTF-8' };
    const missing = await verify([at('missing.json')], env);
    expect(missing).toMatchObject({ code: 2, err: expect.stringMatching(/^There is no file/) });
    expect(await verify([tmpdir()], env)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('is a folder') },
    });
    await writeFile(at('empty.json'), '');
    expect((await verify([at('empty.json')], env)).err).toContain('is empty');
    expect((await verify([at('latin.json')], env)).err).toContain('is not UTF-8 text');
    expect((await verify([at('long.json')], env)).err).toContain('is longer than 4000000 bytes');
    const policy = await verify([at('good.json'), '--policy', at('broken.policy')], env);
    expect(policy.code).toBe(2);
    expect(policy.err).toContain('Line 1: key malformed or of the wrong type');
    expect(policy.err).toContain('Line 2: name not defined above');
  });

  it('runs alone, as a process of its own', async () => {
    const script = fileURLToPath(new URL('verify.ts', import.meta.url));
    const words = [script, at('good.json'), '--policy', at('park.policy'), '--lang', 'en'];
    const { stdout } = await run(process.execPath, words);
    expect(stdout).toContain('Passed: the receipt is intact');
    const alone = run(process.execPath, [script, at('good.json')]);
    await expect(alone).rejects.toMatchObject({ code: 3 });
  });
});

describe('guiju verify with a time authority', () => {
  let authority: TestAuthority;
  const message = encodeUtf8(parseNote(parseReceipt(receipt)?.proof.checkpoint ?? '')?.text ?? '');
  beforeAll(async () => {
    authority = await testAuthority();
    const { token } = await obtainTimestamp({ ...authority, message });
    const other = await obtainTimestamp({ ...authority, message: encodeUtf8('other') });
    const parsed = parseReceipt(receipt);
    if (!parsed) throw new Error('no receipt');
    const stamped = (timestamps: Uint8Array[]) => formatReceipt({ ...parsed, timestamps });
    await writeFile(at('roots.pem'), authority.roots);
    await writeFile(at('token.tst'), token);
    await writeFile(at('other.tst'), other.token);
    await writeFile(at('stamped.json'), stamped([token]));
    await writeFile(at('misstamped.json'), stamped([other.token]));
  });
  afterAll(() => authority.close());
  const roots = () => ['--policy', at('park.policy'), '--tsa-roots', at('roots.pem')];

  it('says which instant the tokens in a receipt prove', async () => {
    const { code, out } = await verify([at('stamped.json'), ...roots()]);
    expect(code).toBe(0);
    expect(out).toMatch(/可信时间：20\d\d-/);
    const unchecked = await verify([at('stamped.json'), '--policy', at('park.policy')]);
    expect(unchecked.out).toContain('时间戳 1 个，本工具未核验');
  });

  it('refuses a receipt with a token over something else', async () => {
    const { code, out } = await verify([at('misstamped.json'), ...roots(), '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain('1 timestamp(s) do not hold');
  });

  it('checks a timestamp in a file of its own', async () => {
    const file = (name: string) =>
      verify([at('good.json'), ...roots(), '--timestamp', at(name), '--lang', 'en']);
    const good = await file('token.tst');
    expect(good.code).toBe(0);
    expect(good.out).toContain('Timestamp file: proves the checkpoint at 20');
    const bad = await file('other.tst');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('does not hold: other-message');
    expect((await file('good.json')).out).toContain('does not hold: malformed');
  });

  it('wants roots with it, and roots that are certificates', async () => {
    const rootless = await verify([at('good.json'), '--timestamp', at('token.tst')]);
    expect(rootless.code).toBe(2);
    const none = await verify([at('good.json'), '--tsa-roots', at('good.json'), '--lang', 'en']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('no certificates')]);
  });
});

describe('the texts of the verifier', () => {
  it('have the same keys and slots in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
    const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    const english: Readonly<Record<string, string>> = en;
    for (const [key, text] of Object.entries(zhCN)) {
      expect([key, slots(english[key] ?? '')]).toEqual([key, slots(text)]);
    }
  });
});
