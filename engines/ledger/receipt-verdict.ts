/** The judgement of a receipt: its integrity by itself, its issuer by the reader's policy. */

import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { checkAct, checkDatum } from './entry.ts';
import { canonicalJson } from './canonical.ts';
import { hashLeaf } from './hashing.ts';
import { parseNote } from './note.ts';
import { checkCheckpoint, type Cosigner, type Policy } from './policy.ts';
import { verifyInclusion } from './proof.ts';
import { parseReceipt, type Receipt } from './receipt.ts';
import type { Suite } from './suite.ts';
import { encodeUtf8 } from './utf8.ts';

/** What the verifier needs from its platform. */
export type ReceiptCrypto = {
  /** Suites the verifier knows. */
  readonly suites: readonly Suite[];
  /**
   * Returns the instant (epoch milliseconds) that a timestamp token proves for `message`, or
   * undefined when it proves nothing. Left out: tokens are reported as not checked.
   */
  readonly timestampOf?: (token: Uint8Array, message: Uint8Array) => number | undefined;
};

/** Why a receipt is refused. */
export type ReceiptCode =
  | 'receipt-malformed'
  | 'suite-unknown'
  | 'log-mismatch'
  | 'not-included'
  | 'act-mismatch'
  | 'datum-mismatch'
  | 'timestamp-bad'
  | 'foreign-issuer'
  | 'retired-key'
  | 'bad-signature'
  | 'quorum-missing';

/** One reason, with the values a sentence about it needs. */
export type ReceiptFinding = {
  readonly code: ReceiptCode;
  readonly values: Readonly<Record<string, string | number>>;
};

/** The judgement. */
export type ReceiptVerdict = {
  /** True when there is no finding: intact, and with a policy also issued as it demands. */
  readonly ok: boolean;
  /** `known` only when a policy was given and is satisfied. */
  readonly issuer: 'known' | 'unknown';
  readonly findings: readonly ReceiptFinding[];
  /** Present unless the receipt is malformed; to be shown only with the findings. */
  readonly receipt?: Receipt;
  readonly checkpoint?: Checkpoint;
  /** Witnesses of the policy that cosigned. */
  readonly cosigners: readonly Cosigner[];
  /** Instants (epoch milliseconds) that timestamps prove; tokens not checked are left out. */
  readonly timestamps: readonly number[];
  /** Tokens that nothing here could check. */
  readonly uncheckedTimestamps: number;
};

/**
 * Returns whether a log holds demonstration data: the last part of its origin is `demo`.
 *
 * @source design “Product”, 10 (demonstration is labelled, in its own log)
 */
export function isDemonstrationLog(origin: string): boolean {
  return origin.split('/').at(-1) === 'demo';
}

function finding(code: ReceiptCode, values: ReceiptFinding['values'] = {}): ReceiptFinding {
  return { code, values };
}

function contentFindings(suite: Suite, receipt: Receipt, checkpoint: Checkpoint): ReceiptFinding[] {
  const { entry, act, data, proof } = receipt;
  const found: ReceiptFinding[] = [];
  if (entry.log !== checkpoint.origin) {
    found.push(finding('log-mismatch', { log: entry.log, origin: checkpoint.origin }));
  }
  const included = verifyInclusion(suite.hash, {
    leafHash: hashLeaf(suite.hash, encodeUtf8(canonicalJson(entry))),
    index: proof.index,
    size: checkpoint.size,
    proof: proof.hashes,
    root: checkpoint.root,
  });
  if (!included) found.push(finding('not-included', { index: proof.index, size: checkpoint.size }));
  if (!checkAct(suite.hash, entry, act)) found.push(finding('act-mismatch'));
  for (const datum of data) {
    if (!checkDatum(suite.hash, entry, datum)) {
      found.push(finding('datum-mismatch', { position: datum.position }));
    }
  }
  return found;
}

function issuerFindings(receipt: Receipt, policy: Policy): [ReceiptFinding[], readonly Cosigner[]] {
  const verdict = checkCheckpoint(receipt.proof.checkpoint, policy);
  const origin = receipt.entry.log;
  if (!verdict.ok) {
    const code = verdict.problem === 'malformed' ? 'receipt-malformed' : verdict.problem;
    return [[finding(code, { origin })], []];
  }
  // A trusted key of another suite does not vouch for this tree: no downgrade by relabelling.
  const sameSuite = verdict.suite === receipt.entry.suite;
  return [sameSuite ? [] : [finding('foreign-issuer', { origin })], verdict.cosigners];
}

function timestampsOf(
  receipt: Receipt,
  message: Uint8Array,
  crypto: ReceiptCrypto,
): Pick<ReceiptVerdict, 'timestamps' | 'uncheckedTimestamps'> & { bad: number } {
  const { timestampOf } = crypto;
  const tokens = receipt.timestamps;
  if (!timestampOf) return { timestamps: [], uncheckedTimestamps: tokens.length, bad: 0 };
  const times = tokens.map((token) => timestampOf(token, message));
  const timestamps = times.filter((time) => time !== undefined);
  return { timestamps, uncheckedTimestamps: 0, bad: tokens.length - timestamps.length };
}

function refused(found: ReceiptFinding, receipt?: Receipt): ReceiptVerdict {
  const nothing = { cosigners: [], timestamps: [], uncheckedTimestamps: 0 };
  const base = { ok: false, issuer: 'unknown', findings: [found], ...nothing } as const;
  return receipt ? { ...base, receipt } : base;
}

/**
 * Judges a receipt. Never throws for what a receipt can contain.
 *
 * @param text   the receipt, as `formatReceipt` writes it
 * @param policy the reader's policy; undefined = integrity only, the issuer stays unknown
 * @source design “Architecture”, Ledger (a receipt never carries its own trust)
 */
export function verifyReceipt(
  text: string,
  policy: Policy | undefined,
  crypto: ReceiptCrypto,
): ReceiptVerdict {
  const receipt = parseReceipt(text);
  const note = receipt && parseNote(receipt.proof.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!receipt || !note || !checkpoint) return refused(finding('receipt-malformed'));
  const suite = crypto.suites.find((each) => each.name === receipt.entry.suite);
  if (!suite) return refused(finding('suite-unknown', { suite: receipt.entry.suite }), receipt);
  const { bad, ...stamps } = timestampsOf(receipt, encodeUtf8(note.text), crypto);
  const [issuer, cosigners] = policy ? issuerFindings(receipt, policy) : [[], []];
  const findings = [
    ...contentFindings(suite, receipt, checkpoint),
    ...(bad > 0 ? [finding('timestamp-bad', { count: bad })] : []),
    ...issuer,
  ];
  const ok = findings.length === 0;
  const known = policy && ok ? 'known' : 'unknown';
  return { ok, issuer: known, findings, receipt, checkpoint, cosigners, ...stamps };
}
