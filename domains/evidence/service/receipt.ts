import { formatReceipt, formatTlogProof, type Receipt } from '#engines/ledger/index.ts';
import { isStaff } from '#domains/parties/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Principal, RefusalError } from '#platform/http/index.ts';
import { anchoringOf, receiptParts, type Withheld } from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { EntryView } from '../model.ts';
import { entryOf, type EntryRow } from '../store.ts';

/**
 * Answers whether somebody stands in a relation to what a stream is about, such as having filed
 * `case/<number>`. The slices that own the streams answer; `apps/server` wires them.
 */
export type MayRead = (tx: Tx, principal: Principal, stream: string) => Promise<boolean>;

/** Who asks for an entry, and who knows whether it concerns them. */
export type EntryReader = { readonly principal: Principal; readonly mayRead: MayRead };

/** A receipt is asked for again after this many seconds: checkpoints follow within one. */
const retryAfterSeconds = 1;

/** One that is withheld waits for somebody else, who is asked every few minutes. */
const retryWithheldSeconds = 60;

const casePrefix = 'case/';

/**
 * One entry for somebody whom it concerns: where it stands, what is published of it, what it opens
 * to. What people wrote is never part of it.
 *
 * @throws {RefusalError} `evidence.not_found`, `evidence.not_yours`
 */
export async function readEntry(tx: Tx, id: string, reader: EntryReader): Promise<EntryView> {
  const row = await requireEntry(tx, id, reader);
  const anchoring = await anchoringOf(tx, id);
  return {
    entryId: id,
    caseNumber: caseNumberOf(row.stream),
    type: row.type,
    at: row.at,
    state: anchoring.state,
    withheld: (anchoring.state === 'pending' && anchoring.withheld) || null,
    index: anchoring.state === 'anchored' ? anchoring.index : null,
    entryJson: row.entry,
    actJson: row.act,
    fileName: fileNameOf(row),
  };
}

/**
 * The receipt of an entry: the proof up to the newest checkpoint and the opened act, which names a
 * post or an account by its code. No data is opened, hence no name and no phone number.
 *
 * @throws {RefusalError} `evidence.not_found`, `evidence.not_yours`, `evidence.pending`,
 *   `evidence.quorum_missing`, `evidence.timestamp_overdue`
 * @source 9-pages Words of the window; 3-architecture Ledger
 */
export async function readReceipt(tx: Tx, id: string, reader: EntryReader): Promise<TakenHome> {
  const { row, parts } = await readParts(tx, id, reader);
  return { text: formatReceipt(parts), fileName: fileNameOf(row) };
}

/**
 * The proof of an entry alone, for tools that know the format and not ours: it is about the leaf
 * whose bytes are the entry's published text.
 *
 * @throws {RefusalError} as for the receipt
 * @source C2SP tlog-proof
 */
export async function readProof(tx: Tx, id: string, reader: EntryReader): Promise<TakenHome> {
  const { row, parts } = await readParts(tx, id, reader);
  const fileName = fileNameOf(row).replace(/\.receipt\.json$/, '.tlog-proof');
  return { text: formatTlogProof(parts.proof), fileName };
}

/** A text with the name it is saved under. */
export type TakenHome = { readonly text: string; readonly fileName: string };

async function readParts(
  tx: Tx,
  id: string,
  reader: EntryReader,
): Promise<{ readonly row: EntryRow; readonly parts: Receipt }> {
  const row = await requireEntry(tx, id, reader);
  const anchoring = await anchoringOf(tx, id);
  if (anchoring.state === 'pending') throw notYet(id, anchoring.withheld);
  return { row, parts: await receiptParts(tx, id) };
}

/** Why there is no receipt yet: only the checkpoint is waited for, or something is overdue. */
function notYet(entryId: string, withheld: Withheld | undefined): RefusalError {
  if (!withheld) {
    return evidenceRefusals.refuse('evidence.pending', { entryId }, { retryAfterSeconds });
  }
  const code =
    withheld.reason === 'quorum' ? 'evidence.quorum_missing' : 'evidence.timestamp_overdue';
  const values = { entryId, since: withheld.since };
  return evidenceRefusals.refuse(code, values, { retryAfterSeconds: retryWithheldSeconds });
}

async function requireEntry(tx: Tx, id: string, reader: EntryReader): Promise<EntryRow> {
  const row = await entryOf(tx, id);
  if (!row) throw evidenceRefusals.refuse('evidence.not_found', { entryId: id });
  const { principal, mayRead } = reader;
  const allowed =
    principal.roles.some(({ role }) => isStaff(role)) || (await mayRead(tx, principal, row.stream));
  if (!allowed) throw evidenceRefusals.refuse('evidence.not_yours', { entryId: id });
  return row;
}

function caseNumberOf(stream: string): string | null {
  return stream.startsWith(casePrefix) ? stream.slice(casePrefix.length) : null;
}

/** A name that carries the case number and, since a case has many receipts, which of them it is. */
function fileNameOf({ stream, seq }: EntryRow): string {
  return `${(caseNumberOf(stream) ?? stream).replaceAll('/', '-')}-${seq}.receipt.json`;
}
