import { limitParts } from '#platform/ui/limit.ts';

/** Units a limit may have, as the picker offers them. */
export const limitUnits = ['same-day', 'wd', 'wh', 'd', 'm'] as const;

/** One of {@link limitUnits}. */
export type LimitUnit = (typeof limitUnits)[number];

/** What the two controls of the picker hold: the amount as it was typed. */
export type LimitChoice = { readonly unit: LimitUnit; readonly amount: string };

/** Largest amount the picker takes; a service of a longer time needs another unit. */
export const amountMax = 365;

/** The smallest amount of a unit, and its step: halves of a working day, else whole ones. */
export const stepOf = (unit: LimitUnit): number => (unit === 'wd' ? 0.5 : 1);

/** Reads a limit, or what was typed for one, into the picker; a working day where there is none. */
export function choiceOf(limit: string | null): LimitChoice {
  if (limit === null) return { unit: 'wd', amount: '1' };
  if (limit === 'same-day') return { unit: 'same-day', amount: '1' };
  const unit = limitUnits.find((each) => limit.endsWith(each)) ?? 'wd';
  return { unit, amount: limit.slice(0, limit.length - unit.length) };
}

/** What was typed, as a limit is written; nothing is put right behind anybody's back. */
export function limitOf({ unit, amount }: LimitChoice): string {
  if (unit === 'same-day') return unit;
  const typed = amount.trim();
  return `${/^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed}${unit}`;
}

/** Whether it is a limit that can be kept: from one step up to {@link amountMax}. */
export function isLimit(limit: string): boolean {
  if (limit === 'same-day') return true;
  const parts = limitParts(limit);
  if (parts === undefined || parts.unit === 'same-day') return false;
  const { amount, unit } = parts;
  return amount > 0 && amount <= amountMax && Number.isInteger(amount / stepOf(unit));
}
