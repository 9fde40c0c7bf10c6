import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPack } from './check.ts';

const packs = join(import.meta.dirname, '..', '..', '..', 'packs');
const letter = 'templates/admission-letter.yaml';
let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'guiju-templates-'));
  // The base pack stands beside it, as where it comes from.
  await cp(join(packs, 'calendars'), join(home, 'calendars'), { recursive: true });
  folder = join(home, 'shijingshan');
  await cp(join(packs, 'shijingshan'), folder, { recursive: true });
});
afterEach(() => rm(home, { recursive: true }));

const found = async () =>
  (await checkPack(folder)).findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, file, path, values }) => ({ code, file, path, values }));

describe('a template of a pack', () => {
  test('that ships has no finding', async () => {
    expect(await found()).toEqual([]);
  });

  test('is found wanting where it reads what no document has', async () => {
    const text = await readFile(join(folder, letter), 'utf8');
    await writeFile(join(folder, letter), text.replace('{{ decision }}', '{{ verdict }}'));
    expect(await found()).toEqual([
      {
        code: 'cli.pack.bad_expression',
        file: letter,
        path: 'paragraphs.2.zh-CN',
        values: { expression: 'verdict' },
      },
    ]);
  });

  test('is missed by the definition that renders it', async () => {
    await rm(join(folder, letter));
    expect(await found()).toMatchObject([
      { code: 'cli.pack.unknown_template', file: 'services/space-admission.yaml' },
    ]);
  });
});
