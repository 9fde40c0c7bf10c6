import { pinnedBundle } from '#domains/services/index.ts';
import { dueCommands, type Actor } from '#engines/process/index.ts';
import { inPark, type Db } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { actOnCase, type CasesWorld } from './service/act.ts';
import { networkOf } from './service/network.ts';
import { dueColumns } from './service/project.ts';
import { casesToCheck, lockCase, updateCase } from './store/case.ts';

/** Who does what happens by itself. */
export const system: Actor = { id: 'system', roles: [], system: true };

/** Cases looked at in one round, and rounds in one run. */
const casesPerRound = 200;
const roundsMax = 50;

/** Commands one case may get in one look; each may make the next one due. */
const commandsPerCase = 20;

/**
 * Does what is due by itself in a park: rungs, steps overdue, pauses at their maximum, closing by
 * silence. Each is a command with its own event; a case somebody else holds is left for next time.
 *
 * @param db connections under the worker role
 * @param now ISO instant
 * @returns how many events were written
 * @source 3-architecture "The life of a case"
 */
export async function doWhatIsDue(
  db: Db,
  world: CasesWorld,
  { park, now }: { readonly park: string; readonly now: string },
): Promise<number> {
  let written = 0;
  for (let round = 0; round < roundsMax; round += 1) {
    const numbers = await inPark(db, park, (tx) => casesToCheck(tx, now, casesPerRound));
    for (const number of numbers) written += await checkCase(db, world, { park, number, now });
    if (numbers.length < casesPerRound) return written;
  }
  return written;
}

async function checkCase(
  db: Db,
  world: CasesWorld,
  { park, number, now }: { park: string; number: string; now: string },
): Promise<number> {
  return inPark(db, park, async (tx) => {
    let written = 0;
    for (let count = 0; count < commandsPerCase; count += 1) {
      const row = await lockCase(tx, number);
      if (row === undefined) return written;
      const { definition } = await pinnedBundle(tx, park, row.bundle);
      const network = await networkOf(tx, park);
      const [command] = dueCommands(definition, row.state, {
        now,
        calendarOf: network.calendarOf,
      });
      if (command === undefined) {
        await updateCase(tx, { number }, dueColumns(definition, row.state, { network, now }));
        return written;
      }
      const acted = await actOnCase(tx, world, { row, command, actor: system, now }).catch(refused);
      if (acted === undefined) {
        await updateCase(tx, { number }, { next_check_at: null });
        return written;
      }
      written += acted.entryIds.length;
    }
    return written;
  });
}

/** What the machine refuses to itself is no fault: the next act of a person looks again. */
function refused(error: unknown): undefined {
  if (error instanceof RefusalError) return undefined;
  throw error;
}
