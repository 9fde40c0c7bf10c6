import { generateDomain } from './new-domain/generate.ts';
import { ROOT } from './runtime.mjs';
import { fail, say } from './text.mjs';

/** `npm run new-domain -- NOUNS [NOUN]`: a slice with every layer, ready to be filled. */
async function main(): Promise<void> {
  const [nouns = '', noun = nouns.replace(/s$/, '')] = process.argv.slice(2);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 12);
  say('domain.made', { path: generateDomain(ROOT, { nouns, noun, stamp }) });
}

await main().catch(fail);
