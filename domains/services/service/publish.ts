import { createHash } from 'node:crypto';
import { citedStandard } from '#domains/standards/index.ts';
import { selectNodes, selectParks } from '#domains/parties/index.ts';
import {
  bundleOf,
  checkDefinition,
  type BundlePart,
  type Definition,
  type Finding,
} from '#engines/process/index.ts';
import { append, readStream } from '#platform/journal/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { servicesRefusals } from '../errors.ts';
import * as store from '../store.ts';
import type { BundleParts } from '../tables.ts';
import { citedClauses, readParts } from './ground.ts';
import { bundlesOn } from './read.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Whoever loads packs, as the journal names it. */
export const packActor = 'pack';

/** Who publishes, when, at which node. `by` is a user id, or {@link packActor}. */
export type Publisher = {
  readonly park: string;
  readonly by: string;
  readonly node?: string;
  /** ISO instant. */
  readonly now: string;
};

/** A definition to be published. Days are `YYYY-MM-DD`. */
export type Publication = {
  readonly definition: Definition;
  readonly edition: string;
  readonly releasedOn: string;
  readonly effectiveOn: string;
  readonly sample: boolean;
};

/** A definition to be judged on a day, and those that are published with it. */
export type Judged = {
  readonly definition: Definition;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly beside?: readonly Definition[];
};

/**
 * What forbids or warns against publishing a definition in this park: the checks of the engine with
 * the park's roles, classes, nodes and clauses.
 */
export async function findingsOf(
  tx: Tx,
  park: string,
  { definition, on, beside = [] }: Judged,
): Promise<readonly Finding[]> {
  const parks = await selectParks(tx);
  const stored = parks.find(({ code }) => code === park);
  const cited = await citedStandard(tx, definition.standard.number, on);
  const classes = await store.classesOf(tx);
  const nodes = await selectNodes(tx, park);
  return checkDefinition(definition, {
    roles: stored === undefined ? [] : Object.keys(stored.roles),
    classes: classes.map(({ code }) => code),
    nodes: nodes.map(({ code }) => code),
    services: {
      ...(await citedServices(tx, definition, on)),
      ...Object.fromEntries(beside.map((one) => [one.code, one])),
    },
    clauses: cited === undefined ? [] : Object.keys(cited.clauses),
    ...(cited?.effectiveOn ? { effectiveOn: cited.effectiveOn } : {}),
  });
}

/** The services a joint matter opens cases of, as they are in force on a day. */
async function citedServices(
  tx: Tx,
  { flow }: Definition,
  on: string,
): Promise<Readonly<Record<string, Definition>>> {
  const cited = Object.values(flow.steps)
    .flatMap((step) => (step.kind === 'block' ? Object.values(step.members) : []))
    .flatMap(({ part }) => part?.service ?? []);
  if (cited.length === 0) return {};
  const bundles = await bundlesOn(tx, on);
  return Object.fromEntries(bundles.map(({ definition }) => [definition.code, definition]));
}

/**
 * Publishes a definition as a bundle: from `effectiveOn` on, new cases are filed under it; open
 * cases stay under theirs. The same content again changes nothing.
 *
 * @returns its hash and whether it is new
 * @throws {RefusalError} `services.edition_taken` when the edition is there with other content
 * @source 2-service-language Versions
 */
export async function publish(
  tx: Tx,
  publisher: Publisher,
  publication: Publication,
): Promise<{ hash: string; fresh: boolean }> {
  const { definition, edition } = publication;
  const read = await readParts(tx, definition, publication.effectiveOn);
  const plain = bundleOf(definition, partsOf(definition, read), sha256).hash;
  const editions = await store.editionsOf(tx, definition.code);
  const taken = editions.find((row) => row.edition === edition);
  if (taken?.hash === plain) return { hash: plain, fresh: false };
  const parts = withReplaced(read, { editions, plain });
  const { hash } = bundleOf(definition, partsOf(definition, parts), sha256);
  if (taken !== undefined || editions.some((row) => row.hash === hash)) {
    throw servicesRefusals.refuse('services.edition_taken', { service: definition.code, edition });
  }
  await store.insertBundle(
    tx,
    rowOf(publisher, publication, { hash, parts }),
    searchedOf(publication),
  );
  await record(tx, publisher, { ...publication, hash });
  return { hash, fresh: true };
}

/** Content that was in force before is an edition of its own: it says which edition it ends. */
function withReplaced(
  parts: BundleParts,
  { editions, plain }: { readonly editions: readonly store.BundleRow[]; readonly plain: string },
): BundleParts {
  const [latest] = editions;
  const before = editions.find((row) => row.hash === plain);
  if (before === undefined || latest === undefined || latest.hash === plain) return parts;
  return { ...parts, replaces: { edition: latest.edition, hash: latest.hash } };
}

function partsOf(definition: Definition, parts: BundleParts): BundlePart[] {
  const clauses = Object.entries(parts.clauses).map(([id, content]) => ({
    kind: 'clause',
    id: `${definition.standard.number} ${id}`,
    version: '1',
    content,
  }));
  const templates = Object.entries(parts.templates ?? {}).map(([id, content]) => ({
    kind: 'template',
    id,
    version: '1',
    content,
  }));
  const { replaces } = parts;
  const replaced =
    replaces === undefined
      ? []
      : [{ kind: 'replaces', id: replaces.edition, version: '1', content: replaces }];
  return [...clauses, ...templates, ...replaced];
}

function rowOf(
  publisher: Publisher,
  publication: Publication,
  bundle: { hash: string; parts: BundleParts },
) {
  const { definition } = publication;
  return {
    park_id: publisher.park,
    hash: bundle.hash,
    service: definition.code,
    edition: publication.edition,
    released_on: publication.releasedOn,
    effective_on: publication.effectiveOn,
    replaced_on: null,
    definition: JSON.stringify(definition),
    parts: JSON.stringify(bundle.parts),
    standard: definition.standard.number,
    clause: definition.standard.clause ?? '',
    class: definition.class,
    need: definition.need,
    sample: publication.sample,
    published_at: publisher.now,
  };
}

/** What a service is found by: its title and summary in both languages, its code and standard. */
function searchedOf({ definition }: Publication): string[] {
  const { title, summary, code, standard } = definition;
  const texts = [title, summary].flatMap((text) =>
    text === undefined ? [] : [text['zh-CN'], text.en ?? ''],
  );
  return [...texts, code, standard.number];
}

/**
 * The edition a park's own officer published last, where that came after whatever a pack published.
 *
 * @returns nothing when the newest edition of the service is a pack's, or it has none
 */
export async function ownEditionOf(tx: Tx, service: string): Promise<string | undefined> {
  const stream = await readStream(tx, `service/${service}`);
  const last = stream.findLast(({ type }) => type === 'definition.published');
  const outcome = last?.act.outcome as { readonly edition?: string } | undefined; // as recorded below
  return last?.act.actor === packActor ? undefined : outcome?.edition;
}

/** Names of the editions a service has in this park, latest first. */
export async function editionNamesOf(tx: Tx, service: string): Promise<string[]> {
  return (await store.editionsOf(tx, service)).map(({ edition }) => edition);
}

async function record(
  tx: Tx,
  publisher: Publisher,
  { definition, edition, releasedOn, effectiveOn, hash }: Publication & { readonly hash: string },
): Promise<void> {
  const stream = `service/${definition.code}`;
  const before = await readStream(tx, stream);
  const last = before.at(-1);
  await append(tx, [
    {
      stream,
      seq: before.length + 1,
      type: 'definition.published',
      at: last !== undefined && last.at > publisher.now ? last.at : publisher.now,
      act: {
        bundle: hash,
        clause: definition.standard.clause ?? '',
        actor: publisher.by,
        ...(publisher.node === undefined ? {} : { node: publisher.node }),
        outcome: { edition, releasedOn, effectiveOn, clauses: citedClauses(definition) },
      },
    },
  ]);
}
