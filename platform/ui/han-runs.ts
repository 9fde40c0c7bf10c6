/** A stretch of a text: Chinese, or in the language of the page. */
export type Run = { readonly text: string; readonly isHan: boolean };

/** Chinese characters with their marks, and what stands between two of them without a letter. */
const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/u;

/**
 * Returns a text cut where its script changes, nothing added and nothing lost: a sentence in English
 * may hold a title, a ground or a name that exists in Chinese only.
 */
export function hanRuns(text: string): readonly Run[] {
  const parts = text.split(new RegExp(`(${han.source})`, 'u'));
  return parts.filter((part) => part !== '').map((part) => ({ text: part, isHan: han.test(part) }));
}
