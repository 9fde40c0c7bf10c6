import type { Language } from '#platform/text/localized.ts';

/** Which variables name the reader's language, the first that is set first (POSIX). */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The reader's language: as asked, else by the environment's locale, else zh-CN.
 *
 * @param asked value of `--lang`, if given
 */
export function readersLanguage(asked: string | undefined, env: Environment): Language {
  const named = asked ?? (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '');
  return /^en/i.test(named) ? 'en' : 'zh-CN';
}
