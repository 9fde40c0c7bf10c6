import type { Tx } from '#platform/db/index.ts';
import { enterLoaded, loadedHash, readStream } from '#platform/journal/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { standardsRefusals } from './errors.ts';
import {
  standardLevels,
  type Clause,
  type ClausePage,
  type PackStandards,
  type StandardCard,
  type StandardPage,
  type StandardsSystem,
} from './model.ts';
import { checkSystem, countedTree, editionOn, entriesOf, statusOn } from './rules.ts';
import * as store from './store.ts';

/**
 * Writes a pack's standards system in place of the park's.
 *
 * @throws {RefusalError} `standards.pack_invalid` with every fault
 */
export async function importStandards(tx: Tx, park: string, pack: PackStandards): Promise<void> {
  const faults = checkSystem(pack);
  if (faults.length > 0) {
    throw standardsRefusals.refuse(
      'standards.pack_invalid',
      { count: faults.length },
      { issues: faults.map(({ path, code, value }) => ({ path, code, values: { value } })) },
    );
  }
  await store.replaceSystem(tx, rowsOf(park, pack));
}

/** Who loads a pack, and when (ISO instant). */
export type Loader = { readonly by: string; readonly now: string };

/**
 * Enters the system and each of its standards in the log, where they are other than before: a
 * standard is a rule, and no rule changes without an entry.
 */
export async function recordStandards(
  tx: Tx,
  { by: actor, now: at }: Loader,
  pack: PackStandards,
): Promise<void> {
  const { standards, ...system } = pack;
  const places = standards.map(({ code, position, number }) => ({ code, position, number }));
  await enterLoaded(tx, {
    ...{ stream: `standards-system/${pack.code}`, at, actor, content: { system, places } },
    ...{ type: 'standards.loaded', summary: { standards: standards.length } },
  });
  for (const standard of standards) {
    const editions = standard.editions.map(({ edition }) => edition);
    const clauses = standard.editions.reduce((sum, each) => sum + each.clauses.length, 0);
    await enterLoaded(tx, {
      ...{ stream: `standard/${standard.code}`, at, actor, content: standard },
      ...{ type: 'standard.loaded', summary: { editions, clauses } },
    });
  }
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

function rowsOf(park: string, pack: PackStandards): store.SystemRows {
  return {
    system: {
      park_id: park,
      code: pack.code,
      title: json(pack.title),
      published_on: pack.publishedOn,
      effective_on: pack.effectiveOn,
      source: json(pack.source),
      tree: json(pack.tree),
    },
    standards: entriesOf(pack).map((entry, ordinal) => ({
      ...entry,
      park_id: park,
      system: pack.code,
      title: json(entry.title),
      responsible: json(entry.responsible),
      ordinal,
    })),
    editions: pack.standards.flatMap((standard) =>
      standard.editions.map((edition, ordinal) => ({
        park_id: park,
        standard: standard.code,
        edition: edition.edition,
        published_on: edition.publishedOn,
        effective_on: edition.effectiveOn,
        note: json(edition.note),
        ordinal,
      })),
    ),
    clauses: pack.standards.flatMap((standard) =>
      standard.editions.flatMap((edition) =>
        edition.clauses.map((clause, ordinal) => ({
          park_id: park,
          standard: standard.code,
          edition: edition.edition,
          id: clause.id,
          title: json(clause.title),
          text: json(clause.text),
          kind: clause.kind,
          ordinal,
        })),
      ),
    ),
  };
}

type Dates = { readonly edition: string; readonly effectiveOn: string | null };

function datesOf(editions: readonly store.EditionRow[]): Map<string, Dates[]> {
  const grouped = Map.groupBy(editions, (edition) => edition.standard);
  return new Map(
    [...grouped].map(([code, rows]) => [
      code,
      rows.map(({ edition, effective_on }) => ({ edition, effectiveOn: effective_on })),
    ]),
  );
}

function cardOf(
  row: store.StandardRow,
  editions: readonly store.EditionRow[],
  on: string,
): StandardCard {
  const dated = editions.map((edition) => ({ row: edition, effectiveOn: edition.effective_on }));
  const current = editionOn(dated, on)?.row;
  return {
    code: row.code,
    position: row.position,
    number: row.number,
    title: row.title,
    level: row.level,
    tree: row.tree,
    responsible: row.responsible,
    status: statusOn({ slot: row.slot, editions: dated }, on),
    publishedOn: current?.published_on ?? null,
    effectiveOn: current?.effective_on ?? null,
    sample: row.sample,
  };
}

/**
 * The park's system on a day: the tree with counts, the standards with their status.
 *
 * A slot counts as in force from the system's own day on: the source says how many took effect.
 *
 * @param on `YYYY-MM-DD`
 * @throws {RefusalError} `standards.no_system`
 */
export async function readSystem(tx: Tx, on: string): Promise<StandardsSystem> {
  const system = await store.systemOf(tx);
  if (system === undefined) throw standardsRefusals.refuse('standards.no_system');
  const rows = await store.standardsOf(tx);
  const editions = Map.groupBy(await store.editionsOf(tx), (edition) => edition.standard);
  const standards = rows.map((row) => cardOf(row, editions.get(row.code) ?? [], on));
  const tree = countedTree(system.tree, rows);
  const begun = system.effective_on === null || system.effective_on <= on;
  return {
    code: system.code,
    title: system.title,
    on,
    publishedOn: system.published_on,
    effectiveOn: system.effective_on,
    source: system.source,
    counts: {
      total: rows.length,
      byLevel: Object.fromEntries(
        standardLevels
          .map((level) => [level, rows.filter((row) => row.level === level).length] as const)
          .filter(([, count]) => count > 0),
      ),
      inForce: standards.filter(({ status }) => (status === 'slot' ? begun : status === 'in-force'))
        .length,
    },
    tree,
    standards,
  };
}

async function loadStandard(tx: Tx, code: string) {
  const row = await store.standardByCode(tx, code);
  if (row === undefined) throw standardsRefusals.refuse('standards.not_found', { standard: code });
  return { row, editions: await store.editionsOf(tx, code) };
}

/**
 * A standard with the clauses of the edition in force on a day.
 *
 * @throws {RefusalError} `standards.not_found`
 */
export async function readStandard(tx: Tx, code: string, on: string): Promise<StandardPage> {
  const { row, editions } = await loadStandard(tx, code);
  const dates = datesOf(editions).get(code) ?? [];
  const current = editionOn(dates, on)?.edition;
  const clauses = current === undefined ? [] : await store.clausesOf(tx, code, current);
  const views = editions.map((edition, index) => ({
    edition: edition.edition,
    publishedOn: edition.published_on,
    effectiveOn: edition.effective_on,
    replacedOn: editions[index + 1]?.effective_on ?? null,
    note: edition.note,
  }));
  return {
    card: cardOf(row, editions, on),
    edition: views.find(({ edition }) => edition === current) ?? null,
    editions: views,
    clauses: clauses.map(clauseOf),
    history: await historyOf(tx, code),
  };
}

/** What the log says of a standard's content, latest first. */
async function historyOf(tx: Tx, code: string): Promise<StandardPage['history']> {
  const entries = await readStream(tx, `standard/${code}`);
  return entries
    .map(({ id, at, act }) => ({ entry: id, at, hash: loadedHash(act.outcome) ?? '' }))
    .toReversed();
}

function clauseOf({ id, title, text, kind }: store.ClauseRow): Clause {
  return { id, title, text, kind };
}

/**
 * One clause of the edition in force on a day.
 *
 * @throws {RefusalError} `standards.not_found`, `standards.clause_not_found`
 */
export async function readClause(
  tx: Tx,
  { code, clause, on }: { readonly code: string; readonly clause: string; readonly on: string },
): Promise<ClausePage> {
  const page = await readStandard(tx, code, on);
  const found = page.clauses.find(({ id }) => id === clause);
  if (found === undefined || page.edition === null) {
    throw standardsRefusals.refuse('standards.clause_not_found', { standard: code, clause });
  }
  return { standard: page.card, edition: page.edition.edition, clause: found };
}

/** What a definition needs of the standard it carries out. */
export type CitedStandard = {
  readonly code: string;
  readonly title: Localized | null;
  readonly sample: boolean;
  readonly effectiveOn: string | null;
  /** Texts of its clauses by id, in force on the day asked; the title where there is no text. */
  readonly clauses: Readonly<Record<string, Localized>>;
};

/** The standard of a number with its clauses on a day, or undefined when the park has none such. */
export async function citedStandard(
  tx: Tx,
  number: string,
  on: string,
): Promise<CitedStandard | undefined> {
  const row = await store.standardByNumber(tx, number);
  if (row === undefined) return undefined;
  const page = await readStandard(tx, row.code, on);
  return {
    code: row.code,
    title: row.title,
    sample: row.sample,
    effectiveOn: page.edition?.effectiveOn ?? null,
    clauses: Object.fromEntries(page.clauses.map(({ id, title, text }) => [id, text ?? title])),
  };
}

/** Code and title of every standard of the park that has a number. */
export async function standardsByNumber(
  tx: Tx,
): Promise<ReadonlyMap<string, { readonly code: string; readonly title: Localized | null }>> {
  const rows = await store.standardsOf(tx);
  return new Map(
    rows.flatMap(({ number, code, title }) => (number === null ? [] : [[number, { code, title }]])),
  );
}
