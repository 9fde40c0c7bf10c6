import { ClusterRefusal } from '#platform/db/cluster/index.ts';
import { DatabaseRefusal } from '#platform/db/index.ts';
import { fail, languageOf } from '../text.mjs';

/** Ends the start: an expected no of any part as its sentence, anything else as the fault it is. */
export async function tell(error: unknown): Promise<void> {
  const words = await sentenceOf(error);
  if (words === undefined) return fail(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

async function sentenceOf(error: unknown): Promise<string | undefined> {
  const language = languageOf(process.env);
  if (error instanceof ClusterRefusal) return error.in(language);
  if (!(error instanceof DatabaseRefusal)) return undefined;
  // All texts are read for one sentence: a start that goes well need not wait for it.
  const { translate } = await import('#platform/text/index.ts');
  return translate(language, error.code, error.values);
}
