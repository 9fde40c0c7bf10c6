import type { Bundle } from '#domains/services/index.ts';
import type { CaseEvent } from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append } from '#platform/journal/index.ts';
import { saveCase, type HeldCase } from '../store/case.ts';
import { insertClauseUses } from '../store/clause-use.ts';
import { usesIn } from './clause-use.ts';
import type { Network } from './network.ts';
import { tellApplicant } from './notices.ts';
import { headOf, projectCase } from './project.ts';
import { entryOf, subjectOf } from './stream.ts';

type Recording = {
  /** The case as it is held, before the events. */
  readonly row: HeldCase;
  /** The edition it has after them. */
  readonly bundle: Bundle;
  readonly network: Network;
  /** ISO instant. */
  readonly now: string;
};

/**
 * Records events that nobody's act on the case brought about and that have no effects (another
 * edition, another calendar): journal, clause uses, notices and projection, in one transaction.
 *
 * @source 3-architecture Journal (no other path changes state)
 */
export async function recordByItself(
  tx: Tx,
  events: readonly CaseEvent[],
  { row, bundle, network, now }: Recording,
): Promise<void> {
  const { park_id: park, number, state: before } = row;
  const subject = subjectOf(row.applicant_id, row.filed_by);
  const ids = events.map(() => newId());
  const entries = events.map((event, index) =>
    entryOf(event, { id: ids[index] ?? '', number, seq: before.events + index + 1, subject }),
  );
  await append(tx, entries);
  const used = { park, number, bundle, network, state: before };
  const { rows: uses, after } = usesIn({ ...used, events, entryIds: ids });
  await insertClauseUses(tx, uses);
  const head = headOf(row);
  await tellApplicant(tx, { head, bundle, network, before, after, events, ids });
  const folded = { head, bundle, state: after, network, now, progressedAt: row.progressed_at };
  await saveCase(tx, { ...projectCase(folded), files: JSON.stringify(row.files) });
}
