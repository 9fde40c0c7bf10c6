export { auditLog, entriesPerPageAuditMax, type AuditOptions } from './audit.ts';
export { auditCommand, eraseCommand, type CommandIo } from './commands.ts';
export { eraseSubject, type Eraser, type Erasers, type ErasureOrder } from './erase.ts';
export { policyOf, readCheckpointNote, readLog, readTile, requireLog } from './log.ts';
export { readEntry, readReceipt, type EntryReader, type MayRead } from './receipt.ts';
