import {
  encodeBase64,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  tileWidth,
} from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { readCheckpoint, readPublishedTile } from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { LogView } from '../model.ts';
import { countUnplaced, logOf, type LogRow } from '../store.ts';

/** The park's log. @throws {RefusalError} `evidence.no_log` */
export async function requireLog(tx: Tx): Promise<LogRow> {
  const log = await logOf(tx);
  if (log === undefined) throw evidenceRefusals.refuse('evidence.no_log');
  return log;
}

/**
 * The park's log as everybody may know it; size and root are those of the newest checkpoint.
 *
 * @throws {RefusalError} `evidence.no_log`
 */
export async function readLog(tx: Tx): Promise<LogView> {
  const log = await requireLog(tx);
  const { origin, suite, vkey, demo } = log;
  const checkpoint = await readCheckpoint(tx, origin);
  const text = checkpoint && parseNote(checkpoint.note)?.text;
  const root = text === undefined ? undefined : parseCheckpoint(text)?.root;
  const size = checkpoint?.size ?? 0;
  const placed = Math.max(0, log.size - size);
  return {
    ...{ origin, suite, demo, vkey, size },
    rootBase64: root === undefined ? null : encodeBase64(root),
    checkpointAt: checkpoint?.signedAt ?? null,
    pending: placed + (await countUnplaced(tx, origin)),
    policy: policyOf(log),
  };
}

/**
 * The policy this site publishes: trust in the log's key alone, no witness being named yet. Who
 * verifies takes it from paper or from a peer's pack rather than from here.
 *
 * @source C2SP tlog-policy; 3-architecture Ledger
 */
export function policyOf(log: Pick<LogRow, 'vkey' | 'origin'>): string {
  return `# ${log.origin}\nlog ${log.vkey}\nquorum none\n`;
}

/** The newest checkpoint, a signed note. @throws {RefusalError} `evidence.no_checkpoint` */
export async function readCheckpointNote(tx: Tx): Promise<string> {
  const { origin } = await requireLog(tx);
  const checkpoint = await readCheckpoint(tx, origin);
  if (!checkpoint) throw evidenceRefusals.refuse('evidence.no_checkpoint', { origin });
  return checkpoint.note;
}

/** A tile or bundle of entries as it is served. */
export type ServedTile = {
  readonly bytes: Uint8Array;
  /** Whether it is full: it can never grow any more. */
  readonly full: boolean;
};

/**
 * A tile or bundle of entries.
 *
 * @param path below the log's prefix, as `tile/0/x001/067`
 * @throws {RefusalError} `evidence.no_tile` when the newest checkpoint has no such tile
 * @source C2SP tlog-tiles
 */
export async function readTile(tx: Tx, path: string): Promise<ServedTile> {
  const { origin } = await requireLog(tx);
  const bytes = await readPublishedTile(tx, origin, path);
  const tile = parseTilePath(path);
  if (!bytes || !tile) throw evidenceRefusals.refuse('evidence.no_tile', { path });
  return { bytes, full: tile.width === tileWidth };
}
