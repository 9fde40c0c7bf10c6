import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#platform/text/localized.ts';
import type { WebSlice } from './page-spec.ts';

type Texts = WebSlice['texts'];

const storageKey = 'guiju.language';
const sources = new Map<string, Texts>();

/** Storage may be forbidden by the browser; the language is then chosen anew on each visit. */
function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Nothing to do: the choice holds for this visit.
  }
}

/** The language of this visit: what the person chose before, else Chinese. */
export function chosenLanguage(): Language {
  return remembered() === 'en' ? 'en' : 'zh-CN';
}

const asLanguage = (tag: string): Language => (tag === 'en' ? 'en' : 'zh-CN');

/** Tells i18next where texts are: one file for each slice and language, fetched when first needed. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, namespace: string, done: ReadCallback) => {
    const source = sources.get(namespace);
    if (source === undefined) return done(new Error(`no texts named ${namespace}`), null);
    source[asLanguage(language)]().then(
      (loaded) => done(null, loaded.default),
      (fault: unknown) => done(fault instanceof Error ? fault : new Error(String(fault)), null),
    );
  },
};

function markDocument(tag: string): void {
  document.documentElement.lang = tag;
}

/** Starts texts with the slices' files; resolves when `first` namespaces are loaded. */
export async function startTexts(
  slices: readonly Pick<WebSlice, 'name' | 'texts'>[],
  first: readonly string[],
): Promise<void> {
  for (const slice of slices) sources.set(slice.name, slice.texts);
  i18next.on('languageChanged', markDocument);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      supportedLngs: ['zh-CN', 'en'],
      load: 'currentOnly',
      fallbackLng: false,
      ns: [...first],
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
    });
  markDocument(i18next.language);
}

/** Loads the texts of further slices; cheap when they are there already. */
export const loadTexts = (names: readonly string[]): Promise<void> =>
  i18next.loadNamespaces([...names]);

/** Switches the language for this and later visits. */
export async function changeLanguage(language: Language): Promise<void> {
  remember(language);
  await i18next.changeLanguage(language);
}
