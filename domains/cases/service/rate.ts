import { evolve, invitesRating, type CaseEvent } from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append } from '#platform/journal/index.ts';
import { pinnedBundle } from '#domains/services/index.ts';
import { casesRefusals } from '../errors.ts';
import { updateCase, type HeldCase } from '../store/case.ts';
import { insertRating, ratingOf } from '../store/rating.ts';
import type { Acting } from './act.ts';
import { useClauses } from './clause-use.ts';
import { entryOf, subjectOf } from './stream.ts';

/** A rating as given: level 5 非常满意 to 1 非常不满意. */
export type Rating = { readonly level: number; readonly text: string };

/**
 * Records a rating of a closed case. The journal says that it was rated; level and words are the
 * rater's data and stand in the rating only.
 *
 * @throws {RefusalError} `cases.not_rateable`, `cases.rated_already`, `cases.not_yours`
 * @source GB/T 39734—2020 (five levels); 9-pages (who rated is never shown to the one rated)
 */
export async function rateCase(
  tx: Tx,
  {
    acting,
    row,
    rating,
  }: { readonly acting: Acting; readonly row: HeldCase; readonly rating: Rating },
): Promise<void> {
  const { principal, now } = acting;
  const isApplicant =
    row.filed_by === principal.id || principal.parties.some(({ id }) => id === row.applicant_id);
  if (!isApplicant) throw casesRefusals.refuse('cases.not_yours', { number: row.number });
  const { definition } = await pinnedBundle(tx, row.park_id, row.bundle);
  if (!invitesRating(definition, row.end_id)) {
    throw casesRefusals.refuse('cases.not_rateable', { number: row.number });
  }
  const round = row.state.instance;
  if (await ratingOf(tx, row.number, round)) {
    throw casesRefusals.refuse('cases.rated_already', { number: row.number });
  }
  const at =
    row.state.updatedAt !== undefined && row.state.updatedAt > now ? row.state.updatedAt : now;
  const event = ratedEvent(row, definition.review?.clause, at);
  const id = newId();
  await append(tx, [
    entryOf(event, {
      id,
      number: row.number,
      seq: row.seq + 1,
      subject: subjectOf(row.applicant_id, row.filed_by),
    }),
  ]);
  await useClauses(tx, row, { id, event });
  const state = evolve(row.state, event);
  await updateCase(
    tx,
    { number: row.number },
    {
      state: JSON.stringify(state),
      seq: state.events,
      updated_at: at,
    },
  );
  await insertRating(tx, {
    park_id: row.park_id,
    number: row.number,
    round,
    level: rating.level,
    words: rating.text,
    at,
  });
}

function ratedEvent(row: HeldCase, clause: string | undefined, at: string): CaseEvent {
  return {
    type: 'case.rated',
    schema: 1,
    at,
    // Not the person: who rated is never shown to the one rated, nor written down in the log.
    actor: 'applicant',
    case: row.number,
    bundle: row.bundle,
    ...(clause === undefined ? {} : { clause }),
    data: { verb: 'rate', input: {}, outcome: {} },
  };
}
