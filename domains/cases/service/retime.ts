import { pinnedBundle } from '#domains/services/index.ts';
import { decide, type Actor, type Context } from '#engines/process/index.ts';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { caseByNumber, lockCase, type CaseRow } from '../store/case.ts';
import { openNumbers } from '../store/migration.ts';
import { contextOf } from './act.ts';
import { recordByItself } from './by-itself.ts';
import { networkOf } from './network.ts';

/** Open cases looked at in one page; each has its own transaction. */
const casesPerPage = 200;

const system: Actor = { id: 'system', roles: [], system: true };

/**
 * Reads the clocks of all open cases of a park on the calendar of today, after another one was
 * loaded or hours were changed. Where a deadline that was told moves, that is the event
 * `case.calendar-changed` with both, and the applicant is told. Again it changes nothing.
 *
 * @param db connections under the application role
 * @param now ISO instant
 * @returns how many cases have another deadline now
 * @source 2-service-language Time (when it arrives, open clocks are recomputed, by an event)
 */
export async function retimeOpenCases(
  db: Db,
  { park, now }: { readonly park: string; readonly now: string },
): Promise<number> {
  let [moved, after]: [number, string | undefined] = [0, ''];
  while (after !== undefined) {
    const page = { after, limit: casesPerPage };
    const numbers: string[] = await inPark(db, park, (tx) => openNumbers(tx, page));
    for (const number of numbers) {
      if (await inPark(db, park, (tx) => retimeCase(tx, { park, number, now }))) moved += 1;
    }
    after = numbers.length < casesPerPage ? undefined : numbers.at(-1);
  }
  return moved;
}

async function retimeCase(
  tx: Tx,
  { park, number, now }: { readonly park: string; readonly number: string; readonly now: string },
): Promise<boolean> {
  const row = await lockCase(tx, number);
  const told = await caseByNumber(tx, number);
  if (row === undefined || told === undefined) return false;
  const bundle = await pinnedBundle(tx, park, row.bundle);
  const network = await networkOf(tx, park);
  const context: Context = {
    ...contextOf(network, system, { now, number, bundle: row.bundle }),
    duesBefore: duesTold(told),
  };
  const command = { verb: 'calendar-changed' };
  const decision = decide(bundle.definition, row.state, command, context);
  // The machine refuses where nothing moved, or the case has ended meanwhile.
  if (!decision.ok) return false;
  await recordByItself(tx, decision.events, { row, bundle, network, now });
  return true;
}

/** The deadlines of a case as its last act said them: what people were told. */
function duesTold(row: CaseRow): NonNullable<Context['duesBefore']> {
  const { due_promised: promised, due_statutory: statutory, due_response: response } = row;
  return {
    ...(promised === null ? {} : { promised }),
    ...(statutory === null ? {} : { statutory }),
    ...(response === null ? {} : { response }),
  };
}
