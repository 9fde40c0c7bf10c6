import { bundleFor } from '#domains/services/index.ts';
import { writtenDefinition } from '#engines/process/index.ts';
import { dayInZone, selectParks } from '#domains/parties/index.ts';
import { clockOf, readSettings } from '#platform/config/index.ts';
import { inPark, openDatabase, type Db } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { translate } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { definitionYaml } from '../pack/yaml.ts';
import { withInstallation } from './installation.ts';
import { sayUse } from './pack-argument.ts';
import { codesOf } from './park-database.ts';

/**
 * `guiju export PARK SERVICE`: prints the definition in force today as a pack writes it, so that
 * what a page edited can go back into the pack.
 *
 * @returns 1 when the park has no such service
 */
export const run: Command = async (words, io) => {
  const [park, service, ...more] = words;
  if (park === undefined || service === undefined || more.length > 0) {
    sayUse('export', io);
    return exit.misuse;
  }
  return withInstallation(io, async ({ databaseUrl }) => {
    const db = openDatabase(databaseUrl, 'app', { max: 1 });
    try {
      return await exportOne(db, { park, service }, io);
    } finally {
      await db.destroy();
    }
  });
};

async function exportOne(
  db: Db,
  asked: { readonly park: string; readonly service: string },
  io: CommandIo,
): Promise<number> {
  const parks = await selectParks(db);
  const stored = parks.find(({ code }) => code === asked.park);
  if (!stored) {
    io.err(
      translate(io.language, 'cli.export.no_park', { park: asked.park, parks: codesOf(parks) }),
    );
    return exit.refused;
  }
  const today = dayInZone(clockOf(readSettings(io.env)).now(), stored.zone);
  try {
    const bundle = await inPark(db, asked.park, (tx) => bundleFor(tx, asked.service, today));
    const { edition, effectiveOn, hash, definition } = bundle;
    io.out(`# ${asked.park} ${asked.service} ${edition} ${effectiveOn} sha256:${hash}`);
    io.out(definitionYaml(writtenDefinition(definition)));
    return exit.ok;
  } catch (error) {
    if (!(error instanceof RefusalError) || error.code !== 'services.not_found') throw error;
    io.err(translate(io.language, 'cli.export.no_service', asked));
    return exit.refused;
  }
}
