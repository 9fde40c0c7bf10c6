import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What shrinks when it is compressed; pictures and fonts are so already. */
const shrinking = /\.(js|css|svg|json|html)$/;

/** Below this many bytes the head of the answer outweighs what is saved. */
const bytesMin = 1_024;

/**
 * Writes a `.br` and a `.gz` beside every built file worth it, which the server then sends instead.
 *
 * @param folder absolute path of the built web app
 * @returns names of the files compressed, relative to the folder
 */
export function precompress(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => {
    if (!shrinking.test(name) || name.startsWith('.vite')) return false;
    const path = join(folder, name);
    const bytes = readFileSync(path);
    if (bytes.length < bytesMin) return false;
    writeFileSync(`${path}.br`, brotli(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    return true;
  });
}

function brotli(bytes: Buffer): Buffer {
  const { BROTLI_PARAM_MODE, BROTLI_MODE_TEXT, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}
