import './tables.ts';

export { append, entriesPerAppendMax, readAhead } from './append.ts';
export {
  verifyLog,
  type AuditOrder,
  type AuditProblem,
  type BrokenRow,
  type LogAudit,
} from './audit.ts';
export type { AuditMark } from './audit-tree.ts';
export { openDurableAppender, type DurableAppender, type Placed } from './durable.ts';
export { eraseFromJournal } from './erase.ts';
export { journalRefusals } from './errors.ts';
export { ensureLog, readLogs, type LogState } from './log.ts';
export { openLogKey, type LogKey } from './log-keys.ts';
export {
  entriesPerPageMax,
  entriesPerStreamMax,
  readEntries,
  readStream,
  type StoredDatum,
  type StoredEntry,
} from './read.ts';
export { readCheckpoint, readPublishedTile, type PublishedCheckpoint } from './publication.ts';
export { anchoringOf, receiptParts, type Anchoring } from './receipt.ts';
export { subjectsPerEntryMax, type Act, type NewEntry } from './sealing.ts';
export { startSequencer, type RunningSequencer } from './sequencing.ts';
export { sequence, type SequencedLog, type SequencedRound } from './sequencer.ts';
export { nodeSha256Ed25519, suiteNamed } from './suites.ts';
export { personalColumns } from './tables.ts';
