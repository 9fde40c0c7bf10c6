import { migrate } from '#platform/db/index.ts';
import { exit, type Command } from '../command.ts';
import { loadPacks, LoadRefusal } from '../load.ts';
import { withInstallation } from './installation.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/**
 * `guiju load [PACK…]`: loads packs into their parks; without a name, those that ship.
 *
 * @returns 1 when a pack is refused; its findings are printed
 */
export const run: Command = async (words, io) => {
  if (words.some((word) => word.startsWith('-'))) {
    sayUse('load', io);
    return exit.misuse;
  }
  const packs = words.flatMap((name) => packFolder(name, io) ?? []);
  if (packs.length < words.length) return exit.misuse;
  const { language, out, env } = io;
  try {
    await withInstallation(io, async (installation) => {
      await migrate(installation.databaseUrl);
      await loadPacks({ ...installation, log: out, packs, language, environment: env });
    });
    return exit.ok;
  } catch (error) {
    if (!(error instanceof LoadRefusal)) throw error;
    io.err(error.message);
    return exit.refused;
  }
};
