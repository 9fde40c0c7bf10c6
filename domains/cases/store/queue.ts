import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { postAsked } from '#engines/process/index.ts';
import type { Database, Tx } from '#platform/db/index.ts';
import { searchQuery } from '#platform/text/search.ts';
import type { QueuePage } from '../model/index.ts';
import { caseColumns, type CaseRow } from './case.ts';
import { holdsWords } from './words.ts';

export type QueueName = QueuePage['name'];

/** What a queue is asked: `roles` and `nodes` are the asker's, for the queue `mine`. */
export type QueueQuestion = {
  readonly name: QueueName;
  readonly now: string;
  /** Start of the park's present day and of the next, ISO instants. */
  readonly dayStart: string;
  readonly dayEnd: string;
  readonly posts: readonly { readonly role: string; readonly nodes: readonly string[] }[];
  readonly person: string;
  readonly text?: string | undefined;
  readonly node?: string | undefined;
  readonly phase?: string | undefined;
  readonly need?: boolean | undefined;
};

/** Where a page begins: the order's values of the line before it. */
export type QueuePosition = readonly [group: number, key: string, number: string];

type Where = (eb: ExpressionBuilder<Database, 'cases.case'>) => Expression<SqlBool>;

/** Running clocks first, then the paused, closed cases last. */
const groupOf = sql<number>`case when end_id is not null then 3
  when due_at is not null then 1 else 2 end`;

/** Within a group: by due, by working time left, latest closed first; digits of equal length. */
const keyOf = sql<string>`lpad((case
  when end_id is not null then 99999999999999 - floor(extract(epoch from updated_at) * 1000)
  when due_at is not null then floor(extract(epoch from due_at) * 1000)
  else coalesce(left_minutes, 999999999) + 1000000000 end)::bigint::text, 14, '0')`;

/** Open cases of the posts of somebody, or held by them. */
function isMine({ posts, person }: QueueQuestion): Where {
  return (eb) =>
    eb.and([
      eb('end_id', 'is', null),
      eb.or([
        eb('holder_person', '=', person),
        ...posts.map((post) =>
          eb.and([
            sql<SqlBool>`${post.role} = any(roles)`,
            eb('holder_node', 'in', [...post.nodes]),
          ]),
        ),
      ]),
    ]);
}

/** Open cases somebody, or a post of theirs, is asked to assist with or has a copy of. */
function isAskedOf({ person, posts }: QueueQuestion): Where {
  const names = posts.flatMap(({ role, nodes }) => nodes.map((node) => postAsked({ role, node })));
  return (eb) =>
    eb.and([
      eb('end_id', 'is', null),
      eb.exists(
        eb
          .selectFrom('cases.asked')
          .select('cases.asked.number')
          .whereRef('cases.asked.park_id', '=', 'cases.case.park_id')
          .whereRef('cases.asked.number', '=', 'cases.case.number')
          .where('cases.asked.person', 'in', [person, ...names]),
      ),
    ]);
}

function conditionOf(asked: QueueQuestion, name: QueueName): Where {
  switch (name) {
    case 'mine':
      return isMine(asked);
    case 'asked':
      return isAskedOf(asked);
    case 'same-day':
      return (eb) =>
        eb.and([
          eb('end_id', 'is', null),
          eb('same_day', '=', true),
          eb('filed_at', '<', asked.dayEnd),
        ]);
    case 'overdue':
      return (eb) => eb.and([eb('end_id', 'is', null), eb('due_at', '<', asked.now)]);
    case 'paused':
      return (eb) => eb.and([eb('end_id', 'is', null), eb('suspended', '=', true)]);
    case 'all-open':
      return (eb) => eb('end_id', 'is', null);
    case 'closed':
      return (eb) => eb('end_id', 'is not', null);
    default:
      return name satisfies never;
  }
}

function filtered(tx: Tx, asked: QueueQuestion, name: QueueName) {
  let query = tx.selectFrom('cases.case').where(conditionOf(asked, name));
  if (asked.node !== undefined) query = query.where('holder_node', '=', asked.node);
  if (asked.phase !== undefined) query = query.where(sql<SqlBool>`phase = ${asked.phase}`);
  if (asked.need !== undefined) query = query.where('need', '=', asked.need);
  const wanted = asked.text === undefined ? undefined : searchQuery(asked.text);
  if (wanted !== undefined) {
    query = query.where(holdsWords(wanted));
  }
  return query;
}

/** A queue's line with where it stands in the order. */
export type QueueRow = CaseRow & { readonly group: number; readonly key: string };

/** Lines of a queue after a position, `limit` at most: least remaining time first. */
export function queueRows(
  tx: Tx,
  asked: QueueQuestion,
  page: { readonly after?: QueuePosition | undefined; readonly limit: number },
): Promise<QueueRow[]> {
  let query = filtered(tx, asked, asked.name).select([
    ...caseColumns,
    groupOf.as('group'),
    keyOf.as('key'),
  ]);
  if (page.after !== undefined) {
    const [group, key, number] = page.after;
    query = query.where(
      sql<SqlBool>`(${groupOf}, ${keyOf}, number) > (${group}, ${key}, ${number})`,
    );
  }
  return query.orderBy(groupOf).orderBy(keyOf).orderBy('number').limit(page.limit).execute();
}

/** How many lines a queue has under the same filter. */
export async function queueCount(tx: Tx, asked: QueueQuestion, name: QueueName): Promise<number> {
  const row = await filtered(tx, asked, name)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Most cases one person's list shows. */
const mineMax = 200;

/** Cases somebody filed, or that a party of theirs asked for; open ones by due, then the latest. */
export function casesOfApplicant(
  tx: Tx,
  of: {
    readonly person: string;
    readonly parties: readonly string[];
    readonly state?: 'open' | 'closed' | undefined;
  },
): Promise<CaseRow[]> {
  let query = tx
    .selectFrom('cases.case')
    .select(caseColumns)
    .where((eb) =>
      eb.or([
        eb('filed_by', '=', of.person),
        ...(of.parties.length > 0 ? [eb('applicant_id', 'in', [...of.parties])] : []),
      ]),
    );
  if (of.state === 'open') query = query.where('end_id', 'is', null);
  if (of.state === 'closed') query = query.where('end_id', 'is not', null);
  return query
    .orderBy(sql`end_id is not null`)
    .orderBy(sql`due_at asc nulls last`)
    .orderBy('updated_at', 'desc')
    .limit(mineMax)
    .execute();
}

/** How many open cases are pinned to a bundle. */
export async function countOpenOfBundle(tx: Tx, bundle: string): Promise<number> {
  const row = await tx
    .selectFrom('cases.case')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bundle', '=', bundle)
    .where('end_id', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}
