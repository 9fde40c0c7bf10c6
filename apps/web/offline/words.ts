import en from '#domains/evidence/web/text/en.json';
import zhCN from '#domains/evidence/web/text/zh-CN.json';
import ownEn from './text/en.json';
import ownZhCN from './text/zh-CN.json';

/** Languages the page speaks. */
export type Language = 'zh-CN' | 'en';

type Texts = { readonly [key: string]: string | Texts };

const texts: Readonly<Record<Language, Texts>> = {
  'zh-CN': { ...zhCN, offline: ownZhCN },
  en: { ...en, offline: ownEn },
};

/** Values put into a text at `{{name}}`. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * Returns the text of a key, such as `verdict.known.title`, or undefined where there is none.
 * Types of acts contain dots themselves, so the rest of a key is tried whole.
 */
export function find(language: Language, key: string, values: Values = {}): string | undefined {
  const text = lookUp(texts[language], key);
  return text?.replaceAll(/\{\{(\w+)\}\}/g, (slot, name: string) => String(values[name] ?? slot));
}

function lookUp(from: Texts, key: string): string | undefined {
  const whole = Object.hasOwn(from, key) ? from[key] : undefined;
  if (typeof whole === 'string') return whole;
  const dot = key.indexOf('.');
  const inner = dot > 0 ? from[key.slice(0, dot)] : undefined;
  return typeof inner === 'object' ? lookUp(inner, key.slice(dot + 1)) : undefined;
}

/** Returns the text of a key; the key itself shows where one is missing. */
export function say(language: Language, key: string, values: Values = {}): string {
  return find(language, key, values) ?? key;
}
