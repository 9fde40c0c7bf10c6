import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNote, signNote } from '#engines/ledger/index.ts';
import { openLogKey } from './log-keys.ts';
import { nodeSha256Ed25519 as suite } from './suites.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'guiju-keys-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const onlyFile = async (folder: string) => {
  const [name = ''] = await readdir(join(folder, 'keys'));
  return join(folder, 'keys', name);
};

describe('the key of a log', () => {
  test('is made at first use, kept, and readable by this user only', async () => {
    const first = await openLogKey(home, 'north.example/log');
    const again = await openLogKey(home, 'north.example/log');
    expect(again.vkey).toBe(first.vkey);
    const path = await onlyFile(home);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await readFile(path, 'utf8')).toMatch(/^PRIVATE\+KEY\+north\.example\/log\+/);
  });

  test('signs what its verifier key, and no other, accepts', async () => {
    const key = await openLogKey(home, 'north.example/log');
    const other = await openLogKey(join(home, 'other'), 'north.example/log');
    expect(other.vkey).not.toBe(key.vkey);
    const note = signNote('north.example/log\n0\nroot\n', [key.signer]);
    const openedWith = (vkey: string) => {
      const verifier = suite.verifierFrom(vkey);
      return openNote(note, verifier ? [verifier] : []).ok;
    };
    expect([openedWith(key.vkey), openedWith(other.vkey)]).toEqual([true, false]);
  });

  test('is one, also where several processes make it at once', async () => {
    const folder = join(home, 'race');
    const keys = await Promise.all([1, 2, 3, 4].map(() => openLogKey(folder, 'race.example/log')));
    expect(new Set(keys.map((key) => key.vkey)).size).toBe(1);
    expect(await readdir(join(folder, 'keys'))).toHaveLength(1);
  });

  test('of two logs whose file names look alike are two', async () => {
    const folder = join(home, 'alike');
    const [a, b] = [await openLogKey(folder, 'a/b'), await openLogKey(folder, 'a_b')];
    expect(a.vkey).not.toBe(b.vkey);
    expect(await readdir(join(folder, 'keys'))).toHaveLength(2);
  });

  test('that others may read, that is broken or of another log is a fault, never replaced', async () => {
    const folder = join(home, 'spoiled');
    await openLogKey(folder, 'south.example/log');
    const path = await onlyFile(folder);
    const good = await readFile(path, 'utf8');
    await chmod(path, 0o644);
    await expect(openLogKey(folder, 'south.example/log')).rejects.toThrow('others may read');
    await chmod(path, 0o600);
    await writeFile(path, good.replace(/.{8}$/m, 'AAAAAAAA'));
    await expect(openLogKey(folder, 'south.example/log')).rejects.toThrow('not a signing key');
    await writeFile(path, await readFile(await onlyFile(home), 'utf8'));
    await expect(openLogKey(folder, 'south.example/log')).rejects.toThrow('key of north');
  });
});
