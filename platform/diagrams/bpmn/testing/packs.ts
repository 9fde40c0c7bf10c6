import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readDefinition, type Definition } from '#engines/process/index.ts';

const packs = join(import.meta.dirname, '..', '..', '..', '..', 'packs');

/** Every definition of every pack that ships, with its file; at least one, or it throws. */
export function packDefinitions(): { readonly file: string; readonly definition: Definition }[] {
  const files = globSync('**/services/*.yaml', { cwd: packs }).filter(
    (file) => !file.endsWith('.cases.yaml'),
  );
  const found = files.toSorted().flatMap((file) => {
    const { definition } = readDefinition(parse(readFileSync(join(packs, file), 'utf8')));
    return definition === undefined ? [] : [{ file, definition }];
  });
  if (found.length === 0) throw new Error('no pack holds a definition');
  return found;
}
