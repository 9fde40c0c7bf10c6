import { filesOf } from '#apps/server/routes.ts';
import { casesWorld, doWhatIsDue, paperAddresses } from '#domains/cases/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import type { Clock } from '#platform/config/index.ts';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { dropOldAnswers } from '#platform/http/index.ts';
import type { CronTask, JobHandler } from '#platform/jobs/index.ts';
import type { Mailer } from '#platform/mail/index.ts';
import { to } from '#platform/ui/urls.ts';
import { renderDocuments, sendMail, sendNotice, tellWholes } from './effects/index.ts';

/** What the work of the slices may ask of the worker. */
export type WorkerDependencies = {
  /** Connections under the worker role. */
  readonly db: Db;
  readonly clock: Clock;
  /** Folder of data, files and keys. */
  readonly home: string;
  /** Address people use for this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Absent where no mail server is set up: notices then stay in the product. */
  readonly mailer?: Mailer | undefined;
};

/** What is done for each kind of job, by its name; a slice adds its own here. */
export function handlersOf(dependencies: WorkerDependencies): Record<string, JobHandler> {
  const { clock, db, home, publicUrl, mailer } = dependencies;
  const files = filesOf(home);
  const addressesOf = paperAddresses(publicUrl);
  return {
    'document.render': renderDocuments(clock, (park) => ({ files, addresses: addressesOf(park) })),
    'mail.send': sendMail({
      clock,
      mailer,
      addressOf: (park, number) => `${publicUrl}${to.myCase({ park, number })}`,
    }),
    'notice.send': sendNotice(clock),
    'case.part-ended': tellWholes(clock, casesWorld(db)),
  };
}

const roundsMax = 100;

/** What recurs by the clock; a slice adds its own here. */
export function cronsOf({ clock, db: own }: WorkerDependencies): CronTask[] {
  const world = casesWorld(own);
  return [
    {
      name: 'cases.due',
      pattern: '* * * * *',
      run: async ({ db }) => {
        for (const { code } of await selectParks(db)) {
          await doWhatIsDue(db, world, { park: code, now: clock.now() });
        }
      },
    },
    {
      name: 'http.answers.clear',
      pattern: '41 3 * * *',
      run: async ({ db }) => {
        await inEveryPark(db, async (tx) => {
          for (let round = 0; round < roundsMax; round += 1) {
            if ((await dropOldAnswers(tx)) === 0) return;
          }
        });
      },
    },
  ];
}

/** Does one thing in every park, each in a transaction of its own, one after another. */
export async function inEveryPark(
  db: Db,
  work: (tx: Tx, park: string) => Promise<void>,
): Promise<void> {
  for (const { code } of await selectParks(db)) await inPark(db, code, (tx) => work(tx, code));
}
