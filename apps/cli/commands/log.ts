import { logCommand } from '#domains/evidence/index.ts';
import { clockOf, readSettings } from '#platform/config/index.ts';
import type { Command } from '../command.ts';
import { withWorkerDatabase } from './installation.ts';

/** `guiju log [policy|rotate] PARK`: how a park's log stands; its policy; a change of its key. */
export const run: Command = (words, io) =>
  withWorkerDatabase(io, (db, home) => {
    const now = clockOf(readSettings(io.env)).now();
    return logCommand(words, { ...io, db, home, now });
  });
