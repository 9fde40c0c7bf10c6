import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyOf, receiptOf, seedOf, type TestLog } from '#engines/ledger/testing/log.ts';
import { ed25519, ed25519Key } from '#engines/ledger/testing/suites.ts';
import { bundleVerifier } from './standalone.ts';

const run = promisify(execFile);
const parts: TestLog = {
  suite: ed25519,
  log: ed25519Key('park.example/log', seedOf(1)),
  witness: ed25519Key('witness.example/w1', seedOf(2)),
};

let folder = '';
let verifier = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-standalone-'));
  verifier = await bundleVerifier();
  await writeFile(join(folder, 'guiju-verify.mjs'), verifier);
  await writeFile(join(folder, 'receipt.json'), receiptOf(parts, { index: 2, size: 7 }));
  await writeFile(join(folder, 'park.policy'), policyOf(parts));
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

describe('the verifier as one file', () => {
  it('imports nothing but modules of Node', () => {
    // Comments of what is bundled show imports too; they stand behind an asterisk.
    const code = verifier.replaceAll(/^\s*\*.*$/gm, '');
    const imports = Array.from(code.matchAll(/(?:from|import\() ?["']([^"']+)["']/g), ([, m]) => m);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  });

  it('judges a receipt in an empty folder, far from the project', async () => {
    const words = ['guiju-verify.mjs', 'receipt.json', '--policy', 'park.policy', '--lang', 'en'];
    const passed = await run(process.execPath, words, { cwd: folder });
    expect(passed.stdout).toContain('Passed: the receipt is intact');
    const alone = run(process.execPath, words.slice(0, 2), { cwd: folder });
    await expect(alone).rejects.toMatchObject({ code: 3 });
  });

  it('holds no path of the machine it was built on', () => {
    expect(verifier).not.toContain(process.cwd());
  });
});
