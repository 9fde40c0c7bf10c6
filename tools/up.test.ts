import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '#platform/db/cluster/index.ts';
import { startOver } from './up/fresh.ts';
import { readOptions, refuseWrongSettings } from './up/options.ts';
import { claimHome, ensureFreePort } from './up/presence.ts';
import { sourcesHash } from './up/web-build.ts';

let home = '';
beforeAll(() => (home = mkdtempSync(join(tmpdir(), 'up-'))));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const refusal = (key: string) => expect.objectContaining({ key });

describe('options', () => {
  test('an argument goes before the environment, which goes before the default', () => {
    expect(readOptions(['--port', '81'], { PORT: '82' }).port).toBe(81);
    expect(readOptions([], { PORT: '82' }).port).toBe(82);
    expect(readOptions([], {})).toMatchObject({ port: 8080, demo: false, fresh: false });
  });

  test('what is no port and an unknown argument are refused', () => {
    for (const port of ['0', '65536', 'x', '1.5']) {
      expect(() => readOptions([`--port=${port}`], {})).toThrow(refusal('up.bad-port'));
    }
    expect(() => readOptions(['--nonsense'], {})).toThrow(refusal('up.usage'));
  });
});

describe('settings', () => {
  test('what is wrong in the environment is one sentence that names each variable', () => {
    const wrong = { GUIJU_NOW: 'yesterday', DATABASE_URL: 'nonsense' };
    expect(() => refuseWrongSettings(wrong)).toThrow(/GUIJU_NOW.*DATABASE_URL/);
    expect(() => refuseWrongSettings(wrong)).toThrow(refusal('up.bad-settings'));
    expect(() => refuseWrongSettings({ GUIJU_NOW: '2026-09-18T09:00:00+08:00' })).not.toThrow();
  });
});

describe('presence', () => {
  test('a home that a living process serves is refused with its address', () => {
    const claim = claimHome(home);
    claim.tell('http://here:1');
    expect(() => claimHome(home)).toThrow(/http:\/\/here:1/);
    claim.release();
    expect(() => claimHome(home).release()).not.toThrow();
  });

  test('a mark of a process that is gone, or half a mark, is taken over', () => {
    const alive = identify(process.pid)?.split(' ')[0];
    for (const mark of [`{"identity":"${alive} 1","address":""}`, '{"ident', '']) {
      writeFileSync(join(home, 'up.json'), mark);
      expect(() => claimHome(home).release()).not.toThrow();
    }
  });

  test('a busy port is refused, a free one is left free', async () => {
    const server = createServer().listen(0);
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(ensureFreePort(port)).rejects.toEqual(refusal('up.busy-port'));
    await new Promise((resolve) => server.close(resolve));
    await ensureFreePort(port);
    await ensureFreePort(port);
  });
});

describe('starting over', () => {
  const options = { port: 1, demo: false, fresh: true, yes: false, databaseUrl: undefined };

  test('an external database is never emptied', async () => {
    const external = startOver(home, { ...options, yes: true, databaseUrl: 'postgres://x' });
    await expect(external).rejects.toEqual(refusal('up.fresh-external'));
  });

  test.each([
    ['somebody’s own file beside our folders', ['data/pgdata/PG_VERSION', 'letters/one.txt']],
    ['folders that only have our names', ['data/mine.txt', 'files/mine.txt']],
  ])('a folder with %s loses nothing', async (_, files) => {
    const folder = mkdtempSync(join(home, 'own-'));
    for (const file of files) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), 'mine');
    }
    const over = startOver(folder, { ...options, yes: true });
    await expect(over).rejects.toEqual(refusal('up.fresh-foreign'));
    for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).toBe('mine');
  });

  test('without a terminal to ask at it needs the word of the caller', async () => {
    const isAsked = process.stdin.isTTY;
    process.stdin.isTTY = false;
    const folder = mkdtempSync(join(home, 'unasked-'));
    await expect(startOver(folder, options)).rejects.toEqual(refusal('up.fresh-unasked'));
    process.stdin.isTTY = isAsked;
  });
});

describe('web build', () => {
  test('changes of a page, a model and the lock make it stale; a test does not', () => {
    const put = (path: string, text: string): string => {
      mkdirSync(join(home, path, '..'), { recursive: true });
      writeFileSync(join(home, path), text);
      return sourcesHash(home);
    };
    const hashes = [
      put('apps/web/main.tsx', '1'),
      put('apps/web/main.tsx', '2'),
      put('domains/cases/model.ts', '1'),
      put('package-lock.json', '{}'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(put('apps/web/main.test.tsx', '1')).toBe(hashes.at(-1));
  });
});
