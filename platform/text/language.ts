import { languages, type Language } from './localized.ts';

const rangesMax = 20;

/**
 * The best of our languages for an `Accept-Language` header; zh-CN when nothing matches.
 *
 * @source RFC 9110 12.5.4, matched by primary language (RFC 4647 3.4)
 */
export function chooseLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',', rangesMax)
    .map(readRange)
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { primary } of wanted) {
    const found = languages.find((language) => language.split('-')[0] === primary);
    if (found) return found;
  }
  return 'zh-CN';
}

function readRange(text: string): { primary: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((part) => part.startsWith('q='))?.slice(2);
  return {
    primary: tag.toLowerCase().split('-')[0] ?? '',
    weight: quality === undefined ? 1 : Number(quality) || 0,
  };
}
