import { z } from 'zod';
import { packParties, packPark } from '#domains/parties/model.ts';
import { packClasses, template } from '#domains/services/model/index.ts';
import { packStandards } from '#domains/standards/model.ts';
import { definitionSource, scenarioFile } from '#engines/process/index.ts';
import { packManifest } from '#platform/packs/index.ts';

/** What each file of a pack is read by. */
const files = {
  'pack.yaml': packManifest,
  'park.yaml': packPark,
  'parties.yaml': packParties,
  'standards.yaml': packStandards,
  'classes.yaml': packClasses,
  'services/*.yaml': definitionSource,
  'services/*.cases.yaml': scenarioFile,
  'templates/*.yaml': template,
} satisfies Readonly<Record<string, z.ZodType>>;

/** JSON Schema of every file of a pack, by its place in the folder: what an author may write. */
export async function packSchemaText(): Promise<string> {
  const schemas = Object.entries(files).map(([file, schema]) => [
    file,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
  ]);
  const document = {
    $comment: 'One schema for each kind of file; the checker adds what no schema can say.',
    files: Object.fromEntries(schemas),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
