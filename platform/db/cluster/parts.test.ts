import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountFor, canReach, systemAccounts } from './account.ts';
import { socketFolder } from './layout.ts';
import { withLock } from './lock.ts';
import { identify, isSameAlive } from './process-identity.ts';
import { findPackage } from './programs.ts';
import { ClusterRefusal, sentence } from './refusal.ts';
import en from './text/en.json' with { type: 'json' };
import zh from './text/zh-CN.json' with { type: 'json' };

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'guiju-parts-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('account', () => {
  const somebody = { name: 'somebody', uid: 4_321, gid: 4_321 };

  test('an ordinary user runs the database as itself', () => {
    expect(accountFor(join(folder, 'absent'), somebody)).toBe(somebody);
  });

  test('an ordinary user is refused the data of another', () => {
    const mine = { ...somebody, uid: (process.geteuid?.() ?? 0) + 1 };
    expect(() => accountFor(folder, mine)).toThrow(
      expect.objectContaining({ code: 'foreign-owner' }),
    );
  });

  test('root lends the database to a user that is not root', () => {
    const root = { name: 'root', uid: 0, gid: 0 };
    expect(accountFor(join(folder, 'absent'), root).uid).toBeGreaterThan(0);
  });

  test('a closed folder anywhere above cannot be reached', () => {
    const inner = join(folder, 'closed', 'inner');
    mkdirSync(inner, { recursive: true });
    chmodSync(folder, 0o755);
    expect(canReach(inner, somebody)).toBe(true);
    chmodSync(join(folder, 'closed'), 0o700);
    expect(canReach(inner, somebody)).toBe(false);
  });

  test('a list of users with broken lines is read as far as it goes', () => {
    const path = join(folder, 'passwd');
    writeFileSync(path, 'a:x:1:2:::\nbroken\n\nb:x:3:4:::\n');
    expect(systemAccounts(path).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('process identity', () => {
  test('tells this process from one that is gone and from one with the same number', async () => {
    const child = spawn('sleep', ['5']);
    const identity = identify(child.pid ?? 0) ?? '';
    expect(isSameAlive(identity)).toBe(true);
    expect(isSameAlive(`${child.pid} 1`)).toBe(process.platform !== 'linux');
    child.kill();
    await once(child, 'exit');
    expect(isSameAlive(identity)).toBe(false);
    expect(isSameAlive('')).toBe(false);
  });
});

describe('lock', () => {
  test('lets one in at a time and is gone afterwards', async () => {
    const path = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
    expect({ most, left: existsSync(path) }).toEqual({ most: 1, left: false });
  });

  test('left by a process that is gone is taken over', async () => {
    const path = join(folder, 'stale');
    writeFileSync(path, '999999999 1');
    expect(await withLock(path, async () => 'done')).toBe('done');
  });
});

describe('layout and programs', () => {
  test('a socket whose name would be too long gets a short folder', () => {
    expect(socketFolder('/srv/run')).toBe('/srv/run');
    const short = socketFolder(`/srv/${'很长'.repeat(20)}/run`);
    expect(short).toMatch(/guiju-[0-9a-f]{12}$/);
  });

  test('a platform without programs is refused and told of DATABASE_URL', () => {
    const act = () => findPackage('sunos-sparc');
    expect(act).toThrow(/sunos-sparc.*DATABASE_URL/);
  });
});

describe('sentences', () => {
  test('stand in both languages with the same names', () => {
    const names = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    for (const key of Object.keys(en) as (keyof typeof en)[])
      // the keys of this very object
      expect(names(zh[key])).toEqual(names(en[key]));
  });

  test('a refusal speaks the language it is asked for', () => {
    const refusal = new ClusterRefusal('read-only', { path: '/x' });
    expect(refusal.in('zh-CN')).toBe(sentence('read-only', { path: '/x' }, 'zh-CN'));
    expect(refusal.message).toContain('/x');
  });
});
