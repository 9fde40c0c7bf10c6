import { sql } from 'kysely';
import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import {
  digestBytes,
  equalBytes,
  tilePath,
  tileWidthAt,
  type Suite,
} from '#engines/ledger/index.ts';
import {
  checkCheckpoint,
  openStored,
  readCheckpoints,
  readStrayCheckpoint,
  type CheckpointProblem,
  type CheckpointRow,
  type KeySpan,
} from './audit-checkpoint.ts';
import {
  entriesPerAuditPage,
  readColumns,
  readRows,
  readWaiting,
  waitingPerAuditPage,
  type AuditRow,
  type PageColumns,
  type Span,
} from './audit-page.ts';
import { checkRow, confirmPage, type RowProblem } from './audit-row.ts';
import { auditHasher, type AuditHasher } from './audit-hash.ts';
import { findStray } from './audit-strays.ts';
import {
  auditTree,
  firstDifference,
  type AuditMark,
  type AuditTree,
  type ComputedTile,
} from './audit-tree.ts';
import { readKeys } from './rotation.ts';
import { suiteNamed } from './suites.ts';

/** The first row that does not hold, and why. */
export type BrokenRow = {
  /**
   * Entry's id; `<origin>/<index>` where an entry should be; `checkpoint/<size>`; path of a tile;
   * `log/<origin>`; `log_key/<vkey>`.
   */
  readonly row: string;
  readonly what: AuditProblem;
  /** Column in which it shows, where that can be told. */
  readonly column?: string;
  /** Place of an entry in its stream and in the log, which is null while it waits. */
  readonly place?: { readonly stream: string; readonly seq: number; readonly index: number | null };
};

/** What can be wrong with a row. */
export type AuditProblem =
  | RowProblem['what']
  | CheckpointProblem['what']
  | 'index-missing'
  | 'leaf-differs'
  | 'tile-differs'
  | 'size-differs'
  | 'row-extra';

/** Result of a self-audit. */
export type LogAudit = {
  /** Entries that were re-hashed. */
  readonly entries: number;
  readonly checkpoints: number;
  /** Absent when everything holds. */
  readonly broken?: BrokenRow;
};

/** Which log is audited, and who hears of it. */
export type AuditOrder = {
  readonly park: string;
  readonly origin: string;
  /** Where an earlier audit stood; what it had confirmed is not looked at again. */
  readonly from?: AuditMark;
  /** Told, after each page, how many entries were re-hashed so far; the audit waits for it. */
  readonly onPage?: (entries: number, mark: () => AuditMark) => unknown;
};

/**
 * Re-hashes the journal's tables against the log's tiles and every checkpoint ever signed, in the
 * order of the log, and names the first bad row; then the tiles above, the entries that wait, and
 * rows that belong to nothing. Reads only; takes one page a transaction and holds two in memory.
 *
 * @param db any pool that may read the park
 * @throws {Error} when the park has no such log, or the mark is of another
 * @source 3-architecture Ledger (self-audit); RFC 9162 §2.1; C2SP tlog-tiles
 */
export async function verifyLog(db: Db, order: AuditOrder): Promise<LogAudit> {
  const state = await inPark(db, order.park, (tx) => readState(tx, order.origin));
  if (order.from && order.from.origin !== order.origin) throw new Error('a mark of another log');
  const suite = suiteNamed(state.suite);
  const hasher = auditHasher(suite.name);
  const audit: Audit = {
    ...{ db, order, suite, origin: order.origin, keys: state.keys },
    hasher,
    tree: auditTree({ ...hasher, hash: suite.hash }, order.from),
    counted: { data: order.from?.data ?? 0, checkpoints: order.from?.checkpoints ?? 0 },
  };
  const broken =
    checkKeys({ ...state, origin: order.origin }, suite, state.keys) ??
    (await auditPlaced(audit, state.integrated)) ??
    (await auditEnds(audit, state.integrated)) ??
    (await auditWaiting(audit, state.integrated));
  const { size } = audit.tree;
  return { entries: size(), checkpoints: audit.counted.checkpoints, ...(broken && { broken }) };
}

/** What goes along with an audit. */
type Audit = {
  readonly db: Db;
  readonly order: AuditOrder;
  readonly suite: Suite;
  readonly origin: string;
  readonly keys: readonly KeySpan[];
  readonly hasher: AuditHasher;
  readonly tree: AuditTree;
  readonly counted: { data: number; checkpoints: number };
};

async function readState(tx: Tx, origin: string) {
  const { suite, integrated, vkey } = await tx
    .selectFrom('journal.log')
    .select(['suite', 'vkey', 'integrated'])
    .where('origin', '=', origin)
    .executeTakeFirstOrThrow();
  const keys = (await readKeys(tx, origin)).flatMap((key) =>
    key.firstSize === null
      ? []
      : [{ vkey: key.vkey, from: key.firstSize, to: key.lastSize ?? Infinity }],
  );
  return { suite, integrated, vkey, keys };
}

/** Compares the log's row with its keys: each signs from where the one before it ends. */
function checkKeys(
  state: { readonly origin: string; readonly vkey: string },
  suite: Suite,
  keys: readonly KeySpan[],
): BrokenRow | undefined {
  const log = { row: `log/${state.origin}`, what: 'columns-differ' } as const;
  for (const [nth, { vkey, from }] of keys.entries()) {
    if (!suite.verifierFrom(vkey)) return { ...log, column: 'suite' };
    const ends = nth === 0 ? 0 : keys[nth - 1]?.to;
    if (from !== ends) return { row: `log_key/${vkey}`, what: log.what, column: 'first_size' };
  }
  const current = keys.at(-1);
  if (current?.vkey !== state.vkey) return { ...log, column: 'vkey' };
  if (current.to === Infinity) return undefined;
  return { row: `log_key/${current.vkey}`, what: log.what, column: 'last_size' };
}

/** A page with what its entries are compared with. */
type Page = {
  readonly span: Span;
  readonly columns: PageColumns;
  readonly checkpoints: readonly CheckpointRow[];
};

/** Audits every entry a checkpoint covers; the next page is read while one is hashed. */
async function auditPlaced(audit: Audit, integrated: number): Promise<BrokenRow | undefined> {
  const read = (from: number): Promise<Page> | undefined =>
    from < integrated
      ? readPage(audit, { from, to: Math.min(integrated, nextPage(from)) })
      : undefined;
  for (let ahead = read(audit.tree.size()); ahead !== undefined;) {
    const page = await ahead;
    ahead = read(page.span.to);
    // An audit that ends early leaves this page unread, and an error in it unseen.
    ahead?.catch(() => undefined);
    const broken = await auditPage(audit, page);
    if (broken) return broken;
    await audit.order.onPage?.(page.span.to, () => markOf(audit));
  }
  return undefined;
}

const nextPage = (from: number): number =>
  (Math.floor(from / entriesPerAuditPage) + 1) * entriesPerAuditPage;

const markOf = ({ origin, tree, counted }: Audit): AuditMark => ({
  ...{ origin, ...counted },
  ...tree.mark(),
});

function readPage({ db, order, origin }: Audit, span: Span): Promise<Page> {
  return inPark(db, order.park, async (tx) => ({
    span,
    columns: await readColumns(tx, origin, span),
    checkpoints: await readCheckpoints(tx, origin, span),
  }));
}

async function auditPage(audit: Audit, page: Page): Promise<BrokenRow | undefined> {
  const { span, columns } = page;
  const confirmed = confirmPage(audit, columns, span);
  // A tile that is wider than this audit goes is compared as far as that.
  const stored = columns.hashes.subarray(0, confirmed.length);
  const differs = firstDifference(confirmed, stored, digestBytes) ?? Infinity;
  const leaves = confirmed.subarray(0, differs * digestBytes);
  const isWhole = leaves.length === (span.to - span.from) * digestBytes;
  const { broken, more } = isWhole ? noRows : await lookAtRows(audit, page, leaves.length);
  audit.counted.data += columns.data.count;
  return (await growOver(audit, page, Buffer.concat([leaves, more]))) ?? broken;
}

const noRows = { broken: undefined, more: new Uint8Array() };

/**
 * Looks row by row at what was not confirmed.
 *
 * @param confirmed bytes of the leaves before
 * @returns `more`: the leaves that hold all the same; `broken`: the row after them
 */
async function lookAtRows(
  audit: Audit,
  page: Page,
  confirmed: number,
): Promise<{ more: Uint8Array; broken: BrokenRow | undefined }> {
  const { origin, order, db } = audit;
  const span = { from: page.span.from + confirmed / digestBytes, to: page.span.to };
  const rows = await inPark(db, order.park, (tx) => readRows(tx, origin, span));
  const leaves = new Uint8Array((span.to - span.from) * digestBytes);
  for (let index = span.from; index < span.to; index += 1) {
    const at = (index - span.from) * digestBytes;
    const stored = page.columns.hashes.subarray(confirmed + at, confirmed + at + digestBytes);
    const broken = lookAtRow(audit, rows[index - span.from], { index, stored, leaves, at });
    if (broken) return { more: leaves.subarray(0, at), broken };
  }
  return { more: leaves, broken: undefined };
}

function lookAtRow(
  audit: Audit,
  row: AuditRow | undefined,
  place: { index: number; stored: Uint8Array; leaves: Uint8Array; at: number },
): BrokenRow | undefined {
  const { index, stored, leaves, at } = place;
  if (row?.leafIndex !== index) {
    return { row: `${audit.origin}/${index}`, what: 'index-missing', column: 'leaf_index' };
  }
  const problem = checkRow(audit, row);
  if (problem) return brokenEntry(row, problem);
  audit.hasher.leaf(row.entry, leaves, at);
  const isSame = equalBytes(leaves.subarray(at, at + digestBytes), stored);
  return isSame ? undefined : brokenEntry(row, { what: 'leaf-differs' });
}

function brokenEntry(row: AuditRow, problem: { what: AuditProblem; column?: string }): BrokenRow {
  const { id, stream, seq, leafIndex: index } = row;
  return { row: id, ...problem, place: { stream, seq, index } };
}

/** Grows the tree over the leaves of a page, stopping at each signed size and each full tile. */
async function growOver(
  audit: Audit,
  { span, checkpoints }: Page,
  leaves: Uint8Array,
): Promise<BrokenRow | undefined> {
  const { tree } = audit;
  const growTo = async (size: number) => {
    const [from, to] = [tree.size(), size].map((each) => (each - span.from) * digestBytes);
    return checkTiles(audit, tree.grow(leaves.subarray(from, to)));
  };
  const end = span.from + leaves.length / digestBytes;
  for (const checkpoint of checkpoints) {
    if (checkpoint.size > end) break;
    const tile = await growTo(checkpoint.size);
    if (tile) return tile;
    const problem = checkCheckpoint(audit, checkpoint, tree);
    if (problem) return { row: `checkpoint/${checkpoint.size}`, ...problem };
    audit.counted.checkpoints += 1;
  }
  return growTo(end);
}

/** Compares tiles with those the entries give. */
async function checkTiles(
  { db, order, origin }: Audit,
  tiles: readonly ComputedTile[],
): Promise<BrokenRow | undefined> {
  for (const tile of tiles) {
    const { level, index, hashes } = tile;
    const stored = await inPark(db, order.park, (tx) => readTileNow(tx, origin, tile));
    const width = tileWidthAt(tile, stored.integrated);
    const holds =
      stored.hashes.length === width * digestBytes &&
      firstDifference(hashes, stored.hashes.subarray(0, hashes.length), digestBytes) === undefined;
    if (!holds) return { row: tilePath({ level, index, width }), what: 'tile-differs' };
  }
  return undefined;
}

/** A tile and the size of the tree in one look: the log may grow while it is audited. */
async function readTileNow(tx: Tx, origin: string, tile: { level: number; index: number }) {
  const { rows } = await sql<{ integrated: number; hashes: Uint8Array }>`
    select l.integrated, coalesce(t.hashes, '') as hashes
      from journal.log l left join journal.tile t
        on t.park_id = l.park_id and t.log = l.origin
       and t.level = ${tile.level} and t.tile_index = ${tile.index}
     where l.origin = ${origin}`.execute(tx);
  const [now] = rows;
  if (!now) throw new Error(`log ${origin} is gone`);
  return now;
}

/** Audits what stands at the end of the tree, and that nothing stands beyond or beside it. */
async function auditEnds(audit: Audit, integrated: number): Promise<BrokenRow | undefined> {
  const { db, order, origin, tree } = audit;
  const beyond = await inPark(db, order.park, (tx) => readStrayCheckpoint(tx, origin));
  if (beyond) return brokenBeyond(audit, beyond);
  const tile = await checkTiles(audit, tree.unfinished());
  if (tile) return tile;
  return inPark(db, order.park, async (tx) => {
    const newest = await readCheckpoints(tx, origin, { from: integrated - 1, to: integrated });
    if (integrated > 0 && newest.length === 0) {
      return { row: `checkpoint/${integrated}`, what: 'size-differs' };
    }
    const placed = await readPlacedSize(tx, origin);
    if (!placed.holds) return { row: `log/${origin}`, what: 'size-differs', column: 'size' };
    const stray = await findStray(tx, { origin, data: audit.counted.data });
    return stray && { what: 'row-extra', ...stray };
  });
}

/** Who signed a checkpoint beyond the log's size tells which of the two rows is wrong. */
function brokenBeyond(audit: Audit, beyond: CheckpointRow): BrokenRow {
  const isForeign = 'what' in openStored(audit, beyond);
  return isForeign
    ? { row: `checkpoint/${beyond.size}`, what: 'row-extra' }
    : { row: `log/${audit.origin}`, what: 'size-differs', column: 'integrated' };
}

/** Whether as many indices were given out as the log says. */
async function readPlacedSize(tx: Tx, origin: string): Promise<{ holds: boolean }> {
  const { rows } = await sql<{ holds: boolean }>`
    select l.size = coalesce((select max(e.leaf_index) + 1 from journal.entry e
                               where e.park_id = l.park_id and e.log = l.origin), 0) as holds
      from journal.log l where l.origin = ${origin}`.execute(tx);
  return rows[0] ?? { holds: false };
}

/** Audits the rows no checkpoint covers yet: each must be what its own text commits to. */
async function auditWaiting(audit: Audit, from: number): Promise<BrokenRow | undefined> {
  const { db, order, origin } = audit;
  let after: { stream: string; seq: number } | undefined;
  for (;;) {
    const rows = await inPark(db, order.park, (tx) => readWaiting(tx, origin, { from, after }));
    for (const row of rows) {
      const problem = checkRow(audit, row);
      if (problem) return brokenEntry(row, problem);
    }
    after = rows.at(-1);
    if (rows.length < waitingPerAuditPage) return undefined;
  }
}
