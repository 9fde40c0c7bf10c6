/**
 * Writes the verifier as one file that needs nothing but Node: what a park puts beside its policy
 * for download. `node apps/cli/verify/standalone.ts OUT.mjs`
 */

import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const entryFile = fileURLToPath(new URL('verify.ts', import.meta.url));

/** Oldest Node the file runs on; `crypto.hash` came with 20.12. */
const target = 'node20';

/**
 * Returns the text of the one-file verifier. It imports only modules of Node itself.
 *
 * @throws {Error} when the bundler gives anything but one chunk
 */
export async function bundleVerifier(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    // Nothing of the surrounding project may leak in: no public folder, no environment files.
    publicDir: false,
    envDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entryFile,
      write: false,
      minify: false,
      target,
      rolldownOptions: { output: { format: 'es' } },
    },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const [chunk, ...more] = outputs;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('verifier is not one file');
  return `#!/usr/bin/env node\n${chunk.code}`;
}

const [, script, out] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  if (out === undefined) throw new Error('usage: standalone.ts OUT.mjs');
  await writeFile(out, await bundleVerifier(), { mode: 0o755 });
}
