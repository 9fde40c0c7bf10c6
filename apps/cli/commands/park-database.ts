import { selectParks } from '#domains/parties/index.ts';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { translate } from '#platform/text/index.ts';
import { exit, type CommandIo } from '../command.ts';
import { withInstallation } from './installation.ts';

/** A park of this installation, with a connection under the application role. */
export type OpenPark = { readonly db: Db; readonly park: string; readonly zone: string };

/**
 * Runs `work` on a park of this installation; says so and ends refused where there is none.
 *
 * @throws {ClusterRefusal} when the embedded database cannot run here
 */
export function withPark(
  io: CommandIo,
  park: string,
  work: (open: OpenPark) => Promise<number>,
): Promise<number> {
  return withInstallation(io, async ({ databaseUrl }) => {
    const db = openDatabase(databaseUrl, 'app', { max: 1 });
    try {
      const parks = await selectParks(db);
      const found = parks.find(({ code }) => code === park);
      if (found !== undefined) return await work({ db, park, zone: found.zone });
      io.err(translate(io.language, 'cli.export.no_park', { park, parks: codesOf(parks) }));
      return exit.refused;
    } finally {
      await db.destroy();
    }
  });
}

/** The parks there are, for whoever named another. */
export const codesOf = (parks: readonly { readonly code: string }[]): string =>
  parks.map(({ code }) => code).join(', ') || '–';
