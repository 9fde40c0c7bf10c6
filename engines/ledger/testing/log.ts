/** A small park log in memory, with keys, witnesses and receipts, for tests and benches. */

import {
  appendLeaves,
  buildEntry,
  emptyFrontier,
  formatCheckpoint,
  formatReceipt,
  frontierRoot,
  inclusionProof,
  logSigner,
  signNote,
  vkeyOf,
  witnessSigner,
  type BuiltEntry,
  type Opened,
  type Act,
  type Frontier,
  type Datum,
  type ReadHash,
  type SigningKey,
  type Suite,
} from '../index.ts';

/** A seed of 32 equal bytes: fixed keys and salts make tests repeatable. */
export const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** Returns a tree over `leafHashes` and a reader of its perfect nodes. */
export function treeOf(
  suite: Pick<Suite, 'hash'>,
  leafHashes: readonly Uint8Array[],
): { frontier: Frontier; root: Uint8Array; readHash: ReadHash } {
  const { frontier, completed } = appendLeaves(suite.hash, emptyFrontier, leafHashes);
  const nodes = new Map(completed.map((node) => [`${node.level}/${node.index}`, node.hash]));
  const readHash: ReadHash = (level, index) => {
    const hash = nodes.get(`${level}/${index}`);
    if (!hash) throw new RangeError(`no node ${level}/${index}`);
    return hash;
  };
  return { frontier, root: frontierRoot(suite.hash, frontier), readHash };
}

/** What a test log is made of. */
export type TestLog = {
  readonly suite: Suite;
  readonly log: SigningKey;
  readonly witness: SigningKey;
};

type Built = {
  readonly act: Opened<Act>;
  readonly data: readonly Opened<Datum>[];
  readonly built: BuiltEntry;
};

function buildAt(parts: TestLog, seq: number): Built {
  const outcome = { to: 'granted', limit: '3wd' };
  const rule = { bundle: null, clause: '5.4', mandate: null, node: 'centre' };
  const value: Act = { stream: 'case/X-1', seq, ...rule, actor: 'post-7', outcome };
  const act = { salt: seedOf(seq % 256), value };
  const datum = { subject: 'party-1', value: { name: '某企业（示例）', amountFen: 120_000 } };
  const data = [{ salt: seedOf(7), value: datum }];
  const built = buildEntry(parts.suite.hash, {
    suite: parts.suite.name,
    log: parts.log.name,
    id: `event-${seq}`,
    type: 'case.closed',
    at: '2026-09-18T09:30:00.000Z',
    act,
    data,
  });
  return { act, data, built };
}

/** POSIX seconds at which the test witness cosigns. */
export const witnessedAt = 1_789_723_800;

/** Returns the receipt of entry `index` in a log of `size` entries, cosigned by the witness. */
export function receiptOf(parts: TestLog, at: { index: number; size: number }): string {
  const all = Array.from({ length: at.size }, (_, seq) => buildAt(parts, seq));
  const { root, readHash } = treeOf(
    parts.suite,
    all.map((each) => each.built.leafHash),
  );
  const signers = [
    logSigner(parts.suite, parts.log),
    witnessSigner(parts.suite, parts.witness, witnessedAt),
  ];
  const text = formatCheckpoint({ origin: parts.log.name, size: at.size, root, extensions: [] });
  const chosen = all[at.index];
  if (!chosen) throw new RangeError('no such entry');
  return formatReceipt({
    entry: chosen.built.entry,
    act: chosen.act,
    data: chosen.data.map((datum, position) => ({ ...datum, position })),
    proof: {
      index: at.index,
      hashes: inclusionProof(parts.suite.hash, { ...at, readHash }),
      checkpoint: signNote(text, signers),
    },
    timestamps: [],
  });
}

/** Returns the policy that trusts the log and demands its witness. */
export function policyOf(parts: TestLog): string {
  return [
    `log ${vkeyOf(parts.suite, parts.log, 'note')}`,
    `witness peer ${vkeyOf(parts.suite, parts.witness, 'cosignature')}`,
    'quorum peer',
    '',
  ].join('\n');
}
