import {
  inReadingOrder,
  manifestFile,
  packFindingsMax,
  type Pack,
  type PackFinding,
} from '#platform/packs/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import { workingHoursOf } from '#domains/parties/index.ts';
import { checkLayers, type WorkCalendar } from '#engines/calendar/index.ts';
import {
  folderOfPack,
  officeCalendar,
  readBaseCalendar,
  readCalendar,
  type BaseCalendar,
} from './calendars.ts';
import { readParkContents, type ParkContents } from './contents.ts';
import { readPackFiles, type PackFiles } from './documents.ts';
import { findingIn } from './finding.ts';
import { checkParkContents } from './meaning.ts';

/** A pack, looked at from every side. */
export type CheckedPack = {
  readonly folder: string;
  /** Only where every file has its form. */
  readonly pack?: Pack;
  /** Of a park's pack. */
  readonly contents?: ParkContents;
  /** Of a base pack itself, or the one a park's pack names. */
  readonly calendar?: BaseCalendar;
  /** The park's working time. */
  readonly workTime?: WorkCalendar;
  /** In the order in which a reader meets them. */
  readonly findings: readonly PackFinding[];
};

/** Whether findings forbid loading. */
export function hasErrors(findings: readonly Pick<PackFinding, 'severity'>[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/**
 * Checks a pack without any database: form, shape, meaning, and each file against the others.
 *
 * @param folder absolute path of the folder with `pack.yaml`
 * @throws a system error when the folder is not there
 */
export async function checkPack(folder: string): Promise<CheckedPack> {
  const files = await readPackFiles(folder);
  if (files.pack?.manifest.kind === 'base' || isCalendarOnly(files.names)) {
    return checkBase(folder, files);
  }
  const { contents, findings } = readParkContents(files);
  const wanted = contents.park?.value.calendar ?? undefined;
  const calendar = wanted === undefined ? undefined : await readBaseCalendar(wanted, folder);
  const workTime = calendar && workTimeOf(contents, calendar);
  const all = [
    ...files.findings,
    ...findings,
    ...calendarFindings(contents, calendar),
    ...usesFindings(files, folder),
    ...checkParkContents(contents, workTime),
  ];
  return {
    folder,
    contents,
    ...(files.pack && { pack: files.pack }),
    ...(calendar && { calendar }),
    ...(workTime && { workTime }),
    findings: inReadingOrder(all).slice(0, packFindingsMax),
  };
}

const isCalendarOnly = (names: ReadonlySet<string>): boolean =>
  !names.has('park.yaml') && [...names].some((name) => name.startsWith('national/'));

function checkBase(folder: string, files: PackFiles): CheckedPack {
  const { data, findings } = readCalendar(files.documents);
  const { pack } = files;
  const all = inReadingOrder([...files.findings, ...findings]);
  if (!pack) return { folder, findings: all };
  const { code, version } = pack.manifest;
  return { folder, pack, ...(data && { calendar: { code, version, data } }), findings: all };
}

/** What a pack builds on must be there. */
function usesFindings({ pack, manifest }: PackFiles, folder: string): PackFinding[] {
  const missing = (pack?.manifest.uses ?? []).filter((code) => !folderOfPack(code, folder));
  const place = manifest ?? { file: manifestFile, locate: () => undefined };
  return missing.map((name) =>
    findingIn(place, { code: 'cli.pack.unknown_pack', path: 'uses', values: { name } }),
  );
}

function calendarFindings(
  { park }: ParkContents,
  calendar: BaseCalendar | undefined,
): PackFinding[] {
  if (!park) return [];
  const { calendar: name, office, zone } = park.value;
  if (name === null || !calendar) {
    const values = { name: name ?? '' };
    return [findingIn(park, { code: 'cli.pack.no_calendar', path: 'calendar', values })];
  }
  if (!isZone(zone)) {
    return [findingIn(park, { code: 'cli.pack.unknown_zone', path: 'zone', values: { zone } })];
  }
  return checkLayers({ ...calendar.data, zone, office: workingHoursOf(office) })
    .findings.filter(({ path }) => path.startsWith('/office') || path.startsWith('/zone'))
    .map(({ code, severity, path, values }) =>
      findingIn(park, { code, severity, path: path.slice(1).replaceAll('/', '.'), values }),
    );
}

/** Whether the runtime knows a time zone by this name. */
function isZone(zone: string): boolean {
  try {
    zoneOffset(zone, 0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** No working time where the hours are wrong: that is a finding of its own. */
function workTimeOf({ park }: ParkContents, calendar: BaseCalendar): WorkCalendar | undefined {
  if (
    !park ||
    hasErrors(
      calendarFindings({ park, services: [], scenarios: [], templates: [], broken: [] }, calendar),
    )
  ) {
    return undefined;
  }
  return officeCalendar(calendar, park.value.zone, park.value.office);
}
