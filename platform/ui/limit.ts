/** A limit as a definition writes it, read for people: amount and unit, or the same day. */
export type LimitParts =
  | { readonly unit: 'wd' | 'wh' | 'd' | 'm'; readonly amount: number }
  | { readonly unit: 'same-day' };

/**
 * Reads `5wd`, `0.5wd`, `4wh`, `3d`, `2m` or `same-day`, and measured amounts with one
 * decimal (`3.4wd`); undefined for anything else.
 * Only the words are made here; deadlines are counted by engines/calendar.
 */
export function limitParts(text: string): LimitParts | undefined {
  if (text === 'same-day') return { unit: 'same-day' };
  const match = /^(\d+(?:\.\d)?)(wd|wh|d|m)$/.exec(text);
  const unit = match?.[2];
  if (unit !== 'wd' && unit !== 'wh' && unit !== 'd' && unit !== 'm') return undefined;
  return { unit, amount: Number(match?.[1]) };
}
