import { dayInZone } from '#domains/parties/index.ts';
import { pinnedBundle } from '#domains/services/index.ts';
import { evolve, type CaseEvent } from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { WeekDecision } from '../model/index.ts';
import { updateCase } from '../store/case.ts';
import { saveDecision } from '../store/week.ts';
import { holdCase, type Acting } from './act.ts';
import { useClauses } from './clause-use.ts';
import { postAt, postCode } from './post.ts';
import { mondayOf } from './rhythm.ts';
import { entryOf, subjectOf } from './stream.ts';

/**
 * Decides on a line of the weekly push: who does what until when. It is an event of the case; the
 * matter itself has not moved on by it.
 *
 * @throws {RefusalError} `cases.not_found`, `cases.closed_already`, `cases.day_before_today`
 * @source US-11 (each line gets a decision: who, what, when)
 */
export async function decideWeek(
  tx: Tx,
  { acting, number, body }: { acting: Acting; number: string; body: WeekDecision },
): Promise<void> {
  const { park, principal, now } = acting;
  const row = await holdCase(tx, park.code, number);
  if (row.end_id !== null) throw casesRefusals.refuse('cases.closed_already', { number });
  const today = dayInZone(now, park.zone);
  if (body.when < today) throw casesRefusals.refuse('cases.day_before_today', { day: body.when });
  const { definition } = await pinnedBundle(tx, park.code, row.bundle);
  const { updatedAt = now } = row.state;
  const at = updatedAt > now ? updatedAt : now;
  const post = postAt(principal);
  const event: CaseEvent = {
    type: 'case.week-decided',
    schema: 1,
    at,
    actor: principal.id,
    case: number,
    bundle: row.bundle,
    ...(post === undefined ? {} : { node: post.node }),
    ...(definition.standard.clause === undefined ? {} : { clause: definition.standard.clause }),
    data: {
      verb: 'week-decide',
      role: post?.role ?? '',
      input: { who: body.who, what: body.what, when: body.when, week: mondayOf(today) },
      outcome: {},
    },
  };
  const subject = subjectOf(row.applicant_id, row.filed_by);
  const id = newId();
  await append(tx, [entryOf(event, { id, number, seq: row.seq + 1, subject })]);
  await useClauses(tx, row, { id, event });
  const state = evolve(row.state, event);
  await updateCase(
    tx,
    { number },
    {
      state: JSON.stringify(state),
      seq: state.events,
      updated_at: at,
    },
  );
  await saveDecision(tx, {
    park_id: park.code,
    number,
    week: mondayOf(today),
    who: body.who,
    what: body.what,
    due_on: body.when,
    at,
    by_post: postCode(post),
  });
}
