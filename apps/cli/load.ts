import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { forgetNetworks, retimeOpenCases } from '#domains/cases/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import { latestCalendar, saveCalendar } from '#platform/calendars/index.ts';
import { clockOf, readSettings, type Settings } from '#platform/config/index.ts';
import { manifestFile, type PackFinding } from '#platform/packs/index.ts';
import { translate } from '#platform/text/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { readersLanguage } from './language.ts';
import { loadPark, type Loaded, type ParkPack } from './load/park.ts';
import { LoadRefusal, refusePack } from './load/refusal.ts';
import { signInsOf, type DemoSignIn } from './load/sign-ins.ts';
import { withLoadTools, type LoadTools } from './load/tools.ts';
import { fingerprintOf, readUnchanged, remember, type Remembered } from './load/unchanged.ts';
import type { BaseCalendar } from './pack/calendars.ts';
import { checkPack, hasErrors, type CheckedPack } from './pack/check.ts';

export { LoadRefusal } from './load/refusal.ts';
export { demoPassword, type DemoSignIn } from './load/sign-ins.ts';

/** What packs are loaded with; whatever is absent comes from the environment. */
export type LoadOptions = {
  readonly databaseUrl: string;
  /** Folder of data and keys. */
  readonly home: string;
  /** Told one sentence a step. */
  readonly log: (line: string) => void;
  /** Folders of packs; absent, every park's pack that ships with the product. */
  readonly packs?: readonly string[];
  /** Whether people may set the clock (`up --demo`); what is loaded is the same. */
  readonly demo?: boolean;
  readonly language?: Language;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

const shippedPacks = join(import.meta.dirname, '..', '..', 'packs');

/** The demonstration sign-ins of what this process has loaded. */
let known: readonly DemoSignIn[] = [];

/** The demonstration sign-ins of the packs last loaded here, also of those that were unchanged. */
export function demoSignIns(): DemoSignIn[] {
  return [...known];
}

/**
 * Loads packs into their parks: calendar, accounts, network, standards, classes, definitions. Each
 * park is one transaction; a pack that is loaded already changes nothing.
 *
 * @throws {LoadRefusal} with all findings in the reader's language; parks before it stay loaded
 * @source 3-architecture Packs and parks; 1-product, principle 10 (demonstration parks)
 */
export async function loadPacks(options: LoadOptions): Promise<void> {
  const environment = options.environment ?? process.env;
  const settings = readSettings(environment);
  const language = options.language ?? readersLanguage(undefined, environment);
  const say: Say = (key, values = {}) =>
    options.log(translate(language, `cli.load.${key}`, values));
  const { databaseUrl, home } = options;
  const now = clockOf(settings).now();
  known = [];
  // Packs somebody names are always read; those that ship only after a change.
  const fingerprint =
    (options.packs ?? []).length > 0
      ? undefined
      : await fingerprintOf(shippedPacks, [settings.environment]);
  await withLoadTools({ databaseUrl, home, now, language }, async (tools) => {
    const unchanged = fingerprint && (await readUnchanged(tools.db, home, fingerprint));
    if (unchanged) {
      for (const { park } of unchanged.parks) say('change.none', { park });
      known = unchanged.signIns;
      return;
    }
    const parks = await readAndLoad(tools, { options, settings, say });
    if (fingerprint) await remember(home, { fingerprint, parks, signIns: [...known] });
  });
}

type Say = (key: string, values?: Record<string, string | number>) => void;

/** Reads every pack and loads what is new of it; says which pack each park then holds. */
async function readAndLoad(
  tools: LoadTools,
  given: { readonly options: LoadOptions; readonly settings: Settings; readonly say: Say },
): Promise<Remembered['parks']> {
  const { options, settings, say } = given;
  const { language } = tools;
  const checked = await Promise.all(
    foldersOf(options).map((folder) => readSound(folder, language)),
  );
  const production = settings.environment === 'production';
  const allowed = checked.filter((pack) => !production || isAllowed(pack, options, language));
  const calendars = await saveCalendars(tools, allowed, say);
  const changed = new Set<string>();
  const parks: Remembered['parks'] = [];
  for (const pack of allowed) {
    if (!isPark(pack)) continue;
    const { hash, manifest } = pack.pack;
    say('loading', { pack: manifest.code, version: manifest.version });
    const loaded = await loadPark(tools, pack);
    say(`change.${loaded.change}`, wordsOf(loaded));
    for (const { service, edition } of loaded.kept) say('kept', { service, edition });
    if (loaded.change === 'next') changed.add(loaded.park);
    known = [...known, ...signInsOf(pack.contents.park.value, pack.contents.parties.value)];
    parks.push({ park: loaded.park, pack: manifest.code, version: manifest.version, hash });
  }
  await retime(tools, { calendars, parks: changed }, say);
  return parks;
}

/** Open cases of parks with new days or new hours: what moves is an event, and is told. */
async function retime(
  { db, now }: LoadTools,
  changed: { readonly calendars: ReadonlySet<string>; readonly parks: ReadonlySet<string> },
  say: Say,
): Promise<void> {
  if (changed.calendars.size === 0 && changed.parks.size === 0) return;
  forgetNetworks();
  for (const { code: park, calendar } of await selectParks(db)) {
    if (!changed.calendars.has(calendar ?? '') && !changed.parks.has(park)) continue;
    const count = await retimeOpenCases(db, { park, now });
    if (count > 0) say('retimed', { park, count });
  }
}

const wordsOf = ({ park, published }: Loaded) => ({ park, count: published });

function foldersOf({ packs }: LoadOptions): string[] {
  if (packs && packs.length > 0) return packs.map((folder) => resolve(folder));
  return readdirSync(shippedPacks)
    .sort()
    .map((name) => join(shippedPacks, name))
    .filter((folder) => existsSync(join(folder, manifestFile)));
}

async function readSound(folder: string, language: Language): Promise<CheckedPack> {
  if (!existsSync(join(folder, manifestFile))) {
    throw new LoadRefusal(translate(language, 'cli.load.no_pack', { folder }));
  }
  const checked = await checkPack(folder);
  if (!hasErrors(checked.findings)) return checked;
  const words = { language, contents: checked.contents };
  throw refusePack(checked.pack?.manifest.code ?? folder, checked.findings, words);
}

/**
 * Whether a pack may be loaded in production: a demonstration that was named is refused, one that
 * merely ships with the product is left out.
 */
function isAllowed(
  { contents, folder }: CheckedPack,
  { packs = [], log }: LoadOptions,
  language: Language,
): boolean {
  if (!contents?.park?.value.demo) return true;
  const sentence = translate(language, 'cli.load.demo_in_production', {
    park: contents.park.value.code,
  });
  if (packs.length > 0) throw new LoadRefusal(`${sentence} (${folder})`);
  log(sentence);
  return false;
}

function isPark(checked: CheckedPack): checked is ParkPack {
  const { pack, contents } = checked;
  if (!pack || !contents) return false;
  return [contents.park, contents.parties, contents.standards, contents.classes].every(Boolean);
}

async function saveCalendars(
  { owner, language }: LoadTools,
  packs: readonly CheckedPack[],
  say: Say,
): Promise<ReadonlySet<string>> {
  const saved = new Set<string>();
  const calendars = new Map<string, BaseCalendar>(
    packs.flatMap(({ calendar }) => (calendar ? [[calendar.code, calendar]] : [])),
  );
  for (const { code, version, data } of calendars.values()) {
    const latest = await latestCalendar(owner, code);
    // Equal versions hold equal days, or deadlines already told could no longer be explained.
    if (latest?.version === version && !isDeepStrictEqual(latest.data, data)) {
      throw refusePack(code, [calendarTaken(code, version)], { language });
    }
    if (!(await saveCalendar(owner, { code, version, data }))) continue;
    if (latest !== undefined) saved.add(code);
    say('calendar', { code, version });
  }
  return saved;
}

function calendarTaken(code: string, version: string): PackFinding {
  const values = { code, version };
  return {
    ...{ code: 'packs.version_taken', severity: 'error' },
    ...{ file: manifestFile, path: 'version', values },
  };
}
