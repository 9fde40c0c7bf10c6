import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flattenTexts, type Catalogue } from './flatten.ts';
import { languages, type Language } from './localized.ts';

const repositoryRoot = join(import.meta.dirname, '..', '..');
const folders = ['engines', 'platform', 'domains', 'apps'];

/** A text file of a slice and what stands in it. */
export type TextFile = { readonly path: string; readonly texts: Catalogue };

/** Every slice's text file of one language, by path, in a fixed order. */
export function readTextFiles(language: Language, root = repositoryRoot): TextFile[] {
  const patterns = folders.map((folder) => `${folder}/*/text/${language}.json`);
  return globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({
      path,
      texts: flattenTexts(JSON.parse(readFileSync(join(root, path), 'utf8'))),
    }));
}

/**
 * Merges the text files of all slices into one catalogue a language.
 *
 * @throws {Error} when two files give different texts for one key
 */
export function readCatalogues(root = repositoryRoot): Readonly<Record<Language, Catalogue>> {
  const entries = languages.map((language) => [language, merge(readTextFiles(language, root))]);
  // Every language of the list is a key, which fromEntries cannot express.
  return Object.fromEntries(entries) as Record<Language, Catalogue>;
}

function merge(files: readonly TextFile[]): Catalogue {
  const merged: Record<string, string> = {};
  for (const { path, texts } of files) {
    for (const [key, text] of Object.entries(texts)) {
      if (merged[key] !== undefined && merged[key] !== text) {
        throw new Error(`${path}: text ${key} is given elsewhere with other words`);
      }
      merged[key] = text;
    }
  }
  return merged;
}
