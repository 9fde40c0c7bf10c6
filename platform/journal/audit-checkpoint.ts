import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import { equalBytes, openNote, parseCheckpoint, type Suite } from '#engines/ledger/index.ts';
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

/** Compares a signed checkpoint with the tree that the entries give at its size. */
export function checkCheckpoint(
  log: { readonly origin: string; readonly suite: Suite; readonly keys: readonly KeySpan[] },
  stored: CheckpointRow,
  tree: AuditTree,
): CheckpointProblem | undefined {
  const keys = log.keys.filter(({ from, to }) => from <= stored.size && stored.size <= to);
  const verifiers = keys.flatMap(({ vkey }) => log.suite.verifierFrom(vkey) ?? []);
  const opened = openNote(stored.note, verifiers);
  // A reader ignores lines of unknown keys; here a line more than was written is a change.
  const isWhole =
    opened.ok && new Set(opened.verified.map(({ keyId }) => String(keyId))).size === keys.length;
  if (!isWhole || opened.verified.length + opened.unverified.length !== keys.length) {
    return { what: 'signature-bad', column: 'note' };
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint?.origin !== log.origin) return { what: 'columns-differ', column: 'note' };
  if (checkpoint.size !== stored.size) return { what: 'columns-differ', column: 'size' };
  const root = tree.root();
  if (!equalBytes(checkpoint.root, root)) return { what: 'root-differs', column: 'note' };
  const isSame = equalBytes(new Uint8Array(stored.root), root);
  return isSame ? undefined : { what: 'root-differs', column: 'root' };
}
