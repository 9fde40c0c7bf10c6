import pg from 'pg';
import { connectionOptions } from '../connection.ts';

/**
 * Every row of every table of a database as text, the way a logical dump holds it: whatever is
 * found in a backup is found here.
 *
 * @param url address as a superuser, who passes row-level security
 * @returns rows by `schema.table`, those of PostgreSQL's own schemas left out
 */
export async function dumpDatabase(url: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new pg.Client(connectionOptions(url, 'owner'));
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; quoted: string }>(`
      select nspname || '.' || relname as name, c.oid::regclass::text as quoted
        from pg_class c join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'm') and nspname !~ '^(pg_|information_schema$)' order by 1`);
    const dump = new Map<string, readonly string[]>();
    for (const { name, quoted } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from ${quoted} t`,
      );
      dump.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return dump;
  } finally {
    await client.end();
  }
}

/** Names of the tables that hold `marker` in any column, as it is or in the bytes of a `bytea`. */
export async function tablesHolding(url: string, marker: string): Promise<string[]> {
  const asBytes = Buffer.from(marker).toString('hex');
  const dump = await dumpDatabase(url);
  return [...dump]
    .filter(([, rows]) => rows.some((row) => row.includes(marker) || row.includes(asBytes)))
    .map(([name]) => name);
}
