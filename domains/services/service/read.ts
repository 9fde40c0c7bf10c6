import { groundTitle, type Definition } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { nearest } from '#platform/text/nearest.ts';
import { servicesRefusals } from '../errors.ts';
import type { Template, Catalogue, ClauseCarriers, ServiceGuide } from '../model/index.ts';
import * as store from '../store.ts';
import { cardOfRow, guideOfRow, readTitles } from './ground.ts';

/** A published edition as other domains use it. Days are `YYYY-MM-DD`. */
export type Bundle = {
  readonly hash: string;
  readonly edition: string;
  readonly effectiveOn: string;
  readonly definition: Definition;
  readonly sample: boolean;
  readonly clauses: Readonly<Record<string, { readonly 'zh-CN': string; readonly en?: string }>>;
  /** Templates of its documents, by code. */
  readonly templates: Readonly<Record<string, Template>>;
};

function bundleOfRow(row: store.BundleRow): Bundle {
  return {
    hash: row.hash,
    edition: row.edition,
    effectiveOn: row.effective_on,
    definition: row.definition,
    sample: row.sample,
    clauses: row.parts.clauses,
    templates: row.parts.templates ?? {},
  };
}

/**
 * The bundle under which a case of a service is filed on a day.
 *
 * @throws {RefusalError} `services.not_found`
 */
export async function bundleFor(tx: Tx, service: string, day: string): Promise<Bundle> {
  const row = await store.bundleOn(tx, service, day);
  if (row === undefined) throw servicesRefusals.refuse('services.not_found', { service });
  return bundleOfRow(row);
}

/** The bundles of all services in force on a day, in the catalogue's order. */
export async function bundlesOn(tx: Tx, day: string): Promise<Bundle[]> {
  return (await store.bundlesInForce(tx, { day })).map(bundleOfRow);
}

const pinned = new Map<string, Bundle>();

/** Bundles kept in memory by park and hash; they never change, so they never grow stale. */
const pinnedMax = 500;

/**
 * The bundle a case is pinned to.
 *
 * @throws {RefusalError} `services.bundle_not_found`
 */
export async function pinnedBundle(tx: Tx, park: string, hash: string): Promise<Bundle> {
  const key = `${park} ${hash}`;
  const known = pinned.get(key);
  if (known) return known;
  const row = await store.bundleByHash(tx, hash);
  if (row === undefined) throw servicesRefusals.refuse('services.bundle_not_found');
  if (pinned.size >= pinnedMax) pinned.clear();
  const bundle = bundleOfRow(row);
  pinned.set(key, bundle);
  return bundle;
}

/** The fewest characters of a hash that may stand for it, and how many of one are shown. */
const hashPrefixMin = 4;
const hashShown = 12;
/** The most editions a refusal lists. */
const editionsListed = 10;

/**
 * The edition of a service that people mean by a name: `2026-1`, a hash, or how one begins.
 *
 * @throws {RefusalError} `services.edition_unknown` with the editions there are, or
 *         `services.edition_ambiguous` with those the name may mean
 */
export async function namedBundle(
  tx: Tx,
  {
    park,
    service,
    name,
  }: { readonly park: string; readonly service: string; readonly name: string },
): Promise<Bundle> {
  if (/^[0-9a-f]{64}$/.test(name)) return pinnedBundle(tx, park, name);
  const all = await store.editionsOf(tx, service);
  const isPrefix = name.length >= hashPrefixMin && /^[0-9a-f]+$/.test(name);
  const meant = all.filter(
    ({ edition, hash }) => edition === name || (isPrefix && hash.startsWith(name)),
  );
  const [only, other] = meant;
  if (only !== undefined && other === undefined) return bundleOfRow(only);
  const editions = (only === undefined ? all : meant)
    .slice(0, editionsListed)
    .map(({ edition, hash }) => `${edition} (${hash.slice(0, hashShown)})`)
    .join(', ');
  const code = only === undefined ? 'services.edition_unknown' : 'services.edition_ambiguous';
  throw servicesRefusals.refuse(code, { service, name, editions });
}

/** What of the catalogue is asked for. */
export type CatalogueQuestion = {
  readonly park: string;
  readonly day: string;
  readonly text?: string | undefined;
  readonly class?: string | undefined;
  readonly standard?: string | undefined;
};

/** The catalogue in force on a day; the counts of classes do not depend on the filter. */
export async function readCatalogue(tx: Tx, asked: CatalogueQuestion): Promise<Catalogue> {
  const titles = await readTitles(tx, asked.park);
  const all = await store.bundlesInForce(tx, { day: asked.day });
  const found = await store.bundlesInForce(tx, asked);
  return {
    classes: (await store.classesOf(tx)).map(({ code, title }) => ({
      code,
      title,
      count: all.filter((row) => row.class === code).length,
    })),
    items: found.map((row) => cardOfRow(row, titles)),
    total: found.length,
    nearest:
      found.length > 0 ? [] : nearestTo(asked.text, all).map((row) => cardOfRow(row, titles)),
  };
}

/** Most services named where a search finds none. */
const nearestMax = 3;

/** What a search that finds nothing may have meant, whatever its class. */
function nearestTo(text: string | undefined, all: readonly store.BundleRow[]): store.BundleRow[] {
  if (text === undefined) return [];
  const candidates = all.map((row) => {
    const { title } = row.definition;
    return { item: row, titles: [title['zh-CN'], ...(title.en === undefined ? [] : [title.en])] };
  });
  return nearest(text, candidates, nearestMax);
}

/**
 * The guide of a service on a day, or of one of its bundles.
 *
 * @throws {RefusalError} `services.not_found`
 */
export async function readGuide(
  tx: Tx,
  asked: { park: string; service: string; day: string; bundle?: string | undefined },
): Promise<ServiceGuide> {
  const row = await (asked.bundle === undefined
    ? store.bundleOn(tx, asked.service, asked.day)
    : store.bundleByHash(tx, asked.bundle));
  if (row === undefined || row.service !== asked.service) {
    throw servicesRefusals.refuse('services.not_found', { service: asked.service });
  }
  const editions = await store.editionsOf(tx, asked.service);
  return guideOfRow(row, await readTitles(tx, asked.park), { editions });
}

/** What runs under a clause of a standard on a day, and the revisions begun from it. */
export async function readCarriers(
  tx: Tx,
  asked: { readonly standard: string; readonly clause: string; readonly day: string },
): Promise<ClauseCarriers> {
  const rows = await store.bundlesInForce(tx, { day: asked.day, standard: asked.standard });
  const revisions = await store.revisionsOf(tx, { clause: asked.clause });
  const services = new Set(rows.map((row) => row.service));
  return {
    carriers: rows.flatMap((row) => carriersIn(row.definition, asked.clause)),
    revisions: revisions
      .filter((revision) => services.has(revision.service))
      .map(({ id, service, state, reason }) => ({ id, service, state, reason })),
  };
}

type Carrier = ClauseCarriers['carriers'][number];

function carriersIn(definition: Definition, clause: string): Carrier[] {
  const one = (
    kind: Carrier['kind'],
    element: string,
    part: {
      clause?: string | undefined;
      title?: Carrier['summary'] | undefined;
      promised?: string | undefined;
    },
  ): Carrier[] =>
    part.clause === clause
      ? [
          {
            service: definition.code,
            serviceTitle: definition.title,
            kind,
            element,
            summary: part.title ?? definition.title,
            limit: part.promised ?? null,
          },
        ]
      : [];
  const { flow, limits } = definition;
  return [
    ...one('basis', 'standard', { clause: definition.standard.clause }),
    ...one('clock', 'limits', { ...limits, title: promiseTitle }),
    ...definition.form.flatMap((field) => one('field', `form.${field.id}`, field)),
    ...definition.materials.flatMap((each) => one('material', `materials.${each.id}`, each)),
    ...Object.entries(flow.steps).flatMap(([id, step]) => one('step', `flow.steps.${id}`, step)),
    ...Object.entries(flow.ends).flatMap(([id, end]) => one('end', `flow.ends.${id}`, end)),
    ...definition.suspensions.flatMap((rule) =>
      one('rule', `suspensions.${rule.ground}`, {
        clause: rule.clause,
        title: groundTitle(definition, rule.ground),
      }),
    ),
  ];
}

/** What a limit of the whole service is called; how long it is, the reader's page says. */
const promiseTitle: Carrier['summary'] = { 'zh-CN': '承诺时限', en: 'Promised time' };
