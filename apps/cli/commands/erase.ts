import { erasersOf, filesOf } from '#apps/server/routes.ts';
import { eraseCommand } from '#domains/evidence/index.ts';
import { clockOf, readSettings } from '#platform/config/index.ts';
import type { Command } from '../command.ts';
import { withWorkerDatabase } from './installation.ts';

/** `guiju erase PARK SUBJECT`: erases a person or party everywhere; the log still verifies. */
export const run: Command = (words, io) =>
  withWorkerDatabase(io, (db, home) => {
    const now = clockOf(readSettings(io.env)).now();
    return eraseCommand(words, { ...io, db, erasers: erasersOf(filesOf(home)), now });
  });
