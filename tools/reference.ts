import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliText } from './reference/cli.ts';
import { errorsText } from './reference/errors.ts';
import { eventsText } from './reference/events.ts';
import { languageText } from './reference/language.ts';
import { openApiText } from './reference/openapi.ts';
import { packSchemaText } from './reference/pack-schema.ts';
import { ROOT } from './runtime.mjs';
import { Refusal, fail, say } from './text.mjs';

const FOLDER = 'docs/reference';

/** Every generated file and what makes it. */
const GENERATED: Readonly<Record<string, () => Promise<string>>> = {
  'openapi.json': openApiText,
  'errors.md': errorsText,
  'events.md': eventsText,
  'pack-schema.json': packSchemaText,
  'cli.md': cliText,
  'language.md': () => Promise.resolve(languageText()),
};

/**
 * `node tools/run.mjs tools/reference.ts [--check]`: writes docs/reference from the code; with
 * `--check` writes nothing and ends with exit code 1 when a file is not what the code says.
 */
async function main(): Promise<void> {
  const [word] = process.argv.slice(2);
  if (word !== undefined && word !== '--check') throw new Refusal('reference.usage');
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  for (const [name, make] of Object.entries(GENERATED)) {
    const file = join(FOLDER, name);
    const text = await make();
    if (existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), 'utf8') === text) continue;
    if (word === '--check') process.exitCode = 1;
    else writeFileSync(join(ROOT, file), text);
    say(word === '--check' ? 'reference.stale' : 'reference.written', { file });
  }
}

await main().catch(fail);
