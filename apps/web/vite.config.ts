import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundleVerifyPage } from '#apps/cli/verify/page.ts';
import { bundleVerifier } from '#apps/cli/verify/standalone.ts';
import { precompress } from '#platform/http/precompress.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Where the API answers while developing; in production one server gives both. */
const api = process.env.GUIJU_API ?? 'http://127.0.0.1:7800';

/** Compresses what was built, so that the server sends files as they lie there. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'guiju-compressed',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = fileURLToPath(new URL(build.outDir, `file://${here}`));
    },
    closeBundle: () => void precompress(folder),
  };
}

/** The verifiers people take home stand beside the pages: one as a page, one for a terminal. */
const verifiersToTakeHome: Plugin = {
  name: 'verifiers-to-take-home',
  apply: 'build',
  async generateBundle() {
    const [page, program] = [await bundleVerifyPage(), await bundleVerifier()];
    this.emitFile({ type: 'asset', fileName: 'guiju-verify.html', source: page });
    this.emitFile({ type: 'asset', fileName: 'guiju-verify.mjs', source: program });
  },
};

export default defineConfig({
  root: here,
  plugins: [react(), verifiersToTakeHome, compressed()],
  // Whole names only: packages whose names begin so keep theirs.
  resolve: { alias: [{ find: /^crypto$/, replacement: `${here}browser-crypto.ts` }] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The workbench is one big chunk by choice; budget.ts guards what public pages load.
    chunkSizeWarningLimit: 1600,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] },
    proxy: { '^/p/[^/]+/api/': api, '^/api/': api },
  },
});
