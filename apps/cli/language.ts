import { languageNamed, languageOfEnvironment } from '#platform/text/locale.mjs';
import type { Language } from '#platform/text/localized.ts';

/**
 * The reader's language: as asked, else by the environment's locale, else zh-CN.
 *
 * @param asked value of `--lang`, if given
 */
export function readersLanguage(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  return languageNamed(asked) ?? languageOfEnvironment(env);
}
