import { createReadStream, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { translate } from '#platform/text/index.ts';
import { exit, type Command } from '../command.ts';
import { DmnBatch } from '../dmn/batch.ts';
import { sayUse } from './pack-argument.ts';

/**
 * `guiju dmn --batch CASES.jsonl`: decides every line and answers it in order; `-` reads standard
 * input. 0 when every line is answered, with a value or an error; 2 without such a file.
 */
export const run: Command = async (words, io) => {
  const [option, file] = words;
  if (option !== '--batch' || file === undefined || words.length !== 2) {
    sayUse('dmn', io);
    return exit.misuse;
  }
  const path = resolve(io.folder, file);
  if (file !== '-' && !existsSync(path)) {
    io.err(translate(io.language, 'cli.dmn.no_file', { file }));
    return exit.misuse;
  }
  const input = file === '-' ? process.stdin : createReadStream(path);
  const batch = new DmnBatch(file === '-' ? io.folder : dirname(path), io);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') io.out(batch.answer(line));
  }
  return batch.faults === 0 ? exit.ok : exit.fault;
};
