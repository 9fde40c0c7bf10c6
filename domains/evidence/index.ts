export * from './model.ts';
export { evidenceRefusals } from './errors.ts';
export { evidenceRoutes, type EvidenceDependencies } from './routes.ts';
export {
  auditCommand,
  auditLog,
  eraseCommand,
  eraseSubject,
  policyOf,
  readEntry,
  readLog,
  readReceipt,
  type AuditOptions,
  type CommandIo,
  type EntryReader,
  type Eraser,
  type Erasers,
  type ErasureOrder,
  type MayRead,
} from './service/index.ts';
