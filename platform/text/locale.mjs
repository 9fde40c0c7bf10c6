// Which language a terminal is spoken to in: the one place that says so. Plain JavaScript, because
// `npm run up` asks before the project's own Node is there.

/**
 * The language of a tag or of a locale's name: `zh-CN` for any Chinese, `en` for any other language,
 * undefined for what names none (empty, `C`, `POSIX`).
 */
export function languageNamed(name = '') {
  const tag = name.split('.')[0];
  if (/^zh\b|^zh_/i.test(tag)) return 'zh-CN';
  return tag === '' || /^(C|POSIX)$/i.test(tag) ? undefined : 'en';
}

/**
 * The reader's language by the environment, in the order POSIX gives (LC_ALL, LC_MESSAGES, LANG);
 * where no language is named, the product's first: zh-CN.
 */
export const languageOfEnvironment = (env) =>
  languageNamed(env.LC_ALL || env.LC_MESSAGES || env.LANG) ?? 'zh-CN';
