export { auditLog, entriesPerPageAuditMax, type AuditOptions } from './audit.ts';
export { auditCommand, eraseCommand, type CommandIo } from './commands.ts';
export { eraseSubject, type Eraser, type Erasers, type ErasureOrder } from './erase.ts';
export { listErasures, previewErasure } from './erasures.ts';
export { logCommand } from './log-command.ts';
export {
  readCheckpointNote,
  readLog,
  readPolicy,
  readTile,
  readTimestampRoots,
  requireLog,
} from './log.ts';
export { readEntry, readProof, readReceipt, type EntryReader, type MayRead } from './receipt.ts';
export { rotateLogKey, type RotationOrder, type RotationView } from './rotate.ts';
export { readLogSettings, type LogSettings, type LogSettingsFinding } from './settings.ts';
