import type { ColumnType, Generated } from 'kysely';

/** A column that the database fills with the park of the transaction. */
type ParkColumn = ColumnType<string, string | undefined, never>;
/** A column that is written once. */
type Fixed<T> = ColumnType<T, T, never>;

/** `journal.log`: a park's transparency log. */
export type LogTable = {
  park_id: Fixed<string>;
  origin: Fixed<string>;
  suite: Fixed<'sha256-ed25519' | 'sm3-sm2'>;
  vkey: string;
  demo: Fixed<boolean>;
  made_at: Fixed<string>;
  retired_at: string | null;
  size: Generated<number>;
  integrated: Generated<number>;
  lease_holder: string | null;
  lease_until: string | null;
  /** Lines of a C2SP tlog-policy; empty when no witness is asked. */
  witnesses: Generated<string>;
  timestamp_url: ColumnType<string | null, undefined, string | null>;
  timestamp_roots: ColumnType<string | null, undefined, string | null>;
};

/** `journal.log_key`: a verifier key of a log and which checkpoints it signs. */
export type LogKeyTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  vkey: Fixed<string>;
  made_at: Fixed<string>;
  announced_by: Fixed<string | null>;
  first_size: number | null;
  last_size: number | null;
};

/** `journal.entry`: one event. */
export type EntryTable = {
  park_id: ParkColumn;
  id: Fixed<string>;
  log: Fixed<string>;
  stream: Fixed<string>;
  seq: Fixed<number>;
  type: Fixed<string>;
  at: Fixed<string>;
  /** Canonical JSON text. */
  act: Fixed<string>;
  act_salt: Fixed<Uint8Array>;
  /** Canonical JSON text. */
  entry: Fixed<string>;
  leaf_index: number | null;
};

/** `journal.datum`: what an event says about one subject; the application may not update it. */
export type DatumTable = {
  park_id: ParkColumn;
  entry_id: Fixed<string>;
  ordinal: Fixed<number>;
  subject: Fixed<string>;
  salt: Fixed<Uint8Array | null>;
  /** Canonical JSON text; null once erased. */
  payload: Fixed<string | null>;
  erased_at: ColumnType<string | null, undefined, never>;
};

/** `journal.tile`: the hashes of a tile, as wide as the tree has made it. */
export type TileTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  level: Fixed<number>;
  tile_index: Fixed<number>;
  hashes: Uint8Array;
};

/** `journal.checkpoint`: a signed size and root. */
export type CheckpointTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  size: Fixed<number>;
  root: Fixed<Uint8Array>;
  note: Fixed<string>;
  signed_at: Fixed<string>;
  stored_at: ColumnType<string, undefined, never>;
  settled_at: string | null;
};

/** `journal.cosignature`: what a witness states about a checkpoint. */
export type CosignatureTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  size: Fixed<number>;
  witness: Fixed<string>;
  lines: Fixed<string>;
  stated_at: Fixed<string>;
};

/** `journal.timestamp`: an RFC 3161 token over the text of a checkpoint. */
export type TimestampTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  size: Fixed<number>;
  token: Fixed<Uint8Array>;
  proves_at: Fixed<string>;
};

/** `journal.attestor`: how asking a witness or a timestamp authority goes. */
export type AttestorTable = {
  park_id: ParkColumn;
  log: Fixed<string>;
  kind: Fixed<'witness' | 'timestamp'>;
  name: Fixed<string>;
  known_size: Generated<number>;
  failures: Generated<number>;
  retry_at: Generated<string>;
  failing_since: string | null;
  problem: string | null;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'journal.log': LogTable;
    'journal.entry': EntryTable;
    'journal.datum': DatumTable;
    'journal.tile': TileTable;
    'journal.checkpoint': CheckpointTable;
    'journal.log_key': LogKeyTable;
    'journal.cosignature': CosignatureTable;
    'journal.timestamp': TimestampTable;
    'journal.attestor': AttestorTable;
  }
}

/** Columns that hold personal data and are covered by `eraseFromJournal`. */
export const personalColumns = ['journal.datum.payload'] as const;
