/**
 * Writes the verifier as one page that needs nothing but a browser: no server, no network, no
 * further file. `node apps/cli/verify/page.ts OUT.html`; the build of the web puts it beside its
 * own files, where `/verify` offers it for download.
 */

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const entryFile = fileURLToPath(new URL('../../web/offline/verify.ts', import.meta.url));
const styleFile = new URL('../../web/offline/verify.css', import.meta.url);

/** What a policy of contents names a script or a style by. */
function fingerprint(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * Returns the page. Its policy of contents lets exactly this script and this style in and forbids
 * every connection, image, frame and form.
 *
 * @throws {Error} when the bundler gives anything but one chunk
 * @source issue 3 §4 (a static web page verifying offline)
 */
export async function bundleVerifyPage(): Promise<string> {
  const script = await bundleScript();
  const style = await readFile(styleFile, 'utf8');
  const contents = [
    "default-src 'none'",
    `script-src ${fingerprint(script)}`,
    `style-src ${fingerprint(style)}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contents}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>离线核验回执</title>
<style>${style}</style>
<body></body>
<script>${script}</script>
</html>
`;
}

async function bundleScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    // Nothing of the surrounding project may leak in: no public folder, no environment files.
    publicDir: false,
    envDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entryFile, output: { format: 'iife' } },
    },
  });
  const outputs = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const [chunk, ...more] = outputs;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('the page is not one script');
  // Nothing in the script may end it early.
  return chunk.code.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`);
}

const [, script, out] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  if (out === undefined) throw new Error('usage: page.ts OUT.html');
  await writeFile(out, await bundleVerifyPage());
}
