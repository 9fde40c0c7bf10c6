import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifestFile } from '#platform/packs/index.ts';
import { translate } from '#platform/text/index.ts';
import type { CommandIo } from '../command.ts';

const repositoryPacks = join(import.meta.dirname, '..', '..', '..', 'packs');

/**
 * The folder of a pack as people name it: a path, or the name of one that ships (`shijingshan`,
 * `calendars/cn`). Says so where there is none, or only a file.
 */
export function packFolder(name: string, io: CommandIo): string | undefined {
  const places = [resolve(io.folder, name), join(repositoryPacks, name)];
  const found = places.find((folder) => existsSync(join(folder, manifestFile)));
  // A folder without a manifest is a pack with a finding; no folder at all is a slip of the pen.
  const folder = found ?? places.find((each) => existsSync(each));
  if (folder !== undefined && statSync(folder).isDirectory()) return folder;
  const key = folder === undefined ? 'no_such_pack' : 'file_no_pack';
  io.err(translate(io.language, `cli.main.${key}`, { name }));
  return undefined;
}

/** Says how a command is used, for a wrong use of it. */
export function sayUse(command: string, io: CommandIo): void {
  io.err(translate(io.language, `cli.help.${command}`));
}
