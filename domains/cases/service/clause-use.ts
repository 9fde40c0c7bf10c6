import { dayInZone } from '#domains/parties/index.ts';
import { standardsByNumber, standardsRefusals } from '#domains/standards/index.ts';
import { pinnedBundle, type Bundle } from '#domains/services/index.ts';
import { parseInstant } from '#engines/calendar/index.ts';
import {
  clocksEnded,
  evolve,
  type CaseEvent,
  type ClockReading,
  type State,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { ClauseUse } from '../model/index.ts';
import type { CaseRow } from '../store/case.ts';
import {
  countClauseUses,
  insertClauseUses,
  latestClauseUses,
  type ClauseUseRow,
} from '../store/clause-use.ts';
import { networkOf, type Network } from './network.ts';
import { dayBounds } from './queue.ts';
import type { Looking } from './view.ts';

/** Acts listed for a clause, latest first. */
const latestMax = 20;

/** What uses of clauses are found in: events of one case, after a state. */
export type UsedIn = {
  readonly park: string;
  readonly number: string;
  readonly bundle: Bundle;
  readonly network: Network;
  readonly state: State;
  readonly events: readonly CaseEvent[];
  /** Ids of the journal entries of the events. */
  readonly entryIds: readonly string[];
};

/**
 * Which clauses events carried out: one line for the act itself, one for each clock it ended (kept
 * or broken by that clock's clause), one for a breach it records. A pure function of the stream, so
 * that it can be made again. Returns the fold of the events as well, which it makes on its way.
 */
export function usesIn(used: UsedIn): { readonly rows: ClauseUseRow[]; readonly after: State } {
  const rows: ClauseUseRow[] = [];
  let state = used.state;
  for (const [place, event] of used.events.entries()) {
    const after = evolve(state, event);
    const lines = [...actLine(event), ...clockLines(used, { before: state, after, event })];
    for (const [ordinal, { clause, kept }] of lines.entries()) {
      rows.push({
        park_id: used.park,
        entry_id: used.entryIds[place] ?? '',
        ordinal,
        standard: used.bundle.definition.standard.number,
        clause,
        number: used.number,
        type: event.type,
        at: event.at,
        kept,
      });
    }
    state = after;
  }
  return { rows, after: state };
}

type Line = { readonly clause: string; readonly kept: boolean | null };

function actLine(event: CaseEvent): Line[] {
  const { violation } = event.data;
  return [
    ...(event.clause === undefined ? [] : [{ clause: event.clause, kept: null }]),
    ...(violation?.clause === undefined ? [] : [{ clause: violation.clause, kept: false }]),
  ];
}

/** Clocks that ran before an event and no longer do: in time, or late. */
function clockLines(
  { bundle, network }: UsedIn,
  { before, after, event }: { before: State; after: State; event: CaseEvent },
): Line[] {
  if (before.stage === 'none' || !endsClocks(event)) return [];
  const at = { now: parseInstant(event.at), calendarOf: network.calendarOf };
  return clocksEnded(bundle.definition, { before, after }, at)
    .filter((clock) => !isCancelled(clock, event))
    .flatMap(({ clause, due }) =>
      clause === undefined ? [] : [{ clause, kept: due === null || at.now <= due }],
    );
}

/** Only these parts of an outcome end a clock; the rest is not worth reading every clock for. */
const endsClocks = ({ data: { outcome } }: CaseEvent) =>
  outcome.stop !== undefined || outcome.close !== undefined || outcome.end !== undefined;

/** A sibling that was no longer needed neither kept nor broke its limit. */
function isCancelled(clock: ClockReading, event: CaseEvent): boolean {
  if (clock.branch === undefined) return false;
  const closing = event.data.outcome.close?.find(({ id }) => id === clock.branch);
  return closing !== undefined && closing.why !== 'done';
}

/** Records the uses of one event that the case machine did not decide, such as a rating. */
export async function useClauses(
  tx: Tx,
  row: Pick<CaseRow, 'park_id' | 'number' | 'bundle' | 'state'>,
  { id, event }: { readonly id: string; readonly event: CaseEvent },
): Promise<void> {
  const { park_id: park, number, state } = row;
  const bundle = await pinnedBundle(tx, park, row.bundle);
  const network = await networkOf(tx, park);
  const used = { park, number, bundle, network, state, events: [event], entryIds: [id] };
  await insertClauseUses(tx, usesIn(used).rows);
}

/** The first day of the calendar quarter of a day. */
export function quarterStart(day: string): string {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/**
 * How a clause was used since the start of the quarter.
 *
 * @param asked.standard code of the standard, as in addresses
 * @throws {RefusalError} `standards.not_found`
 * @source 9-pages (clause page: how often it was used, kept and broken this quarter)
 */
export async function readClauseUse(
  tx: Tx,
  { park, words, now }: Looking,
  asked: { readonly standard: string; readonly clause: string },
): Promise<ClauseUse> {
  const standards = await standardsByNumber(tx);
  const number = [...standards].find(([, { code }]) => code === asked.standard)?.[0];
  if (number === undefined) {
    throw standardsRefusals.refuse('standards.not_found', { standard: asked.standard });
  }
  const since = quarterStart(dayInZone(now, park.zone));
  const question = {
    standard: number,
    clause: asked.clause,
    since: dayBounds(since, park.zone).start,
  };
  const latest = await latestClauseUses(tx, question, latestMax);
  return {
    since,
    ...(await countClauseUses(tx, question)),
    latest: latest.map((row) => ({
      number: row.number,
      at: row.at,
      title: words.say(`cases.event.${row.type.slice('case.'.length)}`),
    })),
  };
}
