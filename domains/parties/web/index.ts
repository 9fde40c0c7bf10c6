export { hoursLines, type HoursLine } from './hours-lines.ts';
export { meQuery, parksQuery, placesQuery, useMe } from './reads.ts';
