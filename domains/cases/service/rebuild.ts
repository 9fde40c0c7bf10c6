import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { askedOfCase, replaceAsked } from '../store/asked.ts';
import { caseByNumber, saveCase } from '../store/case.ts';
import { clauseUsesOfCase, dropClauseUses, insertClauseUses } from '../store/clause-use.ts';
import { insertPart, partOf } from '../store/part.ts';
import {
  insertRecords,
  insertVisits,
  lockRecord,
  updateRecord,
  updateVisit,
  visitById,
} from '../store/record.ts';
import { countLines, streamKeysAfter, type StreamKind } from '../store/stream.ts';
import { decisionsOfCase, dropDecisions, saveDecision } from '../store/week.ts';
import { refoldCase, refoldRecord, refoldVisit, type CaseProjection } from './refold.ts';

/** A line that is not what its stream folds to, and which of its columns differ. */
export type WrongLine = { readonly stream: string; readonly columns: readonly string[] };

/** What a rebuild found. With `check` nothing is written; else `wrong` lines were made right. */
export type Rebuilt = { readonly streams: number; readonly wrong: readonly WrongLine[] };

/** How a rebuild runs. */
export type RebuildOptions = {
  readonly check: boolean;
  /** Told how many streams were read so far. */
  readonly onProgress?: (streams: number) => void;
};

/** Streams looked at in one transaction. */
const streamsPerBatch = 200;

/** What a cache of clocks may say differently without being wrong: the worker rewrites it. */
const volatile: ReadonlySet<string> = new Set(['next_check_at']);

/**
 * Makes the projections of a park again from the journal, or with `check` proves each equal to its
 * fold. Files, drafts, number blocks and ratings are no projections and stay as they are.
 *
 * @param db connections under the application role
 * @source 3-architecture Tenancy (`guiju rebuild --check` proves each projection equals its fold)
 */
export async function rebuild(db: Db, park: string, options: RebuildOptions): Promise<Rebuilt> {
  const wrong: WrongLine[] = [];
  let streams = 0;
  for (const kind of ['case', 'record', 'visit'] as const) {
    let count = 0;
    let after: string | undefined = '';
    while (after !== undefined) {
      const from = after;
      const batch = await inPark(db, park, async (tx) => {
        const keys = await streamKeysAfter(tx, { kind, after: from, limit: streamsPerBatch });
        for (const key of keys) {
          const columns = await remake[kind](tx, { park, key }, options.check);
          if (columns.length > 0) wrong.push({ stream: `${kind}/${key}`, columns });
        }
        return keys;
      });
      count += batch.length;
      streams += batch.length;
      options.onProgress?.(streams);
      after = batch.length < streamsPerBatch ? undefined : batch.at(-1);
    }
    const lines = await inPark(db, park, (tx) => countLines(tx, kind));
    // A line without a stream explains itself by nothing; it is named, never dropped by itself.
    if (lines > count) wrong.push({ stream: `${kind}/*`, columns: [`${lines - count} too many`] });
  }
  return { streams, wrong };
}

type Remake = (
  tx: Tx,
  at: { readonly park: string; readonly key: string },
  check: boolean,
) => Promise<string[]>;

const remake: Readonly<Record<StreamKind, Remake>> = {
  case: async (tx, { park, key }, check) => {
    const entries = await readStream(tx, `case/${key}`);
    const made = await refoldCase(tx, { park, number: key }, entries);
    const columns = [
      ...differing(made.row, await caseByNumber(tx, key)),
      ...(sameList(made.uses, await clauseUsesOfCase(tx, key)) ? [] : ['clause_use']),
      ...(sameList(made.decisions, await decisionsOfCase(tx, key)) ? [] : ['week_decision']),
      ...(sameList(made.asked, await askedOfCase(tx, key)) ? [] : ['asked']),
      ...(plain(made.part) === plain(await partOf(tx, key)) ? [] : ['part']),
    ];
    if (!check && columns.length > 0) await writeCase(tx, key, made);
    return columns;
  },
  record: async (tx, { park, key }, check) => {
    const made = await refoldRecord(tx, { park, id: key }, await readStream(tx, `record/${key}`));
    const stored = await lockRecord(tx, key);
    const columns = differing(made, stored);
    if (!check && columns.length > 0) {
      await (stored === undefined ? insertRecords(tx, [made]) : updateRecord(tx, key, made));
    }
    return columns;
  },
  visit: async (tx, { park, key }, check) => {
    const made = refoldVisit({ park, id: key }, await readStream(tx, `visit/${key}`));
    const stored = await visitById(tx, key);
    const columns = differing(made, stored);
    if (!check && columns.length > 0) {
      await (stored === undefined ? insertVisits(tx, [made]) : updateVisit(tx, key, made));
    }
    return columns;
  },
};

/** Writes everything projected of a case in place of what is there. */
export async function writeCase(tx: Tx, number: string, made: CaseProjection): Promise<void> {
  await saveCase(tx, made.row);
  await dropClauseUses(tx, number);
  await insertClauseUses(tx, made.uses);
  await dropDecisions(tx, number);
  for (const decision of made.decisions) await saveDecision(tx, decision);
  await replaceAsked(tx, number, made.asked);
  if (made.part !== undefined) await insertPart(tx, made.part);
}

/** Columns in which a stored line is not what its stream folds to; all when there is none. */
function differing(
  made: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>> | undefined,
): string[] {
  return Object.keys(made).filter(
    (column) =>
      !volatile.has(column) &&
      (stored === undefined || plain(made[column]) !== plain(stored[column])),
  );
}

/** A value as one text; JSON texts and read JSON are alike. */
function plain(value: unknown): string {
  if (typeof value === 'string' && /^[[{]/.test(value)) return plain(JSON.parse(value));
  // Columns hold plain data, so the round trip only drops undefined members.
  return canonicalJson(JSON.parse(JSON.stringify(value ?? null)) as JsonValue);
}

function sameList(made: readonly object[], stored: readonly object[]): boolean {
  const texts = (rows: readonly object[]) => rows.map(plain).toSorted();
  return plain(texts(made)) === plain(texts(stored));
}
