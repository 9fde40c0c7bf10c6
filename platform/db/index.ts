export type { Database } from './database.ts';
export {
  connectionOptions,
  openDatabase,
  openPool,
  roleNames,
  type DatabaseRole,
  type Db,
  type Tx,
} from './connection.ts';
export { canRead } from './can-read.ts';
export { checkExternal } from './external.ts';
export { inPark } from './in-park.ts';
export { inParkTogether, type SharedWork } from './together.ts';
export { migrate } from './migrate.ts';
export { DatabaseRefusal } from './refusal.ts';
export {
  askLater,
  recollectionOf,
  runStatement,
  sendLater,
  type Recollection,
  type Statement,
} from './statement.ts';
export { arrayText, Instants, LongTexts, type ColumnKind } from './parameters.ts';
export { readInt8, readInstant } from './values.ts';
