import { describe, expect, test } from 'vitest';
import { chooseLanguage } from './language.ts';
import { inLanguage } from './localized.ts';
import { createTexts } from './translate.ts';

const texts = createTexts({
  'zh-CN': { 'a.b': '还剩 {{days}} 天', 'only.chinese': '只有中文' },
  en: { 'a.b': '{{days}} days left <b>' },
});

describe('a text', () => {
  test('is found by its dotted key and filled in, unescaped', () => {
    expect(texts.translate('zh-CN', 'a.b', { days: 3 })).toBe('还剩 3 天');
    expect(texts.translate('en', 'a.b', { days: 3 })).toBe('3 days left <b>');
  });

  test('that has no translation is shown in Chinese, an unknown one as its key', () => {
    expect(texts.translate('en', 'only.chinese')).toBe('只有中文');
    expect(texts.translate('en', 'a.c')).toBe('a.c');
    expect([texts.has('en', 'only.chinese'), texts.has('zh-CN', 'only.chinese')]).toEqual([
      false,
      true,
    ]);
  });

  test('of content falls back to Chinese too', () => {
    expect(inLanguage({ 'zh-CN': '园区' }, 'en')).toBe('园区');
    expect(inLanguage({ 'zh-CN': '园区', en: 'park' }, 'en')).toBe('park');
  });
});

describe('the language of a request', () => {
  test.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-TW', 'zh-CN'],
    ['fr, en;q=0.4, zh;q=0.8', 'zh-CN'],
    ['fr', 'zh-CN'],
    ['en;q=0', 'zh-CN'],
    ['en;q=nonsense', 'zh-CN'],
  ])('for Accept-Language %s is %s', (header, expected) => {
    expect(chooseLanguage(header)).toBe(expected);
  });
});
