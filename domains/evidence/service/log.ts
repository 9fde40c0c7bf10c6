import {
  encodeBase64,
  formatRetired,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  tileWidth,
} from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import {
  coveringCheckpoint,
  readAttestors,
  readCheckpoint,
  readConditions,
  readKeys,
  readPublishedTile,
  witnessPolicy,
} from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { LogView } from '../model.ts';
import { countUnplaced, logOf, newestTimestampOf, type LogRow } from '../store.ts';

/** The park's log. @throws {RefusalError} `evidence.no_log` */
export async function requireLog(tx: Tx): Promise<LogRow> {
  const log = await logOf(tx);
  if (log === undefined) throw evidenceRefusals.refuse('evidence.no_log');
  return log;
}

/**
 * The park's log as everybody may know it; size and root are those of the newest checkpoint that a
 * quorum has cosigned.
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
    policy: await readPolicy(tx, log),
    ...(await readTrust(tx, log)),
  };
}

/** Who vouches for the log beside itself, and what is withheld for want of them. */
async function readTrust(
  tx: Tx,
  { origin, integrated }: LogRow,
): Promise<Pick<LogView, 'keys' | 'witnesses' | 'timestamps' | 'withheld'>> {
  const conditions = await readConditions(tx, origin);
  const states = await readAttestors(tx, origin);
  const viewOf = (kind: 'witness' | 'timestamp', name: string, url: string | undefined) => {
    const state = states.find((each) => each.kind === kind && each.name === name);
    const { knownSize: size = 0, failingSince = null } = state ?? {};
    return { name, url: url ?? null, size, failingSince };
  };
  const { timestamps, witnesses } = conditions;
  const newest = await coveringCheckpoint(tx, { origin, index: integrated - 1 });
  return {
    keys: await readKeys(tx, origin),
    witnesses: witnessPolicy(witnesses).witnesses.map(({ name, url }) =>
      viewOf('witness', name, url),
    ),
    timestamps: timestamps && {
      ...viewOf('timestamp', timestamps.url, timestamps.url),
      everyMinutes: Math.round(timestamps.everySeconds / secondsPerMinute),
      newestAt: await newestTimestampOf(tx, origin),
    },
    withheld: newest.state === 'withheld' ? newest.withheld : null,
  };
}

const secondsPerMinute = 60;

/**
 * The policy this site publishes: its log's key, keys it has retired, and the witnesses and quorum
 * it asks for. Who verifies takes it from paper or from a peer's pack rather than from here.
 *
 * @source C2SP tlog-policy; 3-architecture Ledger; ADR 0010 (retired keys)
 */
export async function readPolicy(tx: Tx, log: Pick<LogRow, 'origin'>): Promise<string> {
  const keys = await readKeys(tx, log.origin);
  const { witnesses } = await readConditions(tx, log.origin);
  const lines = keys
    .filter(({ firstSize }) => firstSize !== null)
    .toReversed()
    .flatMap(({ vkey, lastSize }) =>
      lastSize === null ? [`log ${vkey}`] : [`log ${vkey}`, formatRetired(vkey, lastSize)],
    );
  const quorum = witnesses === '' ? 'quorum none' : witnesses.trimEnd();
  return `${[`# ${log.origin}`, ...lines, quorum].join('\n')}\n`;
}

/**
 * The certificates (PEM) in which chains of this log's timestamps end, to be compared with those of
 * the authority itself.
 *
 * @throws {RefusalError} `evidence.no_roots` when the log is not timestamped
 */
export async function readTimestampRoots(tx: Tx): Promise<string> {
  const { origin } = await requireLog(tx);
  const { timestamps } = await readConditions(tx, origin);
  if (!timestamps) throw evidenceRefusals.refuse('evidence.no_roots', { origin });
  return timestamps.roots;
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
