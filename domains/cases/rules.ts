/**
 * A case number and its parts: `<park>-<year>-<n>-<check>`. Gaps are allowed, repeats are not.
 *
 * @source 3-architecture Packs and parks
 */
export type CaseNumberParts = { readonly park: string; readonly year: number; readonly n: number };

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Writes a case number with its check character. `n` is counted from 1 in each year. */
export function formatCaseNumber({ park, year, n }: CaseNumberParts): string {
  const body = `${park}-${year}-${String(n).padStart(6, '0')}`;
  return `${body}-${checkCharacter(body)}`;
}

/**
 * Reads a case number that somebody typed; case and surrounding spaces do not matter.
 *
 * @returns its parts, or undefined when it is no number or its check character does not fit
 */
export function readCaseNumber(text: string): CaseNumberParts | undefined {
  const match = /^([a-z][a-z0-9-]*?)-(\d{4})-(\d{6,9})-([0-9a-z])$/.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const [, park = '', year = '', n = '', check = ''] = match;
  if (checkCharacter(`${park}-${year}-${n}`) !== check.toUpperCase()) return undefined;
  return { park, year: Number(year), n: Number(n) };
}

/**
 * The check character of a text over letters and digits; other characters are passed over.
 *
 * @source ISO 7064 MOD 37,36 (hybrid), as GB/T 36904 uses it
 */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text.toUpperCase()) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    product = (product + value) % 36;
    if (product === 0) product = 36;
    product = (product * 2) % 37;
  }
  return alphabet.charAt((37 - product) % 36);
}

/**
 * The closed rate (办结率) of counts, in basis points rounded half up: 1261 of 1270 is 9929.
 *
 * @returns undefined where there is nothing to count
 */
export function closedRateBp(closed: number, total: number): number | undefined {
  if (total <= 0) return undefined;
  return Math.floor((closed * 20_000 + total) / (2 * total));
}

/** A share of counts as people read it, one decimal, half up, from the counts: `99.3`. */
export function percentText(part: number, total: number): string {
  if (total <= 0) return '–';
  const tenths = Math.floor((part * 2_000 + total) / (2 * total));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** Telephone and identity numbers, credit codes, addresses of mail: signs for somebody, not words. */
const noTitle: readonly RegExp[] = [/^[\d\s()+.,/:-]*$/, /^[0-9A-Z]{15,20}$/i, /^\S+@\S+$/];

/**
 * Returns true if a text may stand in every list as what a case is about.
 *
 * @source 个人信息保护法 第六条 (no more is shown than is needed)
 */
export function readsAsTitle(text: string): boolean {
  return noTitle.every((form) => !form.test(text));
}

/**
 * A number as people read it: money in yuan with its thousands set apart, ratios in per cent.
 *
 * @param value fen where `type` is `money`, basis points where it is `ratio`, else the number itself
 */
export function numberText(value: number, type: string | undefined): string {
  if (type === 'ratio') return `${value / 100}%`;
  if (type !== 'money') return String(value);
  return (value / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** What a ledger may be narrowed to, in the order it is offered. */
export const ledgerStates = [
  ...(['open', 'closed', 'timed', 'overdue', 'paused'] as const),
  ...(['same-day', 'stuck', 'imported', 'rated'] as const),
] as const;
