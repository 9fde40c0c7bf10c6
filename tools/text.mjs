// Sentences of the start-up tools in the reader's language, before anything is installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOfEnvironment } from '../platform/text/locale.mjs';

export { languageOfEnvironment as languageOf };

const sentences = JSON.parse(
  readFileSync(
    join(import.meta.dirname, 'text', `${languageOfEnvironment(process.env)}.json`),
    'utf8',
  ),
);

/** The sentence under `key` with `{name}` replaced by `values.name`; an unknown key is a fault. */
export function sentence(key, values = {}) {
  const found = sentences[key];
  if (found === undefined) throw new Error(`tools/text has no sentence "${key}"`);
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** An expected no of a tool: told in one sentence, without a stack. */
export class Refusal extends Error {
  constructor(key, values) {
    super(sentence(key, values));
    this.key = key;
  }
}

/** Writes one sentence to standard error; standard output belongs to the script that is run. */
export const say = (key, values) => process.stderr.write(`${sentence(key, values)}\n`);

/** Ends the process: a refusal as its sentence, anything else as the fault it is. */
export function fail(error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : (error?.stack ?? error)}\n`);
  process.exitCode = 1;
}
