import { sql } from 'kysely';
import type { Db } from './connection.ts';

/**
 * Whether the database answers a question at all; for readiness.
 *
 * @throws what the driver says when it does not: the reason belongs in the log
 */
export async function canRead(db: Db): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
  return rows.length === 1;
}
