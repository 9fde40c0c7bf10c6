import type { Tx } from '#platform/db/index.ts';
import {
  checkDatum,
  inclusionNodes,
  inclusionProof,
  parseEntry,
  type Act,
  type Entry,
  type Hash,
  type JsonValue,
  type OpenedDatum,
  type Receipt,
} from '#engines/ledger/index.ts';
import { journalRefusals } from './errors.ts';
import { coveringCheckpoint, type Withheld } from './settled.ts';
import { suiteNamed } from './suites.ts';
import { readNodeHashes } from './tiles.ts';

/**
 * Where an entry stands: no checkpoint covers it yet, or only one that is withheld, or one that may
 * leave.
 */
export type Anchoring =
  | { readonly state: 'pending'; readonly withheld?: Withheld }
  | { readonly state: 'anchored'; readonly index: number; readonly checkpointSize: number };

/**
 * Reads whether a receipt for an entry is available.
 *
 * @throws {RefusalError} `journal.entry_not_found`
 * @source 3-architecture Ledger (until then 待固化)
 */
export async function anchoringOf(tx: Tx, entryId: string): Promise<Anchoring> {
  const entry = await readRow(tx, entryId);
  const { leaf_index: index, log: origin } = entry;
  if (index === null) return { state: 'pending' };
  const covering = await coveringCheckpoint(tx, { origin, index });
  if (covering.state === 'none') return { state: 'pending' };
  if (covering.state === 'withheld') return { state: 'pending', withheld: covering.withheld };
  return { state: 'anchored', index, checkpointSize: covering.checkpoint.size };
}

/**
 * How the entries of one stream stand, in their order. The latest is asked for first: a checkpoint
 * that covers it covers every earlier one, so a settled stream takes one reading.
 *
 * @throws {RefusalError} `journal.entry_not_found`
 */
export async function anchoringsOf(
  tx: Tx,
  entries: readonly { readonly id: string; readonly leafIndex: number | null }[],
): Promise<Anchoring[]> {
  let covered = 0;
  let places: Anchoring[] = [];
  for (const { id, leafIndex: index } of entries.toReversed()) {
    const place = await placeUnder(tx, { id, index, covered });
    if (place.state === 'anchored') covered = Math.max(covered, place.checkpointSize);
    places = [place, ...places];
  }
  return places;
}

async function placeUnder(
  tx: Tx,
  { id, index, covered }: { id: string; index: number | null; covered: number },
): Promise<Anchoring> {
  if (index === null) return { state: 'pending' };
  if (index < covered) return { state: 'anchored', index, checkpointSize: covered };
  return anchoringOf(tx, id);
}

/**
 * Reads what `formatReceipt` needs: the entry, its opened act, the opened data of one subject, and
 * the proof that leads to the newest checkpoint.
 *
 * @param options `subject`: whose data is opened; nobody's when absent, erased data never is
 * @throws {RefusalError} `journal.entry_not_found`; `journal.pending` until a checkpoint
 *   that may leave covers it
 * @source 3-architecture Ledger
 */
export async function receiptParts(
  tx: Tx,
  entryId: string,
  options: { subject?: string } = {},
): Promise<Receipt> {
  const row = await readRow(tx, entryId);
  const { leaf_index: index } = row;
  const covering = index !== null && (await coveringCheckpoint(tx, { origin: row.log, index }));
  if (!covering || covering.state !== 'settled') {
    throw journalRefusals.refuse('journal.pending', { entryId }, { retryAfterSeconds: 1 });
  }
  const entry = parseEntry(row.entry);
  if (!entry) throw new Error(`entry ${entryId} is stored in another form than it was written`);
  const { hash } = suiteNamed(entry.suite);
  const { size, note, token } = covering.checkpoint;
  const nodes = inclusionNodes(index, size);
  const readHash = await readNodeHashes(tx, { log: row.log, size, hash }, nodes);
  const hashes = inclusionProof(hash, { index, size, readHash });
  // `append` wrote this text from an Act.
  const act = { salt: new Uint8Array(row.act_salt), value: JSON.parse(row.act) as Act };
  const data = await readOpenedData(tx, { entry, hash }, options.subject);
  const timestamps = token ? [token] : [];
  return { entry, act, data, proof: { index, hashes, checkpoint: note }, timestamps };
}

async function readRow(tx: Tx, entryId: string) {
  const row = await tx
    .selectFrom('journal.entry')
    .select(['log', 'act', 'act_salt', 'entry', 'leaf_index'])
    .where('id', '=', entryId)
    .executeTakeFirst();
  if (!row) throw journalRefusals.refuse('journal.entry_not_found', { entryId });
  return row;
}

async function readOpenedData(
  tx: Tx,
  { entry, hash }: { readonly entry: Entry; readonly hash: Hash },
  subject: string | undefined,
): Promise<OpenedDatum[]> {
  if (subject === undefined) return [];
  const rows = await tx
    .selectFrom('journal.datum')
    .select(['ordinal', 'salt', 'payload'])
    .where('entry_id', '=', entry.id)
    .where('subject', '=', subject)
    .orderBy('ordinal')
    .execute();
  return rows.flatMap(({ ordinal: position, salt, payload }) => {
    if (salt === null || payload === null) return [];
    // `append` wrote this text from a JsonValue.
    const value = JSON.parse(payload) as JsonValue;
    const named = { position, salt: new Uint8Array(salt), value: { subject, value } };
    // Entries of the first releases commit to the payload without its subject.
    return [checkDatum(hash, entry, named) ? named : { ...named, value }];
  });
}
