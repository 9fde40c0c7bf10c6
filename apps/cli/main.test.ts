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
    expect(said).toEqual([`Cannot read or write the file ${tmpdir()}: EISDIR`]);
  },
);
