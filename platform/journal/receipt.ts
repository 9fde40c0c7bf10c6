import type { Tx } from '#platform/db/index.ts';
import {
  inclusionNodes,
  inclusionProof,
  parseEntry,
  type Act,
  type JsonValue,
  type OpenedDatum,
  type Receipt,
} from '#engines/ledger/index.ts';
import { journalRefusals } from './errors.ts';
import { suiteNamed } from './suites.ts';
import { readNodeHashes } from './tiles.ts';

/** Where an entry stands: placed nowhere yet, or covered by a checkpoint. */
export type Anchoring =
  | { readonly state: 'pending' }
  | { readonly state: 'anchored'; readonly index: number; readonly checkpointSize: number };

/**
 * Reads whether a receipt for an entry is available.
 *
 * @throws {RefusalError} `journal.entry_not_found`
 * @source 3-architecture Ledger (until then 待固化)
 */
export async function anchoringOf(tx: Tx, entryId: string): Promise<Anchoring> {
  const entry = await readRow(tx, entryId);
  const checkpoint = await readCheckpoint(tx, entry);
  if (!checkpoint || entry.leaf_index === null) return { state: 'pending' };
  return { state: 'anchored', index: entry.leaf_index, checkpointSize: checkpoint.size };
}

/**
 * Reads what `formatReceipt` needs: the entry, its opened act, the opened data of one subject, and
 * the proof that leads to the newest checkpoint.
 *
 * @param options `subject`: whose data is opened; nobody's when absent, erased data never is
 * @throws {RefusalError} `journal.entry_not_found`; `journal.pending` until a checkpoint covers it
 * @source 3-architecture Ledger
 */
export async function receiptParts(
  tx: Tx,
  entryId: string,
  options: { subject?: string } = {},
): Promise<Receipt> {
  const row = await readRow(tx, entryId);
  const checkpoint = await readCheckpoint(tx, row);
  if (!checkpoint || row.leaf_index === null) {
    throw journalRefusals.refuse('journal.pending', { entryId }, { retryAfterSeconds: 1 });
  }
  const entry = parseEntry(row.entry);
  if (!entry) throw new Error(`entry ${entryId} is stored in another form than it was written`);
  const { hash } = suiteNamed(entry.suite);
  const { leaf_index: index } = row;
  const { size, note } = checkpoint;
  const nodes = inclusionNodes(index, size);
  const readHash = await readNodeHashes(tx, { log: row.log, size, hash }, nodes);
  const hashes = inclusionProof(hash, { index, size, readHash });
  // `append` wrote this text from an Act.
  const act = { salt: new Uint8Array(row.act_salt), value: JSON.parse(row.act) as Act };
  const data = await readOpenedData(tx, entryId, options.subject);
  return { entry, act, data, proof: { index, hashes, checkpoint: note }, timestamps: [] };
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

async function readCheckpoint(tx: Tx, entry: { log: string; leaf_index: number | null }) {
  if (entry.leaf_index === null) return undefined;
  return tx
    .selectFrom('journal.checkpoint')
    .select(['size', 'note'])
    .where('log', '=', entry.log)
    .where('size', '>', entry.leaf_index)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function readOpenedData(
  tx: Tx,
  entryId: string,
  subject: string | undefined,
): Promise<OpenedDatum[]> {
  if (subject === undefined) return [];
  const rows = await tx
    .selectFrom('journal.datum')
    .select(['ordinal', 'salt', 'payload'])
    .where('entry_id', '=', entryId)
    .where('subject', '=', subject)
    .orderBy('ordinal')
    .execute();
  return rows.flatMap(({ ordinal, salt, payload }) => {
    if (salt === null || payload === null) return [];
    // `append` wrote this text from a JsonValue.
    const value = JSON.parse(payload) as JsonValue;
    return [{ position: ordinal, salt: new Uint8Array(salt), value }];
  });
}
