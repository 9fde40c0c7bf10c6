import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firstFiles, publicPageBytesMax, publicPages, weights, type Manifest } from './budget.ts';

const dist = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const manifestPath = `${dist}.vite/manifest.json`;

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

  // Without a build there is nothing to weigh; `npm test` builds before it runs this.
  it.runIf(existsSync(manifestPath))('stays within the budget in the build there is', () => {
    // Vite writes this file; its shape is ManifestChunk and more.
    const built = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
    const found = weights(built, (file) => gzipSync(readFileSync(dist + file)).length);
    expect(found).toHaveLength(Object.keys(publicPages).length);
    expect(found.filter(({ bytes }) => bytes > publicPageBytesMax)).toEqual([]);
    expect(found[0]?.bytes).toBeGreaterThan(50_000);
  });
});
