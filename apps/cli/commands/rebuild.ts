import { rebuild, type Rebuilt } from '#domains/cases/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import { openDatabase, type Db } from '#platform/db/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { withInstallation } from './installation.ts';
import { sayUse } from './pack-argument.ts';
import { codesOf } from './park-database.ts';

/** A rebuild says how far it is after this many more streams. */
const streamsPerProgressLine = 2_000;

/**
 * `guiju rebuild [--check] PARK`: makes the projections of a park again from the journal; with
 * `--check` proves each equal to its fold and writes nothing.
 *
 * @returns 1 when something does not agree and was not made to, or when there is no such park
 * @source 3-architecture Tenancy (`guiju rebuild --check`)
 */
export const run: Command = (words, io) => {
  const check = words.includes('--check');
  const [park, ...more] = words.filter((word) => word !== '--check');
  if (park === undefined || park.startsWith('-') || more.length > 0) {
    sayUse('rebuild', io);
    return Promise.resolve(exit.misuse);
  }
  return withInstallation(io, async ({ databaseUrl }) => {
    const db = openDatabase(databaseUrl, 'app', { max: 1 });
    try {
      return await rebuildPark(db, { park, check }, io);
    } finally {
      await db.destroy();
    }
  });
};

type Asked = { readonly park: string; readonly check: boolean };

async function rebuildPark(db: Db, { park, check }: Asked, io: CommandIo): Promise<number> {
  const say = (key: string, values: TextValues) =>
    translate(io.language, `cli.rebuild.${key}`, { park, ...values });
  const parks = await selectParks(db);
  if (!parks.some(({ code }) => code === park)) {
    io.err(say('no_park', { parks: codesOf(parks) }));
    return exit.refused;
  }
  let told = 0;
  const onProgress = (streams: number) => {
    if (streams < told + streamsPerProgressLine) return;
    told = streams;
    io.out(say('goes_on', { streams }));
  };
  const done = await rebuild(db, park, { check, onProgress });
  for (const { stream, columns } of done.wrong) {
    io.out(say('wrong', { stream, columns: columns.join(', ') }));
  }
  return conclude(done, check, { io, say });
}

function conclude(
  { streams, wrong }: Rebuilt,
  check: boolean,
  to: { readonly io: CommandIo; readonly say: (key: string, values: TextValues) => string },
): number {
  const { io, say } = to;
  // Lines without a stream are named as a kind and left: nothing says what they should be.
  const left = wrong.filter(({ stream }) => stream.endsWith('/*')).length;
  if (wrong.length === 0) io.out(say('agrees', { streams }));
  else if (check) io.err(say('differs', { streams, wrong: wrong.length }));
  else io.out(say('made', { streams, wrong: wrong.length - left }));
  if (!check && left > 0) io.err(say('left', { wrong: left }));
  return (check ? wrong.length : left) > 0 ? exit.refused : exit.ok;
}
