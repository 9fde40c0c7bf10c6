import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obtainTimestamp, parseRoots, verifyToken, type ObtainedToken } from './index.ts';
import { testAuthority, type TestAuthority } from './testing.ts';

const run = promisify(execFile);
const message = Buffer.from('park.example/log\n7\nroot\n');

let authority: TestAuthority;
let other: TestAuthority;
let loose: TestAuthority;
let obtained: ObtainedToken;
beforeAll(async () => {
  [authority, other, loose] = await Promise.all([
    testAuthority(),
    testAuthority(),
    testAuthority('loose'),
  ]);
  obtained = await obtainTimestamp({ ...authority, message });
});
afterAll(() => Promise.all([authority, other, loose].map((each) => each.close())));

const verify = (token: Uint8Array, of = message, roots = authority.roots) =>
  verifyToken(token, { message: of, roots: parseRoots(roots) });

describe('a timestamp of a real authority', () => {
  test('proves the second in which it was asked for', async () => {
    const verdict = await verify(obtained.token);
    expect(verdict).toEqual({ ok: true, time: obtained.time });
    expect(Math.abs(Date.now() - obtained.time)).toBeLessThan(60_000);
  });

  test('is one for OpenSSL too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guiju-token-'));
    await writeFile(join(folder, 'token'), obtained.token);
    await writeFile(join(folder, 'message'), message);
    await writeFile(join(folder, 'roots'), authority.roots);
    const words = ['ts', '-verify', '-token_in', '-in', 'token', '-data', 'message'];
    const { stdout, stderr } = await run('openssl', [...words, '-CAfile', 'roots'], {
      cwd: folder,
    });
    expect(stdout + stderr).toContain('Verification: OK');
    await rm(folder, { recursive: true });
  });

  test('says nothing about another message', async () => {
    const verdict = await verify(obtained.token, Buffer.from('other'));
    expect(verdict).toEqual({ ok: false, problem: 'other-message' });
  });

  test('is not trusted under another root', async () => {
    const verdict = await verify(obtained.token, message, other.roots);
    expect(verdict).toEqual({ ok: false, problem: 'untrusted' });
  });

  test('proves nothing once a byte of it is changed, wherever that is', async () => {
    const told = new Set<string | number>();
    for (let at = 0; at < obtained.token.length; at += 41) {
      const changed = obtained.token.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const verdict = await verify(changed);
      told.add(verdict.ok ? verdict.time : verdict.problem);
    }
    // Certificates that the chain does not need carry no proof: then the time is the same.
    const times = [...told].filter((each) => typeof each === 'number');
    expect(times.filter((time) => time !== obtained.time)).toEqual([]);
    expect([...told]).toEqual(expect.arrayContaining(['malformed', 'bad-signature']));
    expect(await verify(new Uint8Array())).toEqual({ ok: false, problem: 'malformed' });
  });
});

describe('asking an authority', () => {
  test('refuses the answer to another query, although its signature holds', async () => {
    authority.behave('replays');
    const asked = obtainTimestamp({ ...authority, message });
    await expect(asked).rejects.toThrow('does not hold: other-nonce');
    authority.behave('works');
  });

  test('refuses a certificate that is not for timestamps alone', async () => {
    const asked = obtainTimestamp({ ...loose, message });
    await expect(asked).rejects.toThrow(/does not hold: not-for-timestamps|answers 500/);
  });

  test('refuses an authority that ends in another root', async () => {
    const asked = obtainTimestamp({ ...authority, roots: other.roots, message });
    await expect(asked).rejects.toThrow('does not hold: untrusted');
  });

  test('says why it went without', async () => {
    authority.behave('away');
    await expect(obtainTimestamp({ ...authority, message })).rejects.toThrow('answers 503');
    authority.behave('refuses');
    await expect(obtainTimestamp({ ...authority, message })).rejects.toThrow('with status 2');
    const nowhere = { ...authority, url: 'http://127.0.0.1:9/', message };
    await expect(obtainTimestamp(nowhere)).rejects.toThrow('fetch failed');
    authority.behave('works');
  });

  test('needs at least one root', () => {
    expect(() => parseRoots('nothing')).toThrow('0 certificates');
  });
});
