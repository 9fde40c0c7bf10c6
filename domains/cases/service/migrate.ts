import { namedBundle, type Bundle } from '#domains/services/index.ts';
import {
  checkMigration,
  moveCase,
  type Actor,
  type CaseMove,
  type Editions,
  type MigrationPlan,
} from '#engines/process/index.ts';
import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append, readAhead, readStream } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import { caseByNumber, lockCase, type HeldCase } from '../store/case.ts';
import { countOpenOfBundle } from '../store/queue.ts';
import { openNumbers } from '../store/migration.ts';
import { refuseNumber } from './act.ts';
import { networkOf, type Network } from './network.ts';
import { recordByItself } from './by-itself.ts';

/** Who moves cases of a park, and when (ISO instant). */
export type Migrating = { readonly park: string; readonly actor: Actor; readonly now: string };

/** A plan with the two editions it leads between. */
export type OpenPlan = {
  readonly plan: MigrationPlan;
  readonly from: Bundle;
  readonly to: Bundle;
  readonly findings: ReturnType<typeof checkMigration>;
};

/** One case under a plan. */
export type PlannedCase = {
  readonly number: string;
  readonly row: Pick<HeldCase, 'state' | 'number'>;
  readonly move: CaseMove;
};

/**
 * A plan with its editions and findings; the plan it gives back names them by their hashes.
 *
 * @throws {RefusalError} `services.bundle_not_found`, `services.edition_unknown` or
 *         `services.edition_ambiguous` when a name means no edition of the park, or several
 */
export async function openPlan(tx: Tx, park: string, plan: MigrationPlan): Promise<OpenPlan> {
  const { service } = plan;
  const from = await namedBundle(tx, { park, service, name: plan.from });
  const to = await namedBundle(tx, { park, service, name: plan.to });
  const hashed = { ...plan, from: from.hash, to: to.hash };
  return { plan: hashed, from, to, findings: checkMigration(hashed, editionsOf({ from, to })) };
}

const editionsOf = ({ from, to }: Pick<OpenPlan, 'from' | 'to'>): Editions => ({
  from: from.definition,
  to: to.definition,
});

/**
 * What a plan would do to the open cases of its old edition, in the order of their numbers. Nothing
 * is changed.
 *
 * @source 2-service-language, Versions (dry run)
 */
export async function dryRun(
  tx: Tx,
  migrating: Migrating,
  at: { readonly open: OpenPlan; readonly after: string; readonly limit: number },
): Promise<{ readonly cases: readonly PlannedCase[]; readonly total: number }> {
  const { open, after, limit } = at;
  const network = await networkOf(tx, migrating.park);
  const bundle = open.plan.from;
  const total = await countOpenOfBundle(tx, bundle);
  const numbers = await openNumbers(tx, { bundle, after, limit });
  const cases: PlannedCase[] = [];
  for (const number of numbers) {
    const row = await caseByNumber(tx, number);
    if (row !== undefined) cases.push(planned(open, migrating, { row, network }));
  }
  return { cases, total };
}

function planned(
  open: OpenPlan,
  migrating: Migrating,
  at: { readonly row: HeldCase; readonly network: Network },
): PlannedCase {
  const { row, network } = at;
  const { number, state } = row;
  if (row.bundle !== open.plan.from) {
    const why = { code: 'other-edition', values: {} };
    return { number, row, move: { can: false, why } };
  }
  const { calendarOf, parentOf } = network;
  const { now, actor } = migrating;
  const context = { now, actor, calendarOf, parentOf, caseNumber: number };
  return { number, row, move: moveCase(open.plan, editionsOf(open), { state, context }) };
}

/**
 * Moves one case by a plan, in the transaction it is given: a case a transaction, so that a run that
 * is cut short is simply begun again. What moved already is under the new edition and stays there.
 *
 * @returns what was done, or why the case stays
 * @throws {RefusalError} `cases.not_found`, `cases.migration_has_findings`, `cases.migration_taken`
 * @source 2-service-language, Versions; 3-architecture Journal (no other path changes state)
 */
export async function migrateCase(
  tx: Tx,
  migrating: Migrating,
  { plan, number }: { readonly plan: MigrationPlan; readonly number: string },
): Promise<PlannedCase & { readonly open: OpenPlan }> {
  await readAhead(tx);
  const row = await lockCase(tx, number);
  if (row === undefined) throw refuseNumber(migrating.park, number);
  const open = await openPlan(tx, migrating.park, plan);
  const errors = open.findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw casesRefusals.refuse('cases.migration_has_findings', { count: errors });
  const network = await networkOf(tx, migrating.park);
  const one = planned(open, migrating, { row, network });
  if (one.move.can) {
    await recordPlan(tx, migrating, open.plan);
    const { now } = migrating;
    await recordByItself(tx, [one.move.event], { row, bundle: open.to, network, now });
  }
  return { ...one, open };
}

/** The plan stands in the journal before the first case it moves; its id means one plan for ever. */
async function recordPlan(tx: Tx, migrating: Migrating, plan: MigrationPlan): Promise<void> {
  const stream = `migration/${plan.id}`;
  const [first] = await readStream(tx, stream);
  const { reason, clause, ...outcome } = plan;
  // A plan that was parsed is plain data.
  const content = { ...outcome, reason } as unknown as JsonValue;
  if (first !== undefined) {
    if (canonicalJson(first.act.outcome) === canonicalJson(content)) return;
    throw casesRefusals.refuse('cases.migration_taken', { plan: plan.id });
  }
  await append(tx, [
    {
      stream,
      seq: 1,
      type: 'migration.begun',
      at: migrating.now,
      act: { bundle: plan.to, clause, actor: migrating.actor.id, outcome: content },
    },
  ]);
}
