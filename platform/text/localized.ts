import { z } from 'zod';

/** A text in the park's languages; `zh-CN` is always there, `en` falls back to it. */
export const localized = z.object({ 'zh-CN': z.string().min(1), en: z.string().optional() });

/** {@link localized} as content writes it: what is neither language is a finding, not dropped. */
export const writtenText = z.strictObject(localized.shape);

/** Shape of {@link localized}: BCP 47 language tag → text. */
export type Localized = z.infer<typeof localized>;

/** Languages every screen and message exists in. */
export const languages = ['zh-CN', 'en'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The text in `language`, or the zh-CN one where no translation was given. */
export function inLanguage(text: Localized, language: Language): string {
  return text[language] ?? text['zh-CN'];
}
