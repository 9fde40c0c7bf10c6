import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGuiju } from './main.ts';

const guides = join(import.meta.dirname, '..', '..', 'docs', 'guide');
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'guiju-tutorial-'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** A fenced block of a page: what follows the fence's opening, and its lines. */
type Block = { readonly info: string; readonly body: string };

function blocksOf(page: string): Block[] {
  const found = page.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, info = '', body = '']) => ({ info, body }));
}

/** The file a block is about, within the pack of the tutorial. */
const fileOf = (info: string): string | undefined => /file=(\S+)/.exec(info)?.[1];

/** The file a block shows as it is already there. */
const shownOf = (info: string): string | undefined => /shows=(\S+)/.exec(info)?.[1];

const linesOf = (body: string, sign: '-' | '+'): string =>
  body
    .split('\n')
    .filter((line) => line.startsWith(sign))
    .map((line) => line.slice(1))
    .join('\n');

async function writeBlock(pack: string, { info, body }: Block): Promise<void> {
  const file = join(pack, fileOf(info) ?? '');
  if (info.startsWith('yaml')) {
    await mkdir(dirname(file), { recursive: true });
    return writeFile(file, body);
  }
  const before = await readFile(file, 'utf8');
  expect(before).toContain(linesOf(body, '-'));
  return writeFile(file, before.replace(linesOf(body, '-'), linesOf(body, '+')));
}

/** Runs the `npm run guiju --` lines of a block; everything else of a shell is only read. */
async function runBlock(folder: string, { body }: Block): Promise<string> {
  const said: string[] = [];
  const write = (line: string) => void said.push(line);
  const commands = [...body.matchAll(/^npm run guiju -- (.+)$/gm)].map(([, words = '']) => words);
  for (const command of commands) {
    await runGuiju(command.split(' '), { out: write, err: write, env: {}, folder });
  }
  return said.map((line) => `${line}\n`).join('');
}

/** Follows a page from top to bottom; returns what it says is printed beside what was printed. */
async function follow(language: string) {
  const page = await readFile(join(guides, language, 'write-a-service.md'), 'utf8');
  const folder = join(home, language);
  await mkdir(folder);
  const printed: { told: string; said: string }[] = [];
  let said = '';
  for (const block of blocksOf(page)) {
    if (block.info === 'sh') said = await runBlock(folder, block);
    else if (block.info === 'text') printed.push({ told: block.body, said });
    else if (shownOf(block.info)) {
      const file = join(folder, 'my-park', shownOf(block.info) ?? '');
      printed.push({ told: block.body, said: await readFile(file, 'utf8') });
    } else if (fileOf(block.info)) await writeBlock(join(folder, 'my-park'), block);
  }
  return printed;
}

describe('the tutorial “How to write a service”', () => {
  test.each(['zh-CN', 'en'])('does in %s what it says, to the letter', async (language) => {
    const printed = await follow(language);
    expect(printed).toHaveLength(9);
    expect(printed.map(({ said }) => said)).toEqual(printed.map(({ told }) => told));
  });

  test('writes the same files in both languages', async () => {
    const filesOf = async (language: string) => {
      const page = await readFile(join(guides, language, 'write-a-service.md'), 'utf8');
      return blocksOf(page).filter(({ info }) => fileOf(info));
    };
    expect(await filesOf('en')).toEqual(await filesOf('zh-CN'));
  });
});
