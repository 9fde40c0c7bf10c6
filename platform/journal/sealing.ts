import { randomFillSync } from 'node:crypto';
import {
  canonicalJson,
  entryBytesLimit,
  saltBytes,
  type Act as LedgerAct,
  type JsonValue,
  type Suite,
} from '#engines/ledger/index.ts';
import { datumText } from './datum-text.ts';

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

const instantPattern = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/;
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes the commitments of an entry with fresh salts: what the engine's `buildEntry` makes, byte
 * for byte (a test compares them), a third of its time.
 *
 * @throws {RangeError} when a part is malformed, or it speaks of too many subjects
 * @throws {CanonicalError} when its values have no canonical JSON
 * @source 3-architecture Journal (32 random bytes, stored beside, never in, the entry)
 */
export function sealEntry(
  log: { readonly origin: string; readonly suite: Suite },
  entry: NewEntry & { readonly id: string },
): SealedEntry {
  checkForm(entry);
  const { id, stream, seq, type, at } = entry;
  const act = canonicalJson({ ...entry.act, stream, seq } satisfies LedgerAct);
  const actSalt = freshSalt();
  const data = (entry.data ?? []).map(({ subject, payload }) => ({
    subject,
    payload: canonicalJson(payload),
    salt: freshSalt(),
  }));
  const published = entryText(log, entry, {
    act: commitment(log.suite, actSalt, act),
    data: data.map(({ subject, salt, payload }) =>
      commitment(log.suite, salt, datumText(subject, payload)),
    ),
  });
  if (Buffer.byteLength(published) > entryBytesLimit) throw new RangeError('entry is too long');
  return { id, stream, seq, type, at, act, actSalt, entry: published, data };
}

/** Canonical JSON of the published entry, its members in their order (RFC 8785 §3.2.3). */
function entryText(
  log: { readonly origin: string; readonly suite: Suite },
  { id, type, at }: Pick<SealedEntry, 'id' | 'type' | 'at'>,
  { act, data }: { readonly act: string; readonly data: readonly string[] },
): string {
  const commitments = data.length === 0 ? '[]' : JSON.stringify(data);
  const [origin, kind] = [canonicalJson(log.origin), canonicalJson(type)];
  const head = `{"act":"${act}","at":"${at}","data":${commitments},"id":"${id}"`;
  return `${head},"log":${origin},"suite":"${log.suite.name}","type":${kind},"v":1}`;
}

function checkForm(entry: NewEntry & { readonly id: string }): void {
  const { id, stream, seq, type, at, act, data = [] } = entry;
  if (!idPattern.test(id)) throw new RangeError(`entry id ${id} is not a UUID`);
  if (stream === '' || type === '') throw new RangeError('entry needs a stream and a type');
  if (!Number.isSafeInteger(seq) || seq < 1) throw new RangeError(`seq ${seq} is no place`);
  if (!instantPattern.test(at)) throw new RangeError(`${at} is not an instant in UTC`);
  if (act.outcome === undefined) throw new RangeError('act has no outcome');
  if (data.length > subjectsPerEntryMax) throw new RangeError('entry has too many subjects');
}

/** Hash of salt and canonical JSON, in base 64. */
function commitment(suite: Suite, salt: Uint8Array, text: string): string {
  const bytes = Buffer.allocUnsafe(saltBytes + Buffer.byteLength(text));
  bytes.set(salt);
  bytes.write(text, saltBytes);
  return Buffer.from(suite.hash(bytes)).toString('base64');
}

/** Randomness for a hundred entries is asked for at once: the call costs more than the bytes. */
const salts = Buffer.alloc(saltBytes * 128);
let saltsUsed = salts.length;

/** Returns 32 random bytes that are used once: a copy, the pool itself is filled again. */
function freshSalt(): Uint8Array {
  if (saltsUsed >= salts.length) {
    randomFillSync(salts);
    saltsUsed = 0;
  }
  const salt = Buffer.from(salts.subarray(saltsUsed, saltsUsed + saltBytes));
  salts.fill(0, saltsUsed, saltsUsed + saltBytes);
  saltsUsed += saltBytes;
  return salt;
}
