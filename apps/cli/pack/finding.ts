import type { Locate, PackFinding, Place } from '#platform/packs/index.ts';

/** A file of a pack as far as placing a finding in it needs. */
export type PlacedFile = { readonly file: string; readonly locate: Locate };

/** What a finding says beside where it stands; codes of this folder begin with `cli.pack.`. */
export type Found = {
  readonly code: string;
  /** Dotted path within the file. */
  readonly path: string;
  readonly severity?: PackFinding['severity'];
  readonly values?: PackFinding['values'];
  readonly clause?: string;
};

/** Makes a finding about a file, with the line of its path or of what encloses it. */
export function findingIn(file: PlacedFile, found: Found): PackFinding {
  return { severity: 'error', values: {}, ...found, file: file.file, ...nearest(file, found.path) };
}

/** A missing field has no place of its own: the nearest element around it that is there gives one. */
function nearest({ locate }: PlacedFile, path: string): Place | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length >= 0; length -= 1) {
    const found = locate(parts.slice(0, length).join('.'));
    if (found) return found;
  }
  return undefined;
}
