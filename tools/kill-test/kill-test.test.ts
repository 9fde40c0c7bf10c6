import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { killMoments } from './moments.ts';
import { runKillTest } from './run.ts';

test('moments ascend, alternate, differ by seed and are the same for the same seed', () => {
  const moments = killMoments({ seed: 7, kills: 20, acts: 6_000 });
  const acts = moments.map(({ afterActs }) => afterActs);
  expect(acts).toEqual(acts.toSorted((a, b) => a - b));
  expect(acts.at(-1)).toBeLessThan(5_700);
  expect(moments.map(({ victim }) => victim).slice(0, 3)).toEqual(['server', 'database', 'server']);
  expect(killMoments({ seed: 7, kills: 20, acts: 6_000 })).toEqual(moments);
  expect(killMoments({ seed: 8, kills: 20, acts: 6_000 })).not.toEqual(moments);
});

test('nothing acknowledged is lost or doubled when server and database are killed', async () => {
  const home = mkdtempSync(join(tmpdir(), 'guiju-kill-'));
  chmodSync(home, 0o755);
  const plan = { kills: 2, total: 30, seed: 3, width: 8, home };
  try {
    const result = await runKillTest({ ...plan, port: await freePort(), tell: () => undefined });
    expect(result).toMatchObject({ lost: [], doubled: [], unfolded: [], broken: [], kills: 2 });
    expect(result.counted).toBe(true);
    expect(result.acts).toBeGreaterThan(100);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 240_000);
