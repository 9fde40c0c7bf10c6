/**
 * Entries: what a log publishes of one event. The event itself stays in the journal; the entry
 * holds only salted commitments to it, so that it can be shown, or erased, part by part.
 */

import { concatBytes } from './bytes.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { canonicalJson, parseCanonicalJson, type JsonValue } from './canonical.ts';
import { hashLeaf, type Hash } from './hashing.ts';
import { hasExactly, isFilled, isFilledOrNull, isList, isObject } from './json-shape.ts';
import type { SuiteName } from './suite.ts';
import { entryBytesLimit } from './tile.ts';
import { encodeUtf8 } from './utf8.ts';

/** Bytes of a salt; the fixed length keeps salt and value apart in the hash. */
export const saltBytes = 32;

/** Subjects one event may concern; with this many an entry still fits into a bundle. */
export const entrySubjectLimit = 1_000;

/**
 * Who did what under which rule: enough to fold the stream, kept for ever. A member that does not
 * apply is null or left out; which of the two is part of what is committed to.
 */
export type Act = {
  /** Stream of the journal, as `case/SJS-2026-000123-7`. */
  readonly stream: string;
  /** Position in the stream, from 1. */
  readonly seq: number;
  /** Hash of the definition bundle in force. */
  readonly bundle?: string | null;
  readonly clause?: string | null;
  /** Code of a post or an account, never a name or a phone number; null for the park's clock. */
  readonly actor?: string | null;
  readonly mandate?: string | null;
  readonly node?: string | null;
  /** Every computed outcome that folding rests on; no personal data. */
  readonly outcome: JsonValue;
};

/** What an event says about one subject, the subject named inside so that it cannot be swapped. */
export type Datum = { readonly subject: string; readonly value: JsonValue };

/** A committed value together with the salt that opens its commitment. */
export type Opened<Value> = { readonly salt: Uint8Array; readonly value: Value };

/** An opened datum (any JSON; `Datum` by choice) and its position in the entry's `data`, from 0. */
export type OpenedDatum = Opened<JsonValue> & { readonly position: number };

/** The published form of an event. */
export type Entry = {
  readonly v: 1;
  readonly suite: SuiteName;
  /** Origin of the log. */
  readonly log: string;
  /** Id of the event. */
  readonly id: string;
  /** Type of the event, as `case.accepted`. */
  readonly type: string;
  /** Instant of the event, `2026-09-18T09:30:00.000Z`. */
  readonly at: string;
  /** Commitment to the act, base 64. */
  readonly act: string;
  /** Commitments to the data, one a subject, base 64. */
  readonly data: readonly string[];
};

/** What an entry is built from. */
export type EntryDraft = Pick<Entry, 'suite' | 'log' | 'id' | 'type' | 'at'> & {
  readonly act: Opened<Act>;
  /** One a subject, usually a `Datum`; the only part that can be erased. */
  readonly data: readonly Opened<JsonValue>[];
};

/** An entry with its canonical text, its bytes (the leaf) and the hash of the leaf. */
export type BuiltEntry = {
  readonly entry: Entry;
  readonly canonical: string;
  readonly bytes: Uint8Array;
  readonly leafHash: Uint8Array;
};

const requiredActMembers = ['stream', 'seq', 'outcome'];
const optionalActMembers = ['bundle', 'clause', 'actor', 'mandate', 'node'];
const entryMembers = ['v', 'suite', 'log', 'id', 'type', 'at', 'act', 'data'];
const suiteNames: readonly string[] = ['sha256-ed25519', 'sm3-sm2'] satisfies SuiteName[];
const instantPattern = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Returns the commitment to a value: the hash of salt and canonical JSON.
 *
 * @throws {RangeError} when the salt has not 32 bytes
 * @throws {CanonicalError} when the value has no canonical JSON
 * @source design “Architecture”, Journal: act = H(salt ‖ JCS{…})
 */
export function commitmentOf(hash: Hash, opened: Opened<unknown>): Uint8Array {
  if (opened.salt.length !== saltBytes) throw new RangeError(`a salt has ${saltBytes} bytes`);
  return hash(concatBytes(opened.salt, encodeUtf8(canonicalJson(opened.value))));
}

/**
 * Returns the entry of an event, ready to become a leaf.
 *
 * @param hash the hash of the suite that the draft names
 * @throws {RangeError} when a part is malformed, or the entry is longer than a bundle can hold
 * @throws {CanonicalError} when act or datum have no canonical JSON
 * @source design “Architecture”, Journal
 */
export function buildEntry(hash: Hash, draft: EntryDraft): BuiltEntry {
  const { suite, log, id, type, at } = draft;
  const act = encodeBase64(commitmentOf(hash, draft.act));
  const data = draft.data.map((datum) => encodeBase64(commitmentOf(hash, datum)));
  const entry: Entry = { v: 1, suite, log, id, type, at, act, data };
  const canonical = canonicalJson(entry);
  if (!parseEntry(canonical) || !isAct(draft.act.value)) {
    throw new RangeError('entry or act is malformed');
  }
  const bytes = encodeUtf8(canonical);
  if (bytes.length > entryBytesLimit) throw new RangeError('entry is too long for a bundle');
  return { entry, canonical, bytes, leafHash: hashLeaf(hash, bytes) };
}

/** Returns whether `value` has the members of an act and no others, each of its type. */
export function isAct(value: JsonValue): value is Act {
  if (!isObject(value)) return false;
  const given = optionalActMembers.filter((name) => value[name] !== undefined);
  if (!hasExactly(value, [...requiredActMembers, ...given])) return false;
  const placed = isFilled(value['stream']) && Number.isSafeInteger(value['seq']);
  return placed && Number(value['seq']) >= 0 && given.every((name) => isFilledOrNull(value[name]));
}

function isEntry(value: JsonValue): value is Entry {
  if (!hasExactly(value, entryMembers)) return false;
  const { v, suite, log, id, type, at, act, data } = value;
  if (v !== 1 || typeof suite !== 'string' || !suiteNames.includes(suite)) return false;
  if (![log, id, type].every(isFilled) || typeof at !== 'string') return false;
  if (!isList(data) || data.length > entrySubjectLimit || !instantPattern.test(at)) return false;
  return [act, ...data].every(
    (each) => typeof each === 'string' && decodeBase64(each) !== undefined,
  );
}

/** Returns the entry of a leaf's canonical text, or undefined when it is anything else. */
export function parseEntry(canonical: string): Entry | undefined {
  const value = parseCanonicalJson(canonical);
  return value !== undefined && isEntry(value) ? value : undefined;
}

function opens(hash: Hash, commitment: string | undefined, opened: Opened<unknown>): boolean {
  if (opened.salt.length !== saltBytes || commitment === undefined) return false;
  return encodeBase64(commitmentOf(hash, opened)) === commitment;
}

/**
 * Returns whether `opened` is the act that the entry commits to.
 *
 * @param hash the hash of the suite that the entry names
 */
export function checkAct(hash: Hash, entry: Entry, opened: Opened<Act>): boolean {
  return isAct(opened.value) && opens(hash, entry.act, opened);
}

/** Returns whether `opened` is what the entry commits to at its position. */
export function checkDatum(hash: Hash, entry: Entry, opened: OpenedDatum): boolean {
  const { position, salt, value } = opened;
  return opens(hash, entry.data[position], { salt, value });
}
