import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkDefinition, readDefinition, type Definition } from '#engines/process/index.ts';
import { CALENDAR } from '#engines/process/testing/sample.ts';

/** The limit a check must keep: the peer of this bench is the clock on the wall. */
const LIMIT_MS = 1_000;
const ROUNDS = 7;
const PACKS = join(import.meta.dirname, '..', 'packs');

function packDefinitions(): { readonly file: string; readonly definition: Definition }[] {
  const files = globSync('*/services/*.yaml', { cwd: PACKS }).filter(
    (file) => !file.endsWith('.cases.yaml'),
  );
  return files.flatMap((file) => {
    const { definition } = readDefinition(parse(readFileSync(join(PACKS, file), 'utf8')));
    return definition === undefined ? [] : [{ file, definition }];
  });
}

/** The work of a check grows with the steps and the verbs that lead out of them. */
const sizeOf = (definition: Definition): number => JSON.stringify(definition.flow).length;

/**
 * Checks the largest definition that ships, with its calendar: graph, situations, time, expressions.
 *
 * @returns milliseconds of each round, the limit, and limit ÷ median
 */
export async function run(): Promise<{
  ours: number[];
  peer: number[];
  ratio: number;
  lines: string[];
}> {
  const [largest] = packDefinitions().toSorted(
    (a, b) => sizeOf(b.definition) - sizeOf(a.definition),
  );
  if (largest === undefined) throw new Error('no pack holds a definition');
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    checkDefinition(largest.definition, { calendar: CALENDAR });
    ours.push(performance.now() - begun);
  }
  const median = ours.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  const steps = Object.keys(largest.definition.flow.steps).length;
  return {
    ours,
    peer: ours.map(() => LIMIT_MS),
    ratio: LIMIT_MS / median,
    lines: [
      `${largest.file}: ${steps} steps`,
      `milliseconds a check: ${ours.map((one) => one.toFixed(1)).join(' ')}`,
    ],
  };
}
