import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileModel } from '#engines/rules/index.ts';
import type { CompiledModel, RuleFinding } from '#engines/rules/index.ts';
import type { DmnFinding, DmnImport } from './document.ts';
import { importDmn } from './import-model.ts';
import type { FindImport } from './import-model.ts';
import { XML_LENGTH_MAX } from './xml.ts';

/** Most files of a folder looked through for an imported namespace. */
export const NEIGHBOURS_MAX = 256;

/** A model read from a file, compiled, with all that stands against it. */
export interface OpenModel {
  readonly model?: CompiledModel;
  readonly findings: readonly (DmnFinding | RuleFinding)[];
}

/**
 * Reads and compiles a model; what it imports is looked for where the import says, else by
 * namespace among the files beside it.
 *
 * @param path absolute path of the DMN file
 * @returns undefined where the file cannot be read or is longer than the limit
 */
export function openModel(path: string): OpenModel | undefined {
  const xml = readText(path);
  if (xml === undefined) return undefined;
  const read = importDmn(xml, neighbours(dirname(path)));
  if (read.model === undefined) return { findings: read.findings };
  const { model, findings } = compileModel(read.model);
  return { model, findings: [...read.findings, ...findings] };
}

function neighbours(folder: string): FindImport {
  let byNamespace: ReadonlyMap<string, string> | undefined;
  return (wanted) => {
    const named = atLocation(folder, wanted);
    if (named !== undefined) return named;
    byNamespace ??= namespacesIn(folder);
    const path = byNamespace.get(wanted.namespace);
    return path === undefined ? undefined : readText(path);
  };
}

/** A location may be a web address; only files inside the model's folder are opened. */
function atLocation(folder: string, { location, namespace }: DmnImport): string | undefined {
  if (location === undefined || /^[a-z][a-z0-9+.-]*:/iu.test(location)) return undefined;
  const path = resolve(folder, location);
  if (!path.startsWith(`${folder}/`)) return undefined;
  const xml = readText(path);
  return xml !== undefined && namespaceOf(xml) === namespace ? xml : undefined;
}

function namespacesIn(folder: string): ReadonlyMap<string, string> {
  const names = globSync('**/*.dmn', { cwd: folder }).toSorted().slice(0, NEIGHBOURS_MAX);
  const paths = names.map((name) => join(folder, name));
  return new Map(
    paths.flatMap((path) => {
      const namespace = namespaceOf(readText(path) ?? '');
      return namespace === undefined ? [] : [[namespace, path] as const];
    }),
  );
}

/** The namespace a text's root declares for its model, found without reading the whole. */
function namespaceOf(xml: string): string | undefined {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/u.exec(xml)?.[0];
  return root === undefined ? undefined : /\snamespace\s*=\s*["']([^"']*)["']/u.exec(root)?.[1];
}

function readText(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const { size } = statSync(path);
  const isReadable = statSync(path).isFile() && size <= XML_LENGTH_MAX;
  return isReadable ? readFileSync(path, 'utf8') : undefined;
}
