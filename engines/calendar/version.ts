import type { DayGrid } from './day-grid.ts';
import type { DayPlan } from './day-plan.ts';
import { formatWindows } from './window.ts';

/**
 * Returns a name for all a calendar was made of, e.g. `2025.1,2026.1;r0;9f3c2a11`: known notices a
 * year, regional notices, and a checksum over the hours of every day. Two calendars that answer
 * differently are named differently; it is a name, not a proof.
 */
export function calendarVersion(zone: string, plan: DayPlan, grid: DayGrid): string {
  const years = [...plan.years.entries()].map(([year, notices]) => `${year}.${notices}`);
  return `${years.toSorted().join()};r${plan.regionalNotices};${checksum(zone, grid)}`;
}

/** FNV-1a, 32 bits: enough to tell two calendars apart by mistake, not against an adversary. */
function checksum(zone: string, grid: DayGrid): string {
  let sum = 0x811c9dc5;
  const mix = (value: number): void => {
    sum = Math.imul(sum ^ value, 0x01000193) >>> 0;
  };
  const head = `${zone};${grid.firstNumber};${grid.patterns.map((p) => formatWindows(p).join()).join(';')}`;
  for (let index = 0; index < head.length; index += 1) mix(head.charCodeAt(index));
  for (const pattern of grid.patternOf) mix(pattern);
  return sum.toString(16).padStart(8, '0');
}
