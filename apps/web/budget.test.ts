import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firstFiles, publicPageBytesMax, publicPages, weights, type Manifest } from './budget.ts';
import { slices } from './routes.ts';

const dist = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const here = fileURLToPath(new URL('./', import.meta.url));
const manifestPath = `${dist}.vite/manifest.json`;

// Vite writes this file; its shape is Manifest and more.
const built = () => JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;

function isFresh(): boolean {
  if (!existsSync(manifestPath)) return false;
  const known = built();
  return Object.keys(publicPages).every((page) => known[page] !== undefined);
}

const texts = Object.fromEntries(
  [
    '../../platform/ui/text',
    'text',
    ...['services'].map((each) => `../../domains/${each}/web/text`),
  ].map((folder) => [`${folder}/zh-CN.json`, { file: `${folder}.js` }]),
);
const manifest: Manifest = {
  'index.html': { file: 'index.js', imports: ['_react'], dynamicImports: ['shell/Work.tsx'] },
  _react: { file: 'react.js' },
  'shell/Work.tsx': { file: 'antd.js' },
  '../../domains/services/web/ServicePage.tsx': { file: 'service.js', imports: ['_react'] },
  ...texts,
};

describe('the size of public pages', () => {
  it('counts each chunk once and nothing that comes only on demand', () => {
    const files = firstFiles(manifest, '../../domains/services/web/ServicePage.tsx');
    expect(files).toContain('service.js');
    expect(files.filter((file) => file === 'react.js')).toHaveLength(1);
    expect(files).not.toContain('antd.js');
  });

  it('does not take a missing page for an empty one', () => {
    expect(() => firstFiles(manifest, 'pages/HomePage.tsx')).toThrow(/HomePage/);
  });

  it('names every public page there is, by its file', () => {
    const isPublic = (path: string) => !/^\/p\/\$park\/(my|desk|office)(\/|$)/.test(path);
    const pages = slices.flatMap((slice) => slice.pages).filter((page) => isPublic(page.path));
    expect(Object.keys(publicPages)).toHaveLength(pages.length);
    expect(Object.keys(publicPages).filter((file) => !existsSync(here + file))).toEqual([]);
  });

  // Without a build, or with one older than the pages, there is nothing to weigh: `npm test` builds.
  it.runIf(isFresh())('stays within the budget in the build there is', () => {
    const found = weights(built(), (file) => gzipSync(readFileSync(dist + file)).length);
    expect(found).toHaveLength(Object.keys(publicPages).length);
    expect(found.filter(({ bytes }) => bytes > publicPageBytesMax)).toEqual([]);
    expect(found[0]?.bytes).toBeGreaterThan(50_000);
  });
});
