/** The size budget of public pages: what a visitor's browser loads before a page can be used. */

/** A chunk as Vite's manifest lists it; only what is read here. */
export type ManifestChunk = {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
};
export type Manifest = Readonly<Record<string, ManifestChunk>>;

/**
 * Gzipped JavaScript a public page may load first. The issue allows 200 KiB; the pages need about 150,
 * and a library that comes back into the first load is to be seen. @source issue 2, section 6
 */
export const publicPageBytesMax = 165 * 1024;

/** Public pages by their module, with the slices whose texts they load. */
export const publicPages: Readonly<Record<string, readonly string[]>> = {
  'pages/ParksPage.tsx': [],
  'pages/HomePage.tsx': ['services', 'standards'],
  'pages/ClausePage.tsx': ['standards'],
  'pages/SignInPage.tsx': [],
  '../../domains/services/web/CataloguePage.tsx': ['services'],
  '../../domains/services/web/ServicePage.tsx': ['services'],
  '../../domains/standards/web/SystemPage.tsx': ['standards'],
  '../../domains/standards/web/StandardPage.tsx': ['standards'],
  '../../domains/evidence/web/VerifyPage.tsx': ['evidence'],
  '../../domains/evidence/web/VerifyAnywherePage.tsx': ['evidence'],
  '../../domains/evidence/web/ReceiptPage.tsx': ['evidence'],
  '../../domains/evidence/web/LogPage.tsx': ['evidence'],
};

const entry = 'index.html';
const textOf = (slice: string) => `../../domains/${slice}/web/text/zh-CN.json`;
const textsAlways = ['../../platform/ui/text/zh-CN.json', 'text/zh-CN.json'];

/** Chunks that come with `start`: itself and everything it imports at once. Throws for an unknown one. */
export function closureOf(manifest: Manifest, start: string, seen = new Set<string>()) {
  if (seen.has(start)) return seen;
  const chunk = manifest[start];
  if (chunk === undefined) throw new Error(`the manifest has no ${start}; is the build stale?`);
  seen.add(start);
  for (const next of chunk.imports ?? []) closureOf(manifest, next, seen);
  return seen;
}

/** The files a public page loads first, each once. */
export function firstFiles(manifest: Manifest, page: string): string[] {
  const seen = closureOf(manifest, entry);
  const texts = [...textsAlways, ...(publicPages[page] ?? []).map(textOf)];
  for (const start of [page, ...texts]) closureOf(manifest, start, seen);
  return [...seen]
    .flatMap((name) => manifest[name]?.file ?? [])
    .filter((file) => file.endsWith('.js'));
}

/** A page and what it weighs, in bytes. */
export type Weight = { readonly page: string; readonly bytes: number };

/** What each public page loads first, heaviest first; `sizeOf` gives a file's gzipped bytes. */
export function weights(manifest: Manifest, sizeOf: (file: string) => number): Weight[] {
  return Object.keys(publicPages)
    .map((page) => ({
      page,
      bytes: firstFiles(manifest, page).reduce((sum, file) => sum + sizeOf(file), 0),
    }))
    .toSorted((one, other) => other.bytes - one.bytes);
}
