import type { StandardCard } from '../model.ts';

/** Levels in the order of the law: national before industry, local, group and the park's own. */
export const standardLevelOrder = [
  'national',
  'industry',
  'local',
  'group',
  'park',
] as const satisfies readonly StandardCard['level'][];
