import { useTranslation } from 'react-i18next';
import type { Language, Localized } from '#platform/text/localized.ts';
import { hanRuns } from './han-runs.ts';

/** The language the page is shown in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** A function giving a pack's text in the language of the page (Chinese where not translated). */
export function useSay(): (text: Localized) => string {
  const language = useLanguage();
  return (text) => text[language] ?? text['zh-CN'];
}

/** A pack's text. Marks its real language for screen readers where a translation is missing. */
export function Say({ text }: { text: Localized }) {
  const language = useLanguage();
  const own = text[language];
  if (own !== undefined) return own;
  return <span lang="zh-CN">{text['zh-CN']}</span>;
}

/**
 * A sentence of the server, in the language of the page. What in it exists in Chinese only is marked
 * so on an English page: it is read out and set in type as Chinese.
 */
export function Told({ text }: { text: string }) {
  if (useLanguage() !== 'en') return text;
  return hanRuns(text).map((run, place) =>
    run.isHan ? (
      // oxlint-disable-next-line react/no-array-index-key -- runs of one text have no other name
      <span key={place} lang="zh-CN">
        {run.text}
      </span>
    ) : (
      run.text
    ),
  );
}
