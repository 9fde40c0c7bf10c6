import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, fail } from '#tools/text.mjs';

/** What the `run` of a bench returns. */
export type BenchResult = {
  /** Our figure of each round, in the bench's own unit. */
  readonly ours: readonly number[];
  /** The peer's figure of each round, or the limit to keep. */
  readonly peer: readonly number[];
  /** Ours against the peer, larger is better. */
  readonly ratio: number;
  /** What the rounds showed, for a reader. */
  readonly lines: readonly string[];
};

const FOLDER = import.meta.dirname;
const NOT_BENCHES = /^(main|database)\.ts$|\.test\.ts$|\.tmp\.ts$/;

/** `npm run bench -- NAME`: runs `bench/NAME.ts`; the last line is `ratio: N`. */
async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const path = join(FOLDER, `${name}.ts`);
  if (!/^[a-z0-9-]+$/.test(name) || NOT_BENCHES.test(`${name}.ts`) || !existsSync(path)) {
    throw new Refusal('bench.usage', { known: benchNames().join(', ') });
  }
  const bench: { run: () => Promise<BenchResult> } = await import(pathToFileURL(path).href);
  const { lines, ratio } = await bench.run();
  for (const line of lines) console.log(line);
  console.log(`ratio: ${Number(ratio.toPrecision(4))}`);
}

const benchNames = (): string[] =>
  globSync('*.ts', { cwd: FOLDER })
    .filter((file) => !NOT_BENCHES.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();

await main().catch(fail);
