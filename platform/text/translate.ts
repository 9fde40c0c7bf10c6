import { createInstance, type i18n } from 'i18next';
import { readCatalogues } from './catalogue.ts';
import type { Catalogue } from './flatten.ts';
import { languages, type Language } from './localized.ts';

/** What fills `{{name}}` in a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Texts of all slices, by language and dotted key. */
export type Texts = {
  /** The text of `key`; an unknown key is returned as it is, so that it is seen. */
  readonly translate: (language: Language, key: string, values?: TextValues) => string;
  readonly has: (language: Language, key: string) => boolean;
};

/**
 * Options that make i18next read flat dotted keys and plain text; the browser uses the same, so
 * that a key means the same sentence on both sides.
 */
export const textOptions = {
  keySeparator: false,
  nsSeparator: false,
  fallbackLng: 'zh-CN',
  interpolation: { escapeValue: false },
} as const;

/** Makes {@link Texts} from catalogues. */
export function createTexts(catalogues: Readonly<Record<Language, Catalogue>>): Texts {
  const instance: i18n = createInstance();
  void instance.init({
    ...textOptions,
    initAsync: false,
    resources: Object.fromEntries(
      languages.map((language) => [language, { translation: catalogues[language] }]),
    ),
  });
  const fixed = new Map(languages.map((language) => [language, instance.getFixedT(language)]));
  return {
    translate: (language, key, values = {}) => fixed.get(language)?.(key, values) ?? key,
    has: (language, key) => catalogues[language][key] !== undefined,
  };
}

let shared: Texts | undefined;

/** The texts of this repository, read once a process. */
export function ourTexts(): Texts {
  shared ??= createTexts(readCatalogues());
  return shared;
}

/** The text of `key` in `language`, `{{values}}` filled in; see {@link ourTexts}. */
export function translate(language: Language, key: string, values?: TextValues): string {
  return ourTexts().translate(language, key, values);
}
