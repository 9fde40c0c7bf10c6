import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkLayers, type WorkCalendar } from '#engines/calendar/index.ts';
import { workingHoursOf, type PackPark } from '#domains/parties/index.ts';
import { calendarOfOffice, type CalendarBase } from '#platform/calendars/index.ts';
import { manifestFile, type PackDocument, type PackFinding } from '#platform/packs/index.ts';
import { readPackFiles } from './documents.ts';
import { findingIn, type PlacedFile } from './finding.ts';

const repositoryPacks = join(import.meta.dirname, '..', '..', '..', 'packs');

/** A base calendar as its pack gives it. */
export type BaseCalendar = {
  readonly code: string;
  readonly version: string;
  readonly data: CalendarBase;
};

/** Hours only stand in here: a base has none of its own, and the check wants some. */
const anyOffice = { windows: ['09:00-17:00'] };

/** The folder of a pack that another names: beside it, or among those that ship with the product. */
export function folderOfPack(code: string, beside: string): string | undefined {
  const found = [dirname(beside), dirname(dirname(beside)), repositoryPacks].find((root) =>
    existsSync(join(root, code, manifestFile)),
  );
  return found === undefined ? undefined : join(found, code);
}

/**
 * Reads the files of a base calendar: `national/YYYY.yaml`, `fixed.yaml`, `regional.yaml`.
 *
 * @returns its days, unless a finding is an error
 */
export function readCalendar(documents: readonly PackDocument[]): {
  readonly data?: CalendarBase;
  readonly findings: readonly PackFinding[];
} {
  const national = documents.filter(({ file }) => file.startsWith('national/'));
  const listOf = (name: 'fixed' | 'regional') => {
    const document = documents.find(({ file }) => file === `${name}.yaml`);
    const value = document?.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // What it is, `checkLayers` finds out.
    return (value as Readonly<Record<string, unknown>>)[name];
  };
  const [fixed, regional] = [listOf('fixed'), listOf('regional')];
  const content = {
    national: national.map(({ value }) => value),
    ...(fixed === undefined ? {} : { fixed }),
    ...(regional === undefined ? {} : { regional }),
  };
  const checked = checkLayers({ ...content, zone: 'Asia/Shanghai', office: anyOffice });
  const findings = checked.findings.map(({ code, severity, path, values }) => {
    const placed = inFile(path, national, documents);
    return findingIn(placed.document, { code, severity, path: placed.path, values });
  });
  if (checked.layers === undefined) return { findings };
  const { zone: _zone, office: _office, ...data } = checked.layers;
  return { data, findings };
}

/** Turns a pointer into the joined layers (`/national/7/notices/0`) into a file and its own path. */
function inFile(
  pointer: string,
  national: readonly PackDocument[],
  documents: readonly PackDocument[],
): { document: PlacedFile; path: string } {
  const [list = '', index = '', ...rest] = pointer.split('/').slice(1);
  const document =
    list === 'national'
      ? national[Number(index)]
      : documents.find(({ file }) => file === `${list}.yaml`);
  const path = list === 'national' ? rest : [list, index, ...rest].filter((part) => part !== '');
  return { document: document ?? { file: '', locate: () => undefined }, path: path.join('.') };
}

/**
 * Reads the base calendar a park's pack names.
 *
 * @param beside folder of the pack that names it
 * @returns undefined when there is none of that name or it is not fit to be used
 */
export async function readBaseCalendar(
  code: string,
  beside: string,
): Promise<BaseCalendar | undefined> {
  const folder = folderOfPack(code, beside);
  if (folder === undefined) return undefined;
  const { pack } = await readPackFiles(folder);
  const { data } = readCalendar(pack?.documents ?? []);
  if (!pack || !data) return undefined;
  return { code: pack.manifest.code, version: pack.manifest.version, data };
}

/** The working time of an office of a park, over a base calendar. */
export function officeCalendar(
  base: BaseCalendar,
  zone: string,
  office: PackPark['office'],
): WorkCalendar {
  return calendarOfOffice(base, zone, workingHoursOf(office));
}
