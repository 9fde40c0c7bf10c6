import { translate } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { checkPack, hasErrors } from '../pack/check.ts';
import { findingLines } from '../pack/wording.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/**
 * `guiju check PACK…`: prints every finding of each pack.
 *
 * @returns 1 when one of them is an error
 */
export const run: Command = async (words, io) => {
  if (words.length === 0 || words.some((word) => word.startsWith('-'))) {
    sayUse('check', io);
    return exit.misuse;
  }
  const folders = words.map((name) => packFolder(name, io));
  let code: number = exit.ok;
  for (const folder of folders) {
    if (folder === undefined) return exit.misuse;
    if (!(await checkOne(folder, io))) code = exit.refused;
  }
  return code;
};

async function checkOne(folder: string, io: CommandIo): Promise<boolean> {
  const { findings, pack, contents } = await checkPack(folder);
  const words = { language: io.language, contents };
  for (const finding of findings) {
    for (const line of findingLines(finding, words)) io.out(line);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const values = {
    pack: pack === undefined ? folder : `${pack.manifest.code} ${pack.manifest.version}`,
    ...{ errors, warnings: findings.length - errors },
  };
  io.out(translate(io.language, `cli.check.${errors > 0 ? 'refused' : 'sound'}`, values));
  return !hasErrors(findings);
}
