import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runGuiju } from './main.ts';

test.each([[['bpmn', 'import', tmpdir()]], [['dmn', '--batch', tmpdir()]]])(
  'a folder where a file is wanted is wrong use, said in one sentence: %j',
  async (words) => {
    const said: string[] = [];
    const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
    const code = await runGuiju([...words, '--lang', 'en'], { ...io, env: {}, folder: tmpdir() });
    expect(code).toBe(2);
    expect(said).toEqual([
      `Cannot use ${tmpdir()}: it is a folder. Name an existing file that may be read.`,
    ]);
  },
);

test.each([
  [['audit'], { GUIJU_HOME: '/proc/guiju' }, [1, /\/proc\/guiju is not writable/]],
  [['audit'], { DATABASE_URL: 'postgres://a:hush@127.0.0.1:1/b' }, [1, /cannot be reached/]],
  [['audit'], { DATABASE_URL: 'nonsense' }, [2, /DATABASE_URL/]],
  [
    ['witness', '--name', 'w', '--policy', '/no/such'],
    {},
    [2, /no policy file \/no\/such.*not there/],
  ],
  [['replay', 'park', '/no/such.yaml'], {}, [2, /no draft “\/no\/such\.yaml”/]],
] as const)(
  '%j with %j ends in one sentence and code: %j',
  async (words, env, [expected, sentence]) => {
    const said: string[] = [];
    const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
    const code = await runGuiju([...words, '--lang', 'en'], { ...io, env, folder: tmpdir() });
    expect([code, said]).toEqual([expected, [expect.stringMatching(sentence)]]);
    expect(said.join()).not.toContain('hush');
  },
);

test('a language nobody speaks here is wrong use', async () => {
  const said: string[] = [];
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
  expect(await runGuiju(['check', '--lang', 'fr'], { ...io, env: {}, folder: tmpdir() })).toBe(2);
  expect(said).toEqual([expect.stringContaining('“fr”')]);
});
