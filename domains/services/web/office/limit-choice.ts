import { limitParts } from '#platform/ui/limit.ts';

/** Units a limit may have, as the picker offers them. */
export const limitUnits = ['same-day', 'wd', 'wh', 'd', 'm'] as const;

/** One of {@link limitUnits}. */
export type LimitUnit = (typeof limitUnits)[number];

/** What the two controls of the picker hold. `amount` is a half only for working days. */
export type LimitChoice = { readonly unit: LimitUnit; readonly amount: number };

/** Largest amount the picker takes; a service of a longer time needs another unit. */
export const amountMax = 365;

/** Reads a limit into the picker; one working day where there is none yet. */
export function choiceOf(limit: string | null): LimitChoice {
  const parts = limit === null ? undefined : limitParts(limit);
  if (parts === undefined) return { unit: 'wd', amount: 1 };
  return parts.unit === 'same-day' ? { unit: 'same-day', amount: 1 } : parts;
}

/** The limit as a definition writes it: whole units, or halves of a working day. */
export function limitOf({ unit, amount }: LimitChoice): string {
  if (unit === 'same-day') return unit;
  const step = unit === 'wd' ? 0.5 : 1;
  const rounded = Math.round(amount / step) * step;
  return `${Math.min(amountMax, Math.max(step, rounded))}${unit}`;
}
