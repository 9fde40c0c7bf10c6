/**
 * Receipts: what a person takes home to prove, offline, that a record has not changed since it was
 * logged. A receipt never carries its own trust; the reader's policy does.
 */

import { decodeBase64, encodeBase64 } from './base64.ts';
import { canonicalJson, type JsonValue } from './canonical.ts';
import { isAct, parseEntry, type Act, type Entry, type Opened, type OpenedDatum } from './entry.ts';
import { hasExactly, isList } from './json-shape.ts';
import { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.ts';

/** A receipt taken apart. */
export type Receipt = {
  readonly entry: Entry;
  readonly act: Opened<Act>;
  /** Data of the subject the receipt is for; empty when nothing is opened. */
  readonly data: readonly OpenedDatum[];
  readonly proof: TlogProof;
  /** RFC 3161 tokens over the text of the checkpoint; empty where its park asks for no time. */
  readonly timestamps: readonly Uint8Array[];
};

/** First member of every receipt. */
export const receiptFormat = 'guiju-receipt/v1';

/** A receipt longer than this many UTF-16 code units is refused. */
export const receiptLengthLimit = 2_000_000;

/**
 * What a receipt of this format says of itself, word for word; other words are refused, so that
 * nobody can let a receipt promise more.
 *
 * @source design “Pages”, Words of the window
 */
export const receiptStatement = {
  'zh-CN':
    '本回执仅证明记录自存证时起未被改动，不代替公文、印章或当事人签名，亦不证明存证前内容真实。',
  en:
    'This receipt proves only that the record has not been changed since it was logged. It does ' +
    'not replace an official document, a seal or a party’s signature, and does not prove that ' +
    'the content was true before it was logged.',
} as const;

/** Tokens and opened data a receipt may carry. */
const receiptListLimit = 1_000;

const receiptMembers = ['format', 'statement', 'entry', 'act', 'data', 'proof', 'timestamps'];

/** Returns `value` with its names in canonical order, ready to be printed. */
function ordered(value: unknown): unknown {
  return JSON.parse(canonicalJson(value));
}

/**
 * Returns the text of a receipt: indented JSON, one form only, ended by a newline.
 *
 * @throws {CanonicalError} when an opened value has no canonical JSON
 */
export function formatReceipt(receipt: Receipt): string {
  const { entry, act, data, proof, timestamps } = receipt;
  const value = {
    format: receiptFormat,
    statement: receiptStatement,
    entry: ordered(entry),
    act: { salt: encodeBase64(act.salt), value: ordered(act.value) },
    data: data.map(({ position, salt, value: datum }) => ({
      position,
      salt: encodeBase64(salt),
      value: ordered(datum),
    })),
    proof: formatTlogProof(proof),
    timestamps: timestamps.map(encodeBase64),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readBytes(value: JsonValue | undefined): Uint8Array | undefined {
  return typeof value === 'string' ? decodeBase64(value) : undefined;
}

function readAct(value: JsonValue | undefined): Opened<Act> | undefined {
  if (!hasExactly(value, ['salt', 'value'])) return undefined;
  const [salt, act] = [readBytes(value['salt']), value['value']];
  return salt && act !== undefined && isAct(act) ? { salt, value: act } : undefined;
}

function readDatum(value: JsonValue): OpenedDatum | undefined {
  if (!hasExactly(value, ['position', 'salt', 'value'])) return undefined;
  const { position, value: datum } = value;
  const salt = readBytes(value['salt']);
  if (typeof position !== 'number' || !salt || datum === undefined) return undefined;
  return { position, salt, value: datum };
}

/** Returns every item read, or undefined when one cannot be or there are too many. */
function readAll<Item>(
  value: JsonValue | undefined,
  read: (item: JsonValue) => Item | undefined,
): readonly Item[] | undefined {
  if (!isList(value) || value.length > receiptListLimit) return undefined;
  const items = value.map(read).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function readReceipt(value: JsonValue): Receipt | undefined {
  if (!hasExactly(value, receiptMembers) || typeof value['proof'] !== 'string') return undefined;
  const entry = parseEntry(canonicalJson(value['entry']));
  const act = readAct(value['act']);
  const data = readAll(value['data'], readDatum);
  const proof = parseTlogProof(value['proof']);
  const timestamps = readAll(value['timestamps'], readBytes);
  if (!entry || !act || !data || !proof || !timestamps) return undefined;
  return { entry, act, data, proof, timestamps };
}

/**
 * Returns the parts of a receipt, or undefined when the text is not exactly what `formatReceipt`
 * writes for them. Nothing is verified.
 */
export function parseReceipt(text: string): Receipt | undefined {
  if (text.length > receiptLengthLimit) return undefined;
  try {
    // JSON.parse returns exactly the values of JsonValue.
    const receipt = readReceipt(JSON.parse(text) as JsonValue);
    // Writing it again must give every byte back: white space, order and wording carry no freedom.
    return receipt && formatReceipt(receipt) === text ? receipt : undefined;
  } catch {
    return undefined;
  }
}
