export * from './model.ts';
export { evidenceRefusals } from './errors.ts';
export { evidenceRoutes, type EvidenceDependencies } from './routes.ts';
export {
  auditCommand,
  auditLog,
  eraseCommand,
  eraseSubject,
  logCommand,
  readEntry,
  readLog,
  readLogSettings,
  readPolicy,
  readReceipt,
  rotateLogKey,
  type AuditOptions,
  type CommandIo,
  type EntryReader,
  type LogSettings,
  type RotationOrder,
  type RotationView,
  type Eraser,
  type Erasers,
  type ErasureOrder,
  type MayRead,
} from './service/index.ts';
