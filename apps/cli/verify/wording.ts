/** The verifier's words, in the language of the reader. */

import en from './text/en.json' with { type: 'json' };
import zhCN from './text/zh-CN.json' with { type: 'json' };

/** Languages the verifier speaks. */
export type Language = 'zh-CN' | 'en';

/** Keys of its texts. */
export type TextKey = keyof typeof zhCN;

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { 'zh-CN': zhCN, en };

/** Values put into a text at `{name}`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Returns the text of `key` with its values; a value that is missing stays visible as `{name}`. */
export function say(language: Language, key: TextKey, values: TextValues = {}): string {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : slot,
  );
}
