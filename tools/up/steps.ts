import { sentence as clusterSentence, type SentenceKey } from '#platform/db/cluster/index.ts';
import { languageOf } from '../text.mjs';

/** Tells one step of the database's supervisor in the reader's language. */
export const sayStep = (step: SentenceKey): void => {
  process.stderr.write(`${clusterSentence(step, {}, languageOf(process.env))}\n`);
};
