import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  caseInWords,
  migrateCase,
  networkOf,
  readDryRun,
  wordsOf,
  type MigrationCase,
  type MigrationDryRun,
  type Migrating,
} from '#domains/cases/index.ts';
import { migrationPlan, type MigrationPlan } from '#engines/process/index.ts';
import { clockOf, readSettings } from '#platform/config/index.ts';
import { inPark } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { readDocument } from '#platform/packs/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { readShape } from '../pack/shape.ts';
import { findingLines } from '../pack/wording.ts';
import { sayUse } from './pack-argument.ts';
import { withPark, type OpenPark } from './park-database.ts';

/** Cases looked at in one transaction of a dry run. */
const casesPerPage = 100;
/** A run says how far it is after this many more cases. */
const casesPerProgressLine = 50;

/**
 * `guiju migrate PARK PLAN.yaml --dry-run|--carry-out`: moves the open cases of an old edition by a
 * plan, each in its own transaction, so that a run cut short is begun again; `--dry-run` only says
 * what would change.
 *
 * @returns 1 when a case stays, the plan has errors, or there is no such park
 * @source 2-service-language, Versions
 */
export const run: Command = async (words, io) => {
  const carryOut = words.includes('--carry-out');
  const chosen = [carryOut, words.includes('--dry-run')].filter(Boolean).length;
  const [park, file, ...more] = words.filter((word) => !/^--(carry-out|dry-run)$/.test(word));
  if (park === undefined || file === undefined || more.length > 0 || chosen !== 1) {
    sayUse('migrate', io);
    return exit.misuse;
  }
  const plan = await readPlan(file, io);
  if (plan === undefined) return exit.misuse;
  return withPark(io, park, (open) => runPlan({ open, plan, carryOut }, io)).catch(
    (error: unknown) => {
      if (!(error instanceof RefusalError)) throw error;
      const say = (key: string) =>
        translate(io.language, `${error.code}.${key}`, error.refusal.values);
      io.err(`${say('title')} ${say('next')}`);
      return exit.refused;
    },
  );
};

async function readPlan(name: string, io: CommandIo): Promise<MigrationPlan | undefined> {
  const file = resolve(io.folder, name);
  const say = (key: string, values: TextValues) =>
    io.err(translate(io.language, `cli.migrate.${key}`, values));
  if (!existsSync(file)) {
    say('no_plan', { file: name });
    return undefined;
  }
  const read = readDocument(name, await readFile(file, 'utf8'));
  const shaped = 'document' in read ? readShape(read.document, migrationPlan) : read;
  const { language } = io;
  for (const line of shaped.findings.flatMap((each) => findingLines(each, { language })))
    io.err(line);
  return 'value' in shaped ? shaped.value : undefined;
}

type Running = {
  readonly open: OpenPark;
  readonly plan: MigrationPlan;
  readonly carryOut: boolean;
};

async function runPlan({ open, plan, carryOut }: Running, io: CommandIo): Promise<number> {
  const { db, park, zone } = open;
  const words = wordsOf(io.language, zone);
  const now = clockOf(readSettings(io.env)).now();
  const migrating: Migrating = { park, actor: { id: 'terminal', roles: [] }, now };
  const say = (key: string, values: TextValues) =>
    translate(io.language, `cli.migrate.${key}`, values);
  let [can, stays, after]: [number, number, string | undefined] = [0, 0, ''];
  let isFirst = true;
  while (after !== undefined) {
    const asked = { plan, words, after, limit: casesPerPage };
    const page: MigrationDryRun = await inPark(db, park, (tx) => readDryRun(tx, migrating, asked));
    if (isFirst && sayFindings(page, io) > 0) return exit.refused;
    isFirst = false;
    for (const one of page.items) {
      const done = carryOut && one.can ? await moveOne({ open, plan, migrating, words }, one) : one;
      for (const line of linesOf(done, say)) io.out(line);
      if (done.can) can += 1;
      else stays += 1;
      if ((can + stays) % casesPerProgressLine === 0) {
        io.err(say('goes_on', { done: can + stays, total: page.total }));
      }
    }
    after = page.next === null ? undefined : page.items.at(-1)?.number;
  }
  io.out(say(carryOut ? 'carried_out' : 'would', { can, stays }));
  return stays > 0 ? exit.refused : exit.ok;
}

function sayFindings({ findings }: MigrationDryRun, io: CommandIo): number {
  for (const { severity, path, text } of findings) {
    io.err(`${translate(io.language, `cli.severity.${severity}`)} ${text} [${path}]`);
  }
  return findings.filter(({ severity }) => severity === 'error').length;
}

type Moving = Omit<Running, 'carryOut'> & {
  readonly migrating: Migrating;
  readonly words: ReturnType<typeof wordsOf>;
};

/** One case in its own transaction; what the case machine said before may have changed since. */
function moveOne(
  { open, plan, migrating, words }: Moving,
  { number }: MigrationCase,
): Promise<MigrationCase> {
  return inPark(open.db, open.park, async (tx) => {
    const done = await migrateCase(tx, migrating, { plan, number });
    const network = await networkOf(tx, open.park);
    return caseInWords(done, { open: done.open, words, network });
  });
}

function linesOf(
  { number, can, before, after, why, deadlines, duties }: MigrationCase,
  say: (key: string, values: TextValues) => string,
): string[] {
  if (!can) return [say('stays', { number, why: why?.text ?? '', next: why?.next ?? '' })];
  return [
    say('moves', { number, before, after }),
    ...deadlines.map(({ clock, before: old, after: next }) =>
      say('deadline', { clock, before: old ?? '–', after: next ?? '–' }),
    ),
    ...duties.map((duty) => `    ${duty}`),
  ];
}
