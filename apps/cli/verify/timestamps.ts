/** Timestamps of a receipt, and one in a file of its own, under the roots the reader trusts. */

import { encodeUtf8, parseNote, parseReceipt, type ReceiptCrypto } from '#engines/ledger/index.ts';
import { parseRoots, readTokenFile, verifyToken } from '#platform/timestamp/index.ts';

/** What the reader gave: roots in PEM, and perhaps a timestamp that is not in the receipt. */
export type GivenTimestamps = { readonly roots: string; readonly file?: Uint8Array };

/** What holds of them. */
export type CheckedTimestamps = {
  /** Answers for the tokens in the receipt, which were verified before. */
  readonly timestampOf: NonNullable<ReceiptCrypto['timestampOf']>;
  /** What the file proves, epoch milliseconds, or why it proves nothing; absent without a file. */
  readonly file?: { readonly time: number } | { readonly problem: string };
};

/**
 * Verifies the timestamps over the checkpoint of a receipt.
 *
 * @param receipt its text; a malformed one has no checkpoint, hence no timestamp holds
 * @throws {Error} when the roots are no certificates
 * @source RFC 3161 §2.4.2
 */
export async function checkTimestamps(
  receipt: string,
  given: GivenTimestamps,
): Promise<CheckedTimestamps> {
  const roots = parseRoots(given.roots);
  const parsed = parseReceipt(receipt);
  const note = parsed && parseNote(parsed.proof.checkpoint);
  const message = encodeUtf8(note?.text ?? '');
  const times = new Map<string, number>();
  for (const token of parsed?.timestamps ?? []) {
    const verdict = await verifyToken(token, { message, roots });
    if (verdict.ok) times.set(nameOf(token), verdict.time);
  }
  const timestampOf = (token: Uint8Array): number | undefined => times.get(nameOf(token));
  if (given.file === undefined) return { timestampOf };
  const token = readTokenFile(given.file);
  if (!token) return { timestampOf, file: { problem: 'malformed' } };
  const verdict = await verifyToken(token, { message, roots });
  const file = verdict.ok ? { time: verdict.time } : { problem: verdict.problem };
  return { timestampOf, file };
}

const nameOf = (token: Uint8Array): string => Buffer.from(token).toString('base64');
