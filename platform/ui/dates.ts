import { useLanguage } from './say.tsx';

type Style = 'day' | 'minute';

const styles: Record<Style, Intl.DateTimeFormatOptions> = {
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  minute: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  },
};

/**
 * Says a calendar day (`YYYY-MM-DD`) or an instant (ISO, UTC) as a person of the park reads it.
 *
 * @param zone IANA zone of the park; a bare day needs none
 */
export function sayDate(text: string, language: string, zone: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const instant = new Date(isDay ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(instant.getTime())) return text;
  const options = { ...styles[isDay ? 'day' : 'minute'], timeZone: isDay ? 'UTC' : zone };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', options).format(instant);
}

/** {@link sayDate} in the language of the page. */
export function useDate(zone = 'Asia/Shanghai'): (text: string) => string {
  const language = useLanguage();
  return (text) => sayDate(text, language, zone);
}

/** The calendar day (`YYYY-MM-DD`) of an instant (ISO, UTC) in a zone; of this moment without one. */
export function dayIn(zone: string, instant: string | null = null): string {
  const at = instant === null ? new Date() : new Date(instant);
  // This locale writes a date as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
}
