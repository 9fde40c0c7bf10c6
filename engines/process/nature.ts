/**
 * What a matter is in law. Powers bind the applicant and need a holder and a legal basis.
 *
 * @source design page 2 (nature); GB/T 39554.1-2020 事项类型
 */
export const NATURES = [
  'park-service',
  'public-service',
  'licence',
  'confirmation',
  'payment',
  'award',
  'other-power',
] as const;

export type Nature = (typeof NATURES)[number];

/** The names of the natures as the window writes them; both spellings are read. */
export const NATURE_NAMES: Readonly<Record<string, Nature>> = {
  园区服务: 'park-service',
  公共服务: 'public-service',
  行政许可: 'licence',
  行政确认: 'confirmation',
  行政给付: 'payment',
  行政奖励: 'award',
  其他: 'other-power',
};

/** Returns true if the nature is a power: only then are a holder and statutory limits in place. */
export function isPower(nature: Nature): boolean {
  return nature !== 'park-service' && nature !== 'public-service';
}
