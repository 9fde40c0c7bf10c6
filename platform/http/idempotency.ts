import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { askLater, runStatement, sendLater, type Statement, type Tx } from '#platform/db/index.ts';
import { httpRefusals } from './errors.ts';
import './tables.ts';

/** How long an answer is kept for a repeated request. @source 3-architecture API */
export const answerKeptDays = 7;

/** Longest key taken; a UUID has 36 characters. */
export const keyCharactersMax = 200;

/** Whose request this is and what it asked: equal in all four, it is the same request again. */
export type RequestIdentity = {
  readonly park: string;
  readonly principal: string;
  /** Method and URL pattern. */
  readonly route: string;
  /** What {@link keptKey} makes of the caller's key: a person may have typed anything as one. */
  readonly key: string;
  /** Lower-case hex SHA-256 of method, path, query and body. */
  readonly requestHash: string;
};

/**
 * Returns what is kept of an `Idempotency-Key`: lower-case hex SHA-256 of account, route and key.
 * An erasure empties answers and leaves keys, so nothing a person typed may stand in one.
 *
 * @source 个人信息保护法 第四十七条
 */
export function keptKey(of: Pick<RequestIdentity, 'principal' | 'route' | 'key'>): string {
  return createHash('sha256').update(`${of.principal}\n${of.route}\n${of.key}`).digest('hex');
}

/** The answer of an act, as it left the server. */
export type StoredAnswer = {
  readonly status: number;
  readonly body: string;
  readonly etag: string | null;
  /** Number of the case or other thing the act was about. */
  readonly subject: string | null;
};

/**
 * Claims a request for this transaction and returns the answer it already had, if any.
 *
 * The lock is held to the end of the transaction, so that two of the same request never act both,
 * and one left behind by a crash is free again without anybody clearing it.
 *
 * @throws {RefusalError} 409 while the first is still at work; 422 when the key came with another
 *         request
 */
export async function claimRequest(
  tx: Tx,
  request: RequestIdentity,
): Promise<StoredAnswer | undefined> {
  const scope = scopeOf(request);
  const locks = await askLater<{ free: boolean }>(tx, lockStatement, [scope]);
  const [row] = await runStatement<StoredAnswer & { readonly request_hash: string }>(
    tx,
    keptStatement,
    [scope],
  );
  const [lock] = await locks();
  if (!lock?.free) throw httpRefusals.refuse('http.idempotency_in_flight');
  if (!row) return undefined;
  if (row.request_hash !== request.requestHash) {
    throw httpRefusals.refuse('http.idempotency_key_reused');
  }
  return { status: row.status, body: row.body, etag: row.etag, subject: row.subject };
}

/** What makes a request the same one, as the database reads it: a JSON array. */
const scopeOf = ({ park, principal, route, key }: RequestIdentity): string =>
  JSON.stringify([park, principal, route, key]);

const lockStatement: Statement = {
  name: 'http.lock',
  text: `select scope, pg_try_advisory_xact_lock(hashtextextended(scope, 0)) as free
    from unnest($1::text[]) scope`,
  joins: { column: 'scope' },
};

/** Asked after the lock is held, in a statement of its own: it sees what its last holder wrote. */
const keptStatement: Statement = {
  name: 'http.kept',
  text: `select s.scope, i.request_hash, i.status, i.body, i.etag, i.subject
    from (select scope, scope::jsonb as part from unnest($1::text[]) scope) s
    join platform.idempotency i
      on i.park_id = s.part ->> 0 and i.principal = s.part ->> 1
     and i.route = s.part ->> 2 and i.key = s.part ->> 3`,
  joins: { column: 'scope' },
};

const keepStatement: Statement = {
  name: 'http.keep',
  text: `insert into platform.idempotency
      (park_id, principal, route, key, request_hash, status, body, etag, subject)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
      $7::text[], $8::text[], $9::text[])`,
  joins: 'rows',
};

/** Keeps the answer in the transaction of the act itself, with its next query or its commit. */
export async function keepAnswer(
  tx: Tx,
  request: RequestIdentity,
  answer: StoredAnswer,
): Promise<void> {
  const { park, principal, route, key, requestHash } = request;
  const { status, body, etag, subject } = answer;
  const row = [park, principal, route, key, requestHash, status, body, etag, subject];
  await sendLater(tx, keepStatement, { values: row.map((value) => [value]) });
}

/**
 * Removes the bodies of answers about somebody or something, for erasure; the keys stay, so that
 * a repeated request still does not act twice.
 *
 * @returns how many answers were emptied
 * @source 3-architecture Journal (erasure covers stored responses)
 */
export async function eraseAnswers(
  tx: Tx,
  of: { readonly principal: string } | { readonly subject: string },
): Promise<number> {
  const [column, value] = 'subject' in of ? ['subject', of.subject] : ['principal', of.principal];
  const result = await tx
    .updateTable('platform.idempotency')
    .set({ body: '{}' })
    .where(column as 'subject' | 'principal', '=', value) // one of the two, just above
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

const deleteBatch = 5_000;

/** Deletes this park's answers older than {@link answerKeptDays}; returns how many, at most 5 000. */
export async function dropOldAnswers(tx: Tx): Promise<number> {
  const result = await sql`
    delete from platform.idempotency where ctid in (
      select ctid from platform.idempotency
      where kept_at < now() - make_interval(days => ${answerKeptDays}) limit ${deleteBatch})`.execute(
    tx,
  );
  return Number(result.numAffectedRows ?? 0n);
}
