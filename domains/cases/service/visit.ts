import { dayInZone } from '#domains/parties/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { cutPage } from '#platform/http/index.ts';
import { append } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { NewVisit, Visit } from '../model/index.ts';
import {
  insertVisits,
  latestVisits,
  type LatestPosition,
  type NewVisitRow,
  type VisitRow,
} from '../store/record.ts';
import { aboutOf } from './about.ts';
import type { Acting } from './act.ts';
import { networkOf, type Network } from './network.ts';
import { postAt, postCode, postName } from './post.ts';
import { requireNode } from './record.ts';
import type { Looking } from './view.ts';
import type { Words } from './words.ts';

/** The stream of a visit. */
export const visitStream = (id: string): string => `visit/${id}`;

/**
 * Writes down a visit to a firm (走访).
 *
 * @throws {RefusalError} `cases.no_such_node`; `cases.day_after_today` for a visit yet to come
 * @source US-12 (visits are a counter of their own)
 */
export async function makeVisit(tx: Tx, acting: Acting, body: NewVisit): Promise<VisitRow> {
  const { park, principal, now } = acting;
  const network = await networkOf(tx, park.code);
  requireNode(network, body.node);
  if (body.visitedOn > dayInZone(now, park.zone)) {
    throw casesRefusals.refuse('cases.day_after_today', { day: body.visitedOn });
  }
  const about = await aboutOf(tx, {
    ...{ park: park.code, by: principal.id },
    organisation: body.organisation,
  });
  const row: VisitRow = {
    park_id: park.code,
    id: newId(),
    node: body.node,
    organisation: about.name,
    visited_on: body.visitedOn,
    summary: body.summary,
    at: now,
    by_post: postCode(postAt(principal, body.node)),
    demo: network.demo,
    subject: about.subject,
    imported: false,
  };
  await append(tx, [visitMade(row, principal.id)]);
  await insertVisits(tx, [row]);
  return row;
}

/** The event of a new visit: what was written is data and can be erased, the rest stays. */
export function visitMade(row: NewVisitRow, actor: string) {
  return {
    stream: visitStream(row.id),
    seq: 1,
    type: row.imported ? 'visit.imported' : 'visit.made',
    at: row.at,
    act: {
      actor,
      node: row.node,
      outcome: { visitedOn: row.visited_on, post: row.by_post, demo: row.demo },
    },
    data: [
      { subject: row.subject, payload: { organisation: row.organisation, summary: row.summary } },
    ],
  };
}

/** A visit as the wire shows it. */
export function visitView(
  row: VisitRow,
  { network, words }: { readonly network: Network; readonly words: Words },
): Visit {
  return {
    id: row.id,
    node: row.node,
    nodeTitle: network.nodeTitle(row.node),
    organisation: row.organisation,
    visitedOn: row.visited_on,
    summary: row.summary,
    at: row.at,
    by: postName(row.by_post, network, words),
    demo: row.demo,
    imported: row.imported,
  };
}

/** Visits, latest entered first. */
export async function readVisits(
  tx: Tx,
  looking: Looking,
  page: { readonly after?: LatestPosition | undefined; readonly limit: number },
): Promise<{ items: Visit[]; next: string | null }> {
  const network = await networkOf(tx, looking.park.code);
  const rows = await latestVisits(tx, { after: page.after, limit: page.limit + 1 });
  const cut = cutPage(rows, page.limit, ({ at, id }) => [at, id]);
  const items = cut.items.map((row) => visitView(row, { network, words: looking.words }));
  return { items, next: cut.next };
}
