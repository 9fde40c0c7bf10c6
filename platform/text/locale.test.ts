import { expect, test } from 'vitest';
import { languageNamed, languageOfEnvironment } from './locale.mjs';

test.each([
  [{}, 'zh-CN'],
  [{ LANG: '' }, 'zh-CN'],
  [{ LANG: 'C.UTF-8' }, 'zh-CN'],
  [{ LANG: 'POSIX' }, 'zh-CN'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh' }, 'zh-CN'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: 'zh_TW.UTF-8' }, 'zh-CN'],
  // A locale that names no language outranks one that does: POSIX says so.
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, 'zh-CN'],
])('the environment %j is spoken to in %s', (env, language) => {
  expect(languageOfEnvironment(env)).toBe(language);
});

test('a tag of an option names a language as a locale does', () => {
  expect(['zh-CN', 'zh', 'en', 'en-GB', ''].map(languageNamed)).toEqual([
    ...['zh-CN', 'zh-CN', 'en', 'en', undefined],
  ]);
});
