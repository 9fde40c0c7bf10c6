import { dayInZone } from '#domains/parties/index.ts';
import { bundlesOn, needClasses, type Bundle } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append, entriesPerAppendMax, type NewEntry } from '#platform/journal/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { aboutOf, type About } from './about.ts';
import type { Acting, CasesWorld } from './act.ts';
import type { Faults, ImportRow } from './import-rows.ts';
import { networkOf, type Network } from './network.ts';
import type { Words } from './words.ts';

/** What rows of an import are read and written with. */
export type ImportGround = {
  readonly acting: Acting;
  readonly world: CasesWorld;
  readonly network: Network;
  readonly bundles: readonly Bundle[];
  readonly nodes: ReadonlyMap<string, Localized>;
  readonly classes: ReadonlyMap<string, Localized>;
  readonly words: Words;
  /** Whom a row is about; each name is looked up once. */
  readonly about: (organisation: string) => Promise<About>;
};

/** What a reader of rows is given; it answers with what writes them, once there are no faults. */
export type ImportTask = {
  readonly ground: ImportGround;
  readonly rows: readonly ImportRow[];
  readonly faults: Faults;
};

/** Reads what an import needs, once. */
export async function groundOf(
  tx: Tx,
  world: CasesWorld,
  { acting, words }: { readonly acting: Acting; readonly words: Words },
): Promise<ImportGround> {
  const { park, principal, now } = acting;
  const network = await networkOf(tx, park.code);
  const known = new Map<string, About>();
  return {
    acting,
    world,
    network,
    words,
    bundles: await bundlesOn(tx, dayInZone(now, park.zone)),
    nodes: new Map(network.nodes.map(({ code, title }) => [code, title])),
    classes: await needClasses(tx),
    about: async (organisation) => {
      const found =
        known.get(organisation) ??
        (await aboutOf(tx, { park: park.code, organisation, by: principal.id }));
      known.set(organisation, found);
      return found;
    },
  };
}

/** Appends entries of streams of their own, as many at once as the journal takes. */
export async function appendAll(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += entriesPerAppendMax) {
    await append(tx, entries.slice(at, at + entriesPerAppendMax));
  }
}
