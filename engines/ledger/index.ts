/**
 * The ledger: Merkle tree, proofs, tiles, checkpoints, signed notes, entries and receipts.
 * Pure: hash and signatures are arguments (a `Suite`), nothing is read, nothing is kept.
 */

export * from './base64.ts';
export * from './bytes.ts';
export * from './canonical.ts';
export * from './checkpoint.ts';
export * from './cosignature.ts';
export * from './entry.ts';
export * from './frontier.ts';
export * from './hashing.ts';
export * from './note.ts';
export * from './policy.ts';
export * from './proof.ts';
export * from './receipt.ts';
export * from './receipt-verdict.ts';
export * from './sm2.ts';
export * from './suite.ts';
export * from './tile.ts';
export * from './tlog-proof.ts';
export * from './utf8.ts';
export * from './vkey.ts';
export * from './witness.ts';
