import { auditCommand } from '#domains/evidence/index.ts';
import type { Command } from '../command.ts';
import { withWorkerDatabase } from './installation.ts';

/** `guiju audit [PARK…]`: re-hashes the journal against the log and names the first bad row. */
export const run: Command = (words, io) =>
  withWorkerDatabase(io, (db) => auditCommand(words, { ...io, db }));
