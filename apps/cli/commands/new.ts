import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import {
  groundIn,
  newDefinition,
  newScenarios,
  serviceCode,
  serviceFile,
  type ServiceGround,
} from '../new/service.ts';
import { checkPack, hasErrors } from '../pack/check.ts';
import { findingLines } from '../pack/wording.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/** The pack a new one is a copy of, and the name it has there. */
const skeleton = {
  folder: join(import.meta.dirname, '..', '..', '..', 'packs', 'examples', 'skeleton'),
  name: 'my-park',
};

/** The first service of a new pack, unless another is named. */
const firstService = 'first.service';

const packName = /^[a-z0-9][a-z0-9-]*$/;

/**
 * `guiju new pack FOLDER [SERVICE]`: a folder with everything a park's pack needs and one service
 * with its scenarios. `guiju new service PACK SERVICE`: one more service of a pack. Both pass
 * `check` and `test` as they are written; nothing that is there is written over.
 *
 * @returns 1 when something of that name is there, or the pack has errors
 * @source 2-service-language (beside every definition)
 */
export const run: Command = async (words, io) => {
  const [what, where, service, ...more] = words;
  const isPack = what === 'pack';
  const code = service ?? firstService;
  const isService = what === 'service' && service !== undefined;
  const isWrong = words.some((word) => word.startsWith('-')) || more.length > 0;
  if (where === undefined || isWrong || !(isPack || isService)) {
    sayUse('new', io);
    return exit.misuse;
  }
  if (!serviceCode.test(code)) return misuse(io, 'bad_service', { name: code });
  if (!isPack) return addService(where, code, io);
  const name = basename(resolve(io.folder, where));
  if (!packName.test(name)) return misuse(io, 'bad_pack', { name });
  return makePack(where, { name, code }, io);
};

function misuse(io: CommandIo, key: string, values: TextValues): number {
  io.err(translate(io.language, `cli.new.${key}`, values));
  return exit.misuse;
}

function refused(io: CommandIo, key: string, values: TextValues): number {
  misuse(io, key, values);
  return exit.refused;
}

async function makePack(
  where: string,
  { name, code }: { readonly name: string; readonly code: string },
  io: CommandIo,
): Promise<number> {
  const folder = resolve(io.folder, where);
  if (existsSync(folder)) return refused(io, 'taken', { name: where });
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(skeleton.folder)) {
    const text = await readFile(join(skeleton.folder, file), 'utf8');
    await writeNew(folder, { file, text: text.replaceAll(skeleton.name, name), shown: where }, io);
  }
  return addService(where, code, io);
}

async function addService(where: string, code: string, io: CommandIo): Promise<number> {
  const folder = packFolder(where, io);
  if (folder === undefined) return exit.misuse;
  const { contents, findings } = await checkPack(folder);
  if (hasErrors(findings) || contents === undefined) {
    const words = { language: io.language, contents };
    for (const line of findings.flatMap((each) => findingLines(each, words))) io.err(line);
    return refused(io, 'not_sound', { name: where });
  }
  const taken = contents.services.some(({ value }) => value.code === code);
  const file = serviceFile(code);
  const exists = [`${file}.yaml`, `${file}.cases.yaml`].some((each) =>
    existsSync(join(folder, each)),
  );
  if (taken || exists) return refused(io, 'taken', { name: code });
  const ground = groundIn(contents, code);
  if (ground === undefined) return refused(io, 'no_ground', { name: where });
  await writeService(folder, { ground, shown: where }, io);
  return exit.ok;
}

async function writeService(
  folder: string,
  { ground, shown }: { readonly ground: ServiceGround; readonly shown: string },
  io: CommandIo,
): Promise<void> {
  const file = serviceFile(ground.code);
  await writeNew(folder, { file: `${file}.yaml`, text: newDefinition(ground), shown }, io);
  await writeNew(folder, { file: `${file}.cases.yaml`, text: newScenarios(ground), shown }, io);
  io.out(translate(io.language, 'cli.new.next', { pack: shown }));
}

async function writeNew(
  folder: string,
  { file, text, shown }: { readonly file: string; readonly text: string; readonly shown: string },
  io: CommandIo,
): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: 'wx' });
  io.out(`${shown}/${file}`);
}
