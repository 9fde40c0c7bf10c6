import { readLogSettings } from '#domains/evidence/index.ts';
import { dayInZone, importParties, type PackPark } from '#domains/parties/index.ts';
import {
  editionNamesOf,
  findingsOf,
  importClasses,
  importTemplates,
  recordRules,
  ownEditionOf,
  packActor,
  publish,
} from '#domains/services/index.ts';
import { importStandards, recordStandards } from '#domains/standards/index.ts';
import type { Definition } from '#engines/process/index.ts';
import { inPark, type Tx } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { ensureLog, openLogKey } from '#platform/journal/index.ts';
import {
  checkAgainstLoaded,
  diffPack,
  readLoadedPack,
  recordLoaded,
  type Pack,
  type PackDifference,
  type PackFinding,
} from '#platform/packs/index.ts';
import type { CheckedPack } from '../pack/check.ts';
import type { ParkContents, Part } from '../pack/contents.ts';
import { editionFor, revisedEdition, type Edition } from './editions.ts';
import { refusePack } from './refusal.ts';
import { ensureAccounts } from './sign-ins.ts';
import type { LoadTools } from './tools.ts';

/** A park's pack without a finding: every part is there. */
export type ParkPack = CheckedPack & {
  readonly pack: Pack;
  readonly contents: Required<ParkContents>;
};

/** What loading a pack did, for whoever watches. */
export type Loaded = {
  readonly park: string;
  readonly change: 'none' | 'first' | 'next';
  readonly published: number;
  /** Services the pack has changed, but the park's officer had revised before. */
  readonly kept: readonly KeptService[];
};

/** A service that stays under the edition its park published itself. */
export type KeptService = { readonly service: string; readonly edition: string };

/**
 * Loads a park's pack in one transaction; the same pack again changes nothing.
 *
 * @throws {LoadRefusal} with all findings: of its definitions in this park, or because this version
 *         was loaded with other content
 * @source 3-architecture Packs and parks (the database is the truth; loading is an import)
 */
export async function loadPark(tools: LoadTools, checked: ParkPack): Promise<Loaded> {
  const { code } = checked.contents.park.value;
  const before = await inPark(tools.db, code, (tx) =>
    readLoadedPack(tx, checked.pack.manifest.code),
  );
  if (before?.hash === checked.pack.hash)
    return { park: code, change: 'none', published: 0, kept: [] };
  const { park, parties } = checked.contents;
  await ensureParkLog(tools, park.value);
  const userIds = await ensureAccounts(tools.signIn, park.value, parties.value);
  const done = await inPark(tools.db, code, (tx) => importPack(tx, tools, { ...checked, userIds }));
  return { park: code, change: before ? 'next' : 'first', ...done };
}

/** The last part of a demonstration's log says what it is, in every receipt. */
async function ensureParkLog(tools: LoadTools, park: PackPark): Promise<void> {
  const named = park.policy['logOrigin'];
  const base = typeof named === 'string' ? named : `guiju.example/${park.code}`;
  const origin = park.demo ? `${base}/demo` : base;
  const { settings } = readLogSettings(park.policy);
  // `checkPack` has named every finding before; a pack with one is not loaded.
  if (!settings) throw new Error(`policy.log of ${park.code} cannot be read`);
  const { suite, conditions } = settings;
  const key = await openLogKey(tools.home, origin, suite);
  await ensureLog(tools.worker, {
    ...{ park: park.code, origin, demo: park.demo, key, conditions },
    at: tools.now,
  });
}

type Import = ParkPack & { readonly userIds: ReadonlyMap<string, string> };

type Done = Pick<Loaded, 'published' | 'kept'>;

async function importPack(tx: Tx, tools: LoadTools, given: Import): Promise<Done> {
  const { pack, contents, userIds } = given;
  const taken = await checkAgainstLoaded(tx, pack);
  if (taken.length > 0) throw refusePack(pack.manifest.code, taken, tools);
  const change = diffPack(pack, await readLoadedPack(tx, pack.manifest.code));
  const { park, parties, standards, classes } = contents;
  const { code } = park.value;
  const on = dayInZone(tools.now, park.value.zone);
  const { now } = tools;
  await importParties(tx, { park: park.value, parties: parties.value, userIds, on, now });
  await importStandards(tx, code, standards.value);
  await importClasses(tx, code, classes.value);
  const templates = contents.templates.map(({ value }) => value);
  await importTemplates(tx, code, templates);
  const loader = { by: packActor, now };
  await recordStandards(tx, loader, standards.value);
  await recordRules(tx, loader, { classes: classes.value, templates });
  const done = await publishAll(tx, tools, { given, change, today: on });
  await recordLoaded(tx, pack, tools.now);
  return done;
}

type Publishing = {
  readonly given: Import;
  readonly change: PackDifference;
  /** `YYYY-MM-DD` */
  readonly today: string;
};

/** What an officer has signed stays in force: a pack's change to it is told, never put over it. */
async function publishAll(
  tx: Tx,
  tools: LoadTools,
  { given, change, today }: Publishing,
): Promise<Done> {
  const { pack, contents } = given;
  const { services, standards, park } = contents;
  const found: PackFinding[] = [];
  const placed = services.map((service) => ({
    service,
    edition: editionFor(service.value, standards.value, pack.manifest),
  }));
  for (const { service, edition } of placed) {
    const beside = services.map(({ value }) => value);
    found.push(...(await findingsInPark(tx, park.value.code, { service, edition, beside })));
  }
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw refusePack(pack.manifest.code, errors, { language: tools.language, contents });
  }
  const touched = new Set([...change.added, ...change.changed]);
  const all =
    touched.has('standards.yaml') || [...touched].some((file) => file.startsWith('templates/'));
  const due = placed.filter(({ service }) => all || touched.has(service.file));
  let published = 0;
  const kept: KeptService[] = [];
  for (const { service, edition } of due) {
    const own = await ownEditionOf(tx, service.value.code);
    if (own !== undefined) {
      kept.push({ service: service.value.code, edition: own });
      continue;
    }
    const sample = isSample(service.value, given);
    const definition = service.value;
    const publication = { definition, sample, ...edition };
    const taken = await editionNamesOf(tx, service.value.code);
    const revised = revisedEdition(edition, taken, today);
    published += await publishOne(tx, tools, { publication, revised, park: park.value.code });
  }
  return { published, kept };
}

/** A definition of the pack; `beside` are all of them, of which it may open cases. */
type Checking = {
  readonly service: Part<Definition>;
  readonly edition: Edition;
  readonly beside: readonly Definition[];
};

async function findingsInPark(
  tx: Tx,
  park: string,
  { service, edition, beside }: Checking,
): Promise<PackFinding[]> {
  const { file, value } = service;
  const on = edition.effectiveOn;
  const found = await findingsOf(tx, park, { definition: value, on, beside });
  return found.map((finding) => ({ ...finding, file }));
}

/** A definition is a sample when its standard is one: its clauses are not the source's. */
function isSample({ standard }: Definition, { contents }: Import): boolean {
  const cited = contents.standards.value.standards.find(({ number }) => number === standard.number);
  return cited?.sample ?? true;
}

async function publishOne(
  tx: Tx,
  tools: LoadTools,
  given: {
    readonly publication: Parameters<typeof publish>[2];
    readonly revised: Edition;
    readonly park: string;
  },
): Promise<number> {
  const publisher = { park: given.park, by: packActor, now: tools.now };
  // Refused before anything was written: the edition is there with other content. Its next name is
  // free, so what is refused under that one too is there already under another.
  for (const publication of [given.publication, { ...given.publication, ...given.revised }]) {
    try {
      const { fresh } = await publish(tx, publisher, publication);
      return fresh ? 1 : 0;
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'services.edition_taken') throw error;
    }
  }
  return 0;
}
