import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CalendarLayers, OfficeHours } from '../layers.ts';

const pack = new URL('../../../packs/calendars/cn/', import.meta.url);

/** The office of the acceptance examples: 7 hours in two windows, Monday to Friday. */
export const OFFICE: OfficeHours = { windows: ['09:00-12:00', '13:30-17:30'] };

function read(path: string): unknown {
  return parse(readFileSync(new URL(path, pack), 'utf8'));
}

/** Returns the layers of `packs/calendars/cn` with an office's hours, unchecked as a pack gives them. */
export function readCnLayers(office: unknown = OFFICE): unknown {
  const files = readdirSync(new URL('national/', pack)).toSorted();
  // The files are checked by the test that reads them.
  const fixed = read('fixed.yaml') as { fixed: unknown };
  const regional = read('regional.yaml') as { regional: unknown };
  const national = files.map((file) => read(`national/${file}`));
  return { zone: 'Asia/Shanghai', national, ...fixed, ...regional, office };
}

/** Returns the layers of `packs/calendars/cn` with an office's hours. */
export function cnLayers(office: OfficeHours = OFFICE): CalendarLayers {
  // national.test.ts shows that checkLayers finds nothing in them.
  return readCnLayers(office) as CalendarLayers;
}
