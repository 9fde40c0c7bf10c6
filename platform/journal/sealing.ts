import { randomBytes } from 'node:crypto';
import {
  canonicalJson,
  concatBytes,
  encodeBase64,
  encodeUtf8,
  type JsonValue,
  type Suite,
} from '#engines/ledger/index.ts';

/** What happened, without personal data: enough to fold a stream, and kept for ever. */
export type Act = {
  /** Hash of the bundle whose rules were applied. */
  readonly bundle?: string;
  readonly clause?: string;
  /** Internal id of who acted. */
  readonly actor: string;
  readonly mandate?: string;
  /** Node of the network at which it was done. */
  readonly node?: string;
  /** What it led to: target step, verdicts, versions, values used. */
  readonly outcome: JsonValue;
};

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
  /** ISO instant in UTC, not before the stream's last. */
  readonly at: string;
  readonly act: Act;
  /** What it says about people and firms, one item a subject; the only part that can be erased. */
  readonly data?: readonly { readonly subject: string; readonly payload: JsonValue }[];
};

/** An entry with its commitments, ready to be stored. */
export type SealedEntry = {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  /** Canonical JSON. */
  readonly act: string;
  readonly actSalt: Uint8Array;
  /** Canonical JSON that is published. */
  readonly entry: string;
  readonly data: readonly {
    readonly subject: string;
    /** Canonical JSON. */
    readonly payload: string;
    readonly salt: Uint8Array;
  }[];
};

const saltBytes = 32;

/** An event that speaks of more subjects than this is several events. */
export const subjectsPerEntryMax = 100;

/** Returns `H(salt ‖ text)` in base64: it fixes the text without showing it. */
export function commitmentTo(suite: Suite, salt: Uint8Array, text: string): string {
  return encodeBase64(suite.hash(concatBytes(salt, encodeUtf8(text))));
}

/** Returns the canonical JSON of an act in its stream: what the first commitment fixes. */
export function actText(entry: Pick<NewEntry, 'stream' | 'seq' | 'act'>): string {
  return canonicalJson({ stream: entry.stream, seq: entry.seq, ...entry.act });
}

/** Returns the canonical JSON of an entry as the log publishes it. */
export function publishedText(
  head: { suite: string; log: string; id: string; type: string; at: string },
  commitments: { act: string; data: readonly string[] },
): string {
  return canonicalJson({ v: 1, ...head, ...commitments });
}

/**
 * Makes the commitments of an entry with fresh salts.
 *
 * @throws {RangeError} when it speaks of more than `subjectsPerEntryMax` subjects
 * @throws {CanonicalError} when its values have no canonical JSON
 * @source 3-architecture Journal
 */
export function sealEntry(
  log: { readonly origin: string; readonly suite: Suite },
  entry: NewEntry & { readonly id: string },
): SealedEntry {
  const data = entry.data ?? [];
  if (data.length > subjectsPerEntryMax) throw new RangeError('entry has too many subjects');
  const salts = randomBytes(saltBytes * (1 + data.length));
  const saltAt = (place: number) => salts.subarray(place * saltBytes, (place + 1) * saltBytes);
  const act = actText(entry);
  const sealed = data.map(({ subject, payload }, place) => ({
    subject,
    payload: canonicalJson(payload),
    salt: saltAt(place + 1),
  }));
  const { id, stream, seq, type, at } = entry;
  const published = publishedText(
    { suite: log.suite.name, log: log.origin, id, type, at },
    {
      act: commitmentTo(log.suite, saltAt(0), act),
      data: sealed.map((datum) => commitmentTo(log.suite, datum.salt, datum.payload)),
    },
  );
  return { id, stream, seq, type, at, act, actSalt: saltAt(0), entry: published, data: sealed };
}
