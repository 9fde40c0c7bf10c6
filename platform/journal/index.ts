import './tables.ts';

export { append, entriesPerAppendMax, readAhead } from './append.ts';
export {
  verifyLog,
  type AuditOrder,
  type AuditProblem,
  type BrokenRow,
  type LogAudit,
} from './audit.ts';
export {
  verifyPublished,
  type BrokenFile,
  type PublishedAudit,
  type ReadPublished,
  type Trust,
} from './audit-published.ts';
export type { AuditMark } from './audit-tree.ts';
export { verifyStatements, type BrokenStatement } from './audit-trust.ts';
export { attestLog, startAttesting, type RunningAttesting } from './attesting.ts';
export { readAttestors, type AttestorState } from './attestors.ts';
export { openDurableAppender, type DurableAppender, type Placed } from './durable.ts';
export { eraseFromJournal } from './erase.ts';
export { journalRefusals } from './errors.ts';
export {
  noConditions,
  readConditions,
  type LogConditions,
  type TimestampSource,
} from './conditions.ts';
export { enterLoaded, loadedHash, type LoadedContent } from './loaded-content.ts';
export { ensureLog, readLogs, type LogState } from './log.ts';
export { findLogKey, makeNextKey, openLogKey, openWitnessKey, type LogKey } from './log-keys.ts';
export {
  entriesPerPageMax,
  entriesPerStreamMax,
  readEntries,
  readStream,
  type StoredDatum,
  type StoredEntry,
} from './read.ts';
export { readCheckpoint, readPublishedTile, type PublishedCheckpoint } from './publication.ts';
export { anchoringOf, anchoringsOf, receiptParts, type Anchoring } from './receipt.ts';
export { announceKey, readKeys, signersIn, type KeyTenure, type LogSigners } from './rotation.ts';
export { coveringCheckpoint, type Withheld } from './settled.ts';
export { subjectsPerEntryMax, type Act, type NewEntry } from './sealing.ts';
export { startSequencer, type RunningSequencer } from './sequencing.ts';
export { sequence, type SequencedLog, type SequencedRound } from './sequencer.ts';
export { isSuiteName, nodeSha256Ed25519, nodeSuites, suiteNamed } from './suites.ts';
export { personalColumns } from './tables.ts';
export { witnessPolicy } from './witnessing.ts';
