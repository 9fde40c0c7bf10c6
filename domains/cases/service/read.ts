import type { Tx } from '#platform/db/index.ts';
import { casesRefusals } from '../errors.ts';
import type { CaseView } from '../model/index.ts';
import { caseByNumber, type CaseRow } from '../store/case.ts';
import { refuseNumber } from './act.ts';
import { noteRead } from './reads.ts';
import { streamOf } from './stream.ts';
import { viewCase, type Looking } from './view.ts';

/**
 * Whether somebody may see a case: its applicant, and the staff of the park.
 *
 * @source 3-architecture Tenancy (role at a node + relation to the record + mandate)
 */
export function maySee(
  row: Pick<CaseRow, 'filed_by' | 'applicant_id'>,
  principal: Looking['principal'],
): boolean {
  if (row.filed_by === principal.id) return true;
  if (principal.parties.some(({ id }) => id === row.applicant_id)) return true;
  return principal.roles.some(({ role }) => role !== 'applicant');
}

/** @throws {RefusalError} `cases.not_yours` when this person may not see the case */
export function refuseStranger(
  row: Pick<CaseRow, 'number' | 'filed_by' | 'applicant_id'>,
  principal: Looking['principal'],
): void {
  if (maySee(row, principal)) return;
  throw casesRefusals.refuse('cases.not_yours', { number: row.number });
}

/**
 * The page of a case for somebody who may see it.
 *
 * @throws {RefusalError} `cases.not_found`, `cases.other_park`, `cases.not_yours`
 */
export async function readCase(tx: Tx, looking: Looking, number: string): Promise<CaseView> {
  const row = await requireVisible(tx, looking, number);
  await noteRead(tx, looking, { row, purpose: 'handle' });
  return viewCase(tx, looking, row);
}

/**
 * A case this person may see.
 *
 * @throws {RefusalError} `cases.not_found`, `cases.other_park`, `cases.not_yours`
 */
export async function requireVisible(
  tx: Tx,
  looking: Pick<Looking, 'park' | 'principal'>,
  number: string,
): Promise<CaseRow> {
  const row = await caseByNumber(tx, number);
  if (row === undefined) throw refuseNumber(looking.park.code, number);
  refuseStranger(row, looking.principal);
  return row;
}

/** Whether a stream is that of a case this person may see; what its receipts are given out by. */
export async function mayReadStream(
  tx: Tx,
  principal: Looking['principal'],
  stream: string,
): Promise<boolean> {
  const prefix = streamOf('');
  if (!stream.startsWith(prefix)) return false;
  const row = await caseByNumber(tx, stream.slice(prefix.length));
  return row !== undefined && maySee(row, principal);
}
