/** Audits what others stated about a log: cosignatures under its policy, timestamps under its roots. */

import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import { encodeUtf8, mergeCosignatures, parseNote, type Verifier } from '#engines/ledger/index.ts';
import { parseRoots, verifyToken } from '#platform/timestamp/index.ts';
import { readConditions } from './conditions.ts';
import { witnessPolicy } from './witnessing.ts';

/** A statement that does not hold. */
export type BrokenStatement = {
  /** `cosignature/<size>/<witness>` or `timestamp/<size>`. */
  readonly row: string;
  readonly what: 'cosignature-bad' | 'timestamp-bad';
};

/** Statements checked in one transaction. */
const statementsPerPage = 500;

type Log = { readonly park: string; readonly origin: string };

/**
 * Verifies every cosignature of a witness that the policy names, and every timestamp while the log
 * asks for time. Those of witnesses that are named no more are nobody's to judge. Reads only.
 *
 * @param db any pool that may read the park
 * @returns the first that does not hold, by size
 */
export async function verifyStatements(db: Db, log: Log): Promise<BrokenStatement | undefined> {
  const { witnesses, timestamps } = await inPark(db, log.park, (tx) =>
    readConditions(tx, log.origin),
  );
  const known = new Map(
    witnessPolicy(witnesses).witnesses.map(({ name, verifier }) => [name, verifier]),
  );
  return (
    (known.size === 0 ? undefined : await badCosignature(db, log, known)) ??
    (timestamps === null ? undefined : await badTimestamp(db, log, timestamps.roots))
  );
}

async function badCosignature(
  db: Db,
  { park, origin }: Log,
  known: ReadonlyMap<string, Verifier>,
): Promise<BrokenStatement | undefined> {
  let after = { size: -1, witness: '' };
  for (;;) {
    const rows = await inPark(db, park, (tx) => readCosignatures(tx, origin, after));
    for (const { size, witness, lines, note } of rows) {
      const verifier = known.get(witness);
      const merged = verifier && mergeCosignatures(note, lines, [verifier]);
      const isGood = merged && merged.checkpoint === note + lines;
      if (verifier && !isGood) {
        return { row: `cosignature/${size}/${witness}`, what: 'cosignature-bad' };
      }
      after = { size, witness };
    }
    if (rows.length < statementsPerPage) return undefined;
  }
}

async function readCosignatures(
  tx: Tx,
  origin: string,
  after: { readonly size: number; readonly witness: string },
) {
  return tx
    .selectFrom('journal.cosignature as w')
    .innerJoin('journal.checkpoint as c', (join) =>
      join.onRef('c.log', '=', 'w.log').onRef('c.size', '=', 'w.size'),
    )
    .select(['w.size', 'w.witness', 'w.lines', 'c.note'])
    .where('w.log', '=', origin)
    .where((eb) =>
      eb.or([
        eb('w.size', '>', after.size),
        eb.and([eb('w.size', '=', after.size), eb('w.witness', '>', after.witness)]),
      ]),
    )
    .orderBy('w.size')
    .orderBy('w.witness')
    .limit(statementsPerPage)
    .execute();
}

async function badTimestamp(
  db: Db,
  { park, origin }: Log,
  pem: string,
): Promise<BrokenStatement | undefined> {
  const roots = parseRoots(pem);
  let after = -1;
  for (;;) {
    const rows = await inPark(db, park, (tx) => readTokens(tx, origin, after));
    for (const { size, token, note, proves_at: provesAt } of rows) {
      const message = encodeUtf8(parseNote(note)?.text ?? '');
      const verdict = await verifyToken(new Uint8Array(token), { message, roots });
      const isGood = verdict.ok && new Date(verdict.time).toISOString() === provesAt;
      if (!isGood) return { row: `timestamp/${size}`, what: 'timestamp-bad' };
      after = size;
    }
    if (rows.length < statementsPerPage) return undefined;
  }
}

async function readTokens(tx: Tx, origin: string, after: number) {
  return tx
    .selectFrom('journal.timestamp as t')
    .innerJoin('journal.checkpoint as c', (join) =>
      join.onRef('c.log', '=', 't.log').onRef('c.size', '=', 't.size'),
    )
    .select(['t.size', 't.token', 't.proves_at', 'c.note'])
    .where('t.log', '=', origin)
    .where('t.size', '>', after)
    .orderBy('t.size')
    .limit(statementsPerPage)
    .execute();
}
