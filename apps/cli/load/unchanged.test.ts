import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from './unchanged.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unchanged-'));
  await mkdir(join(folder, 'north', 'services'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a changed byte, a new, renamed or other file and another setting give another fingerprint', async () => {
  const print = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return fingerprintOf(folder, ['development']);
  };
  const all = [
    await print('north/park.yaml', 'a'),
    await print('north/park.yaml', 'b'),
    await print('north/services/x.yaml', 'b'),
    await print('north/services/y.yml', ''),
    await fingerprintOf(folder, ['production']),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(await print('north/README.md', 'not a part of a pack')).toBe(all[3]);
});
