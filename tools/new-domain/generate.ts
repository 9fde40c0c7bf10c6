import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../text.mjs';

/** A new domain: its folder's noun, one of it, and the minute its first migration is named after. */
export type NewDomain = {
  /** Plural, lower case: `permits`. */
  readonly nouns: string;
  /** Singular: `permit`. */
  readonly noun: string;
  /** `yyyymmddhhmm`. */
  readonly stamp: string;
};

const TEMPLATE = join(import.meta.dirname, '..', 'domain-template');
const NOUN = /^[a-z][a-z]{1,30}$/;

/**
 * Writes a slice with every layer under `root`/domains and returns its folder.
 *
 * @throws {Refusal} `domain.usage` for a noun that is no lower-case word, `domain.exists`
 */
export function generateDomain(root: string, domain: NewDomain): string {
  const { nouns, noun } = domain;
  if (!NOUN.test(nouns) || !NOUN.test(noun) || nouns === noun) throw new Refusal('domain.usage');
  const folder = join(root, 'domains', nouns);
  if (existsSync(folder)) throw new Refusal('domain.exists', { path: folder });
  for (const name of globSync('**/*.tpl', { cwd: TEMPLATE })) {
    const path = join(folder, fill(name, domain).replace(/\.tpl$/, ''));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fill(readFileSync(join(TEMPLATE, name), 'utf8'), domain));
  }
  return folder;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function fill(text: string, { nouns, noun, stamp }: NewDomain): string {
  return text
    .replaceAll('__stamp__', stamp)
    .replaceAll('__nouns__', nouns)
    .replaceAll('__noun__', noun)
    .replaceAll('__Nouns__', capital(nouns))
    .replaceAll('__Noun__', capital(noun));
}
