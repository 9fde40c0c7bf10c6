/**
 * `npm run guiju -- COMMAND …`: what an official or an operator does at a terminal. Exit codes:
 * 0 done, 1 refused or something does not hold, 2 wrong use, 70 a fault; `verify` also 3.
 */
import { pathToFileURL } from 'node:url';
import { SettingsRefusal } from '#platform/config/index.ts';
import { ClusterRefusal } from '#platform/db/cluster/index.ts';
import { DatabaseRefusal } from '#platform/db/index.ts';
import { translate } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from './command.ts';
import { readersLanguage } from './language.ts';

/** Every command by name; its code is read only when it is asked for. */
const commands: Readonly<Record<string, () => Promise<{ readonly run: Command }>>> = {
  new: () => import('./commands/new.ts'),
  check: () => import('./commands/check.ts'),
  test: () => import('./commands/test.ts'),
  load: () => import('./commands/load.ts'),
  export: () => import('./commands/export.ts'),
  verify: () => import('./commands/verify.ts'),
  audit: () => import('./commands/audit.ts'),
  log: () => import('./commands/log.ts'),
  witness: () => import('./commands/witness.ts'),
  rebuild: () => import('./commands/rebuild.ts'),
  dmn: () => import('./commands/dmn.ts'),
  erase: () => import('./commands/erase.ts'),
  bpmn: () => import('./commands/bpmn.ts'),
  simulate: () => import('./commands/simulate.ts'),
  replay: () => import('./commands/replay.ts'),
  migrate: () => import('./commands/migrate.ts'),
};

/** Names of all commands, in the order of the help. */
export const commandNames = Object.keys(commands);

/**
 * Runs one command line.
 *
 * @param argv words after `guiju`
 * @returns the exit code
 */
export async function runGuiju(
  argv: readonly string[],
  io: Omit<CommandIo, 'language'>,
): Promise<number> {
  const { words, asked } = takeLanguage(argv);
  const own: CommandIo = { ...io, language: readersLanguage(asked, io.env) };
  if (asked !== undefined && !/^(zh|en)\b/i.test(asked)) {
    own.err(translate(own.language, 'cli.main.language', { name: asked }));
    return exit.misuse;
  }
  const [name, ...rest] = words;
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    helpOn(rest[0], own).forEach(own.out);
    return name === undefined ? exit.misuse : exit.ok;
  }
  const open = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!open) {
    own.err(translate(own.language, 'cli.main.unknown', { name }));
    helpOn(undefined, own).forEach(own.err);
    return exit.misuse;
  }
  if (rest.includes('--help')) {
    helpOn(name, own).forEach(own.out);
    return exit.ok;
  }
  const { run } = await open();
  return run(rest, own).catch((error: unknown) => sayRefused(error, rest, own));
}

/** What a path named on the command line may turn out to be instead of a file to read or write. */
const pathErrors: ReadonlySet<unknown> = new Set(['EISDIR', 'ENOTDIR', 'EACCES', 'EROFS']);

/** SQLSTATE of a table, schema or role that is not there: nobody has prepared this database. */
const unprepared: ReadonlySet<unknown> = new Set(['42P01', '3F000', '22023', '42704']);

/** An expected no of the machine, the database or a path is said in a sentence; a fault goes on. */
function sayRefused(error: unknown, words: readonly string[], io: CommandIo): number {
  const say = (key: string, values: Record<string, string> = {}) =>
    io.err(translate(io.language, key, values));
  if (error instanceof ClusterRefusal) io.err(error.in(io.language));
  else if (error instanceof DatabaseRefusal)
    io.err(translate(io.language, error.code, error.values));
  else if (error instanceof SettingsRefusal) {
    say('cli.main.settings', { reasons: error.in(io.language) });
    return exit.misuse;
  } else return sayPathOrSchema(error, words, io);
  return exit.refused;
}

function sayPathOrSchema(
  error: unknown,
  words: readonly string[],
  { language, err }: CommandIo,
): number {
  const say = (key: string, values: Record<string, string> = {}) =>
    err(translate(language, key, values));
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (unprepared.has(code)) {
    say('cli.main.no_schema');
    return exit.refused;
  }
  if (!(error instanceof Error) || !pathErrors.has(code)) throw error;
  const path = 'path' in error ? String(error.path) : words.at(-1);
  const reason = translate(language, `cli.path.${String(code)}`);
  say('cli.main.path', { path: path ?? '', reason });
  return exit.misuse;
}

/** `--lang en` and `--lang=en` may stand anywhere. */
function takeLanguage(argv: readonly string[]): { words: string[]; asked: string | undefined } {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at < 0) return { words: [...argv], asked: undefined };
  const joined = argv[at]?.startsWith('--lang=') === true;
  const asked = joined ? argv[at]?.slice('--lang='.length) : argv[at + 1];
  return { words: argv.toSpliced(at, joined ? 1 : 2), asked };
}

function helpOn(name: string | undefined, { language }: CommandIo): string[] {
  const say = (key: string) => translate(language, `cli.${key}`);
  if (name !== undefined && commandNames.includes(name)) return [say(`help.${name}`)];
  const widest = Math.max(...commandNames.map((each) => say(`use.${each}`).length));
  const lines = commandNames.map(
    (each) => `  ${say(`use.${each}`).padEnd(widest)}  ${say(`what.${each}`)}`,
  );
  return [say('main.head'), ...lines, say('main.codes')];
}

/** The terminal this process runs in. */
const terminal: Omit<CommandIo, 'language'> = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
  // npm sets the folder to the repository; people mean the one they stand in.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
};

/** Who reads us through `head` may go away early; that ends the command and is no fault. */
function endWithReader(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? exit.ok);
}

const [, script] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  process.stdout.on('error', endWithReader);
  process.exitCode = await runGuiju(process.argv.slice(2), terminal).catch((error: unknown) => {
    terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exit.fault;
  });
}
