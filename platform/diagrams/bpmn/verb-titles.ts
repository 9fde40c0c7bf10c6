import { readCatalogues } from '#platform/text/index.ts';
import type { DraftWords } from './draft.ts';

const prefix = 'process.verb.';

let known: DraftWords['verbs'] | undefined;

/** Every verb of the language with its words in both languages, read once a process. */
export function verbTitles(): DraftWords['verbs'] {
  known ??= readVerbs();
  return known;
}

function readVerbs(): DraftWords['verbs'] {
  const { 'zh-CN': chinese, en } = readCatalogues();
  return Object.fromEntries(
    Object.entries(chinese)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => {
        const title = { 'zh-CN': text, en: en[key] ?? text };
        return [key.slice(prefix.length), title];
      }),
  );
}
