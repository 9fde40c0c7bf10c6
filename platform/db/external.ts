import pg from 'pg';
import { DatabaseRefusal } from './refusal.ts';

/** The oldest PostgreSQL that has all we ask of it. */
const versionMin = 15;
const connectTimeoutMs = 10_000;

/**
 * Proves that an external PostgreSQL answers, lets us in and is new enough.
 *
 * @throws {DatabaseRefusal} `db.unreachable`, `db.sign_in_refused`, `db.no_database`, `db.busy`,
 *         `db.old`
 * @source 5-stack, row "database, external" (PostgreSQL ≥ 15)
 */
export async function checkExternal(url: string): Promise<void> {
  const found = await serverVersion(url).catch((error: unknown) => {
    throw refusalOf(error, url);
  });
  if (Number.parseInt(found, 10) < versionMin) {
    throw new DatabaseRefusal('db.old', { found, wanted: versionMin });
  }
}

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A connection cut while it is being made would otherwise end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
}

/** SQLSTATE of a connection that was refused, and what we call it. */
const refusedBecause: Readonly<Record<string, `db.${string}`>> = {
  ...{ '28P01': 'db.sign_in_refused', '28000': 'db.sign_in_refused', '3D000': 'db.no_database' },
  ...{ '53300': 'db.busy', '57P03': 'db.busy' },
};

function refusalOf(error: unknown, url: string): DatabaseRefusal {
  const { code, reason } = wordsOf(error);
  const { user = '', database = '' } = new pg.Client({ connectionString: url });
  const known = refusedBecause[code];
  if (known) return new DatabaseRefusal(known, { user, database: database ?? '' });
  return new DatabaseRefusal('db.unreachable', { reason });
}

/** A machine with two addresses fails with both reasons and no message of its own. */
function wordsOf(error: unknown): { readonly code: string; readonly reason: string } {
  const [first = error] = error instanceof AggregateError ? error.errors : [error];
  if (!(first instanceof Error)) return { code: '', reason: String(first) };
  const code = 'code' in first ? String(first.code) : '';
  return { code, reason: first.message || code || first.name };
}
