import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import {
  equalBytes,
  openNote,
  parseCheckpoint,
  type Checkpoint,
  type Suite,
} from '#engines/ledger/index.ts';
import type { AuditTree } from './audit-tree.ts';

/** A checkpoint's row. */
export type CheckpointRow = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
};

/** What is wrong with a checkpoint. */
export type CheckpointProblem = {
  readonly what: 'signature-bad' | 'columns-differ' | 'root-differs';
  readonly column?: string;
};

/** A key of a log and the sizes it signs, both included. */
export type KeySpan = { readonly vkey: string; readonly from: number; readonly to: number };

/** Reads the checkpoints of sizes after `from` and up to `to`, ascending. */
export async function readCheckpoints(
  tx: Tx,
  origin: string,
  sizes: { readonly from: number; readonly to: number },
): Promise<readonly CheckpointRow[]> {
  const { rows } = await sql<CheckpointRow>`
    select size, root, note from journal.checkpoint
     where log = ${origin} and size > ${sizes.from} and size <= ${sizes.to} order by size`.execute(
    tx,
  );
  return rows;
}

/** Reads the first checkpoint of a size the log does not have, in one look with that size. */
export async function readStrayCheckpoint(
  tx: Tx,
  origin: string,
): Promise<CheckpointRow | undefined> {
  const { rows } = await sql<CheckpointRow>`
    select c.size, c.root, c.note from journal.checkpoint c
      join journal.log l on l.park_id = c.park_id and l.origin = c.log
     where c.log = ${origin} and (c.size > l.integrated or c.size = 0)
     order by c.size limit 1`.execute(tx);
  return rows[0];
}

/** A log as its checkpoints know it. */
type SignedLog = {
  readonly origin: string;
  readonly suite: Suite;
  readonly keys: readonly KeySpan[];
};

/** Compares a signed checkpoint with the tree that the entries give at its size. */
export function checkCheckpoint(
  log: SignedLog,
  stored: CheckpointRow,
  tree: AuditTree,
): CheckpointProblem | undefined {
  const opened = openStored(log, stored);
  if ('what' in opened) return opened;
  const root = tree.root();
  if (!equalBytes(opened.root, root)) return { what: 'root-differs', column: 'note' };
  const isSame = equalBytes(new Uint8Array(stored.root), root);
  return isSame ? undefined : { what: 'root-differs', column: 'root' };
}

/** What the log's key signed, if it is this row. */
export function openStored(log: SignedLog, stored: CheckpointRow): Checkpoint | CheckpointProblem {
  const keys = log.keys.filter(({ from, to }) => from <= stored.size && stored.size <= to);
  const verifiers = keys.flatMap(({ vkey }) => log.suite.verifierFrom(vkey) ?? []);
  const opened = openNote(stored.note, verifiers);
  const signers = opened.ok
    ? new Set(opened.verified.map(({ keyId }) => String(keyId)))
    : new Set();
  // A reader ignores lines of unknown keys; here a line more than was written is a change.
  const lines = opened.ok ? opened.verified.length + opened.unverified.length : 0;
  if (!opened.ok || signers.size !== keys.length || lines !== keys.length) {
    return { what: 'signature-bad', column: 'note' };
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint?.origin !== log.origin) return { what: 'columns-differ', column: 'note' };
  if (checkpoint.size !== stored.size) return { what: 'columns-differ', column: 'size' };
  return checkpoint;
}
