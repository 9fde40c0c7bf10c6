import { dayInZone } from '#domains/parties/index.ts';
import { pinnedBundle } from '#domains/services/index.ts';
import { addDays, formatInstant, startOfDay } from '#engines/calendar/index.ts';
import { invitesRating } from '#engines/process/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { cutPage } from '#platform/http/index.ts';
import { queueNames, type MyCase, type QueuePage } from '../model/index.ts';
import type { CaseRow } from '../store/case.ts';
import {
  casesOfApplicant,
  queueCount,
  queueRows,
  type QueuePosition,
  type QueueQuestion,
} from '../store/queue.ts';
import { ratedRounds } from '../store/rating.ts';
import { cardGround, cardOf, withDefinitions } from './cards.ts';
import { networkOf } from './network.ts';
import type { Looking } from './view.ts';

/** The first instant of a park day and of the next, ISO. */
export function dayBounds(day: string, zone: string): { start: string; end: string } {
  const at = (of: string) => {
    const guess = startOfDay(of, 0);
    return formatInstant(startOfDay(of, zoneOffset(zone, guess)));
  };
  return { start: at(day), end: at(addDays(day, 1)) };
}

/** What of a queue is asked for. */
export type QueueAsked = {
  readonly name: QueuePage['name'];
  readonly text?: string | undefined;
  readonly node?: string | undefined;
  readonly phase?: string | undefined;
  readonly after?: QueuePosition | undefined;
  readonly limit: number;
};

/** A page of a queue with the counts of all queues, least remaining time first. */
export async function readQueue(tx: Tx, looking: Looking, asked: QueueAsked): Promise<QueuePage> {
  const { park, principal, words, now } = looking;
  const network = await networkOf(tx, park.code);
  const bounds = dayBounds(dayInZone(now, park.zone), park.zone);
  const question: QueueQuestion = {
    name: asked.name,
    now,
    dayStart: bounds.start,
    dayEnd: bounds.end,
    person: principal.id,
    posts: principal.roles.map(({ role, node }) => ({ role, nodes: [node] })),
    text: asked.text,
    node: asked.node,
    phase: asked.phase,
  };
  const ground = await cardGround(tx, { park: park.code, words, now });
  const rows = await queueRows(tx, question, { after: asked.after, limit: asked.limit + 1 });
  const page = cutPage(rows, asked.limit, ({ group, key, number }) => [group, key, number]);
  const named = await withDefinitions(tx, { ...ground, network }, page.items);
  const counts: Record<string, number> = {};
  for (const name of queueNames) counts[name] = await queueCount(tx, question, name);
  return {
    name: asked.name,
    // Every name of queueNames was counted just above.
    counts: counts as QueuePage['counts'],
    items: page.items.map((row) => cardOf(row, named)),
    nextCursor: page.next,
    total: counts[asked.name] ?? 0,
  };
}

/** The cases of the person asking and of the parties they act for. */
export async function readMyCases(
  tx: Tx,
  looking: Looking,
  state: 'open' | 'closed' | undefined,
): Promise<MyCase[]> {
  const { park, principal, words, now } = looking;
  const ground = await cardGround(tx, { park: park.code, words, now });
  const parties = principal.parties.map(({ id }) => id);
  const rows = await casesOfApplicant(tx, { person: principal.id, parties, state });
  const rateable = await rateableOf(tx, park.code, rows);
  const named = await withDefinitions(tx, ground, rows);
  return rows.map((row) => ({ ...cardOf(row, named), canRate: rateable.has(row.number) }));
}

/** Numbers of the cases that invite a rating and have none for their round. */
async function rateableOf(
  tx: Tx,
  park: string,
  rows: readonly CaseRow[],
): Promise<ReadonlySet<string>> {
  const ended = rows.filter(({ end_id }) => end_id !== null);
  const rated = await ratedRounds(
    tx,
    ended.map(({ number }) => number),
  );
  const rateable = new Set<string>();
  for (const { number, bundle, state, end_id } of ended) {
    const { definition } = await pinnedBundle(tx, park, bundle);
    const isRated = rated.has(`${number}#${state.instance}`);
    if (invitesRating(definition, end_id) && !isRated) rateable.add(number);
  }
  return rateable;
}
