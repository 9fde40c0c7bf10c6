import { randomBytes } from 'node:crypto';
import {
  buildEntry,
  canonicalJson,
  saltBytes,
  type Act as LedgerAct,
  type JsonValue,
  type Suite,
} from '#engines/ledger/index.ts';

/**
 * What happened, without personal data: enough to fold a stream, and kept for ever. `actor` is an
 * internal id, null where the park's own clock acted.
 */
export type Act = Omit<LedgerAct, 'stream' | 'seq'>;

/** An event to be written. */
export type NewEntry = {
  /** UUID; made here when absent. */
  readonly id?: string;
  /** What it happened to, as `case/<number>`; no personal data. */
  readonly stream: string;
  /** Place in the stream: last + 1, from 1. */
  readonly seq: number;
  /** Past tense, as `case.accepted`. */
  readonly type: string;
  /** ISO instant in UTC with milliseconds, not before the stream's last. */
  readonly at: string;
  readonly act: Act;
  /** What it says about people and firms, one item a subject; the only part that can be erased. */
  readonly data?: readonly { readonly subject: string; readonly payload: JsonValue }[];
};

/** An entry with its commitments, ready to be stored. */
export type SealedEntry = Pick<NewEntry, 'stream' | 'seq' | 'type' | 'at'> & {
  readonly id: string;
  /** Canonical JSON of the act. */
  readonly act: string;
  readonly actSalt: Uint8Array;
  /** Canonical JSON that is published. */
  readonly entry: string;
  /** `payload` is its canonical JSON. */
  readonly data: readonly {
    readonly subject: string;
    readonly payload: string;
    readonly salt: Uint8Array;
  }[];
};

/** An event that speaks of more subjects than this is several events. */
export const subjectsPerEntryMax = 100;

/**
 * Makes the commitments of an entry with fresh salts.
 *
 * @throws {RangeError} when a part is malformed, or it speaks of too many subjects
 * @throws {CanonicalError} when its values have no canonical JSON
 * @source 3-architecture Journal (32 random bytes, stored beside, never in, the entry)
 */
export function sealEntry(
  log: { readonly origin: string; readonly suite: Suite },
  entry: NewEntry & { readonly id: string },
): SealedEntry {
  const { id, stream, seq, type, at, data = [] } = entry;
  if (data.length > subjectsPerEntryMax) throw new RangeError('entry has too many subjects');
  const salts = randomBytes(saltBytes * (1 + data.length));
  const saltAt = (place: number) => salts.subarray(place * saltBytes, (place + 1) * saltBytes);
  const act: LedgerAct = { stream, seq, ...entry.act };
  const { canonical } = buildEntry(log.suite.hash, {
    ...{ suite: log.suite.name, log: log.origin, id, type, at },
    act: { salt: saltAt(0), value: act },
    data: data.map(({ payload }, place) => ({ salt: saltAt(place + 1), value: payload })),
  });
  const sealedData = data.map(({ subject, payload }, place) => ({
    subject,
    payload: canonicalJson(payload),
    salt: saltAt(place + 1),
  }));
  const actSalt = saltAt(0);
  return {
    id,
    stream,
    seq,
    type,
    at,
    act: canonicalJson(act),
    actSalt,
    entry: canonical,
    data: sealedData,
  };
}
