import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import {
  appendLeaf,
  checkAct,
  checkDatum,
  emptyFrontier,
  encodeUtf8,
  equalBytes,
  frontierRoot,
  hashLeaf,
  openNote,
  parseCheckpoint,
  parseEntry,
  tileWidth,
  type Act,
  type Frontier,
  type JsonValue,
  type Suite,
} from '#engines/ledger/index.ts';
import { suiteNamed } from './suites.ts';
import { readTiles, tileKey } from './tiles.ts';

/** The first row that does not hold, and why. */
export type BrokenRow = {
  /** Entry's id, `checkpoint/<size>`, or `<origin>/<index>` where an entry should be. */
  readonly row: string;
  readonly what: AuditProblem;
};

/** What can be wrong with a row. */
export type AuditProblem =
  | 'index-missing'
  | 'entry-malformed'
  | 'columns-differ'
  | 'act-differs'
  | 'datum-differs'
  | 'leaf-differs'
  | 'root-differs'
  | 'signature-bad'
  | 'size-differs';

/** Result of a self-audit. */
export type LogAudit = {
  /** Entries that were re-hashed. */
  readonly entries: number;
  readonly checkpoints: number;
  /** Absent when everything holds. */
  readonly broken?: BrokenRow;
};

/**
 * Re-hashes the journal's tables against the log's tiles and every checkpoint ever signed, in the
 * order of the log, and names the first bad row. Reads only; takes one page a transaction.
 *
 * @param db any pool that may read the park
 * @param log `onPage` is told, after each page, how many entries were re-hashed so far
 * @throws {Error} when the park has no such log
 * @source 3-architecture Ledger (self-audit)
 */
export async function verifyLog(
  db: Db,
  log: {
    readonly park: string;
    readonly origin: string;
    readonly onPage?: (entries: number) => void;
  },
): Promise<LogAudit> {
  const state = await inPark(db, log.park, (tx) => readState(tx, log.origin));
  const suite = suiteNamed(state.suite);
  let frontier: Frontier = emptyFrontier;
  let checked = 0;
  const result = (broken?: BrokenRow): LogAudit => ({
    entries: frontier.size,
    checkpoints: checked,
    ...(broken && { broken }),
  });
  while (frontier.size < state.integrated) {
    const page = await inPark(db, log.park, (tx) => readPage(tx, log.origin, frontier.size));
    for (const row of page.rows.slice(0, state.integrated - frontier.size)) {
      const what = checkRow({ suite, origin: log.origin }, row, { ...page, index: frontier.size });
      if (what) return result({ row: row.id, what });
      frontier = appendLeaf(suite.hash, frontier, hashLeaf(suite.hash, encodeUtf8(row.entry)));
      const checkpoint = page.checkpoints.get(frontier.size);
      if (!checkpoint) continue;
      checked += 1;
      const wrong = checkCheckpoint({ ...state, suite }, checkpoint, frontier);
      if (wrong) return result({ row: `checkpoint/${frontier.size}`, what: wrong });
    }
    if (page.rows.length === 0) {
      return result({ row: `${log.origin}/${frontier.size}`, what: 'index-missing' });
    }
    log.onPage?.(frontier.size);
  }
  const isCovered = state.newestCheckpoint === state.integrated && checked === state.checkpoints;
  if (isCovered) return result();
  return result({ row: `checkpoint/${state.integrated}`, what: 'size-differs' });
}

async function readState(tx: Tx, origin: string) {
  const log = await tx
    .selectFrom('journal.log')
    .select(['origin', 'suite', 'vkey', 'integrated'])
    .where('origin', '=', origin)
    .executeTakeFirstOrThrow();
  const { count, newest } = await tx
    .selectFrom('journal.checkpoint')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('size').as('newest')])
    .where('log', '=', origin)
    .executeTakeFirstOrThrow();
  return { ...log, checkpoints: count, newestCheckpoint: newest ?? 0 };
}

/** One tile's width of entries with everything they are checked against. */
async function readPage(tx: Tx, origin: string, from: number) {
  const tileIndex = Math.floor(from / tileWidth);
  const end = (tileIndex + 1) * tileWidth;
  const rows = await tx
    .selectFrom('journal.entry')
    .select(['id', 'stream', 'seq', 'type', 'at', 'act', 'act_salt', 'entry', 'leaf_index'])
    .where('log', '=', origin)
    .where('leaf_index', '>=', from)
    .where('leaf_index', '<', end)
    .orderBy('leaf_index')
    .execute();
  const ids = rows.map((row) => row.id);
  const data = await tx
    .selectFrom('journal.datum')
    .select(['entry_id', 'ordinal', 'salt', 'payload'])
    .where('entry_id', 'in', ids.length > 0 ? ids : [noId])
    .execute();
  const checkpoints = await tx
    .selectFrom('journal.checkpoint')
    .select(['size', 'root', 'note'])
    .where('log', '=', origin)
    .where('size', '>', from)
    .where('size', '<=', end)
    .execute();
  const tiles = await readTiles(tx, origin, [{ level: 0, index: tileIndex }]);
  return {
    rows,
    data: Map.groupBy(data, (datum) => datum.entry_id),
    checkpoints: new Map(checkpoints.map((each) => [each.size, each])),
    tile: tiles.get(tileKey({ level: 0, index: tileIndex })) ?? new Uint8Array(),
  };
}

const noId = '00000000-0000-0000-0000-000000000000';

type Page = Awaited<ReturnType<typeof readPage>>;
type Row = Page['rows'][number];

function checkRow(
  log: { suite: Suite; origin: string },
  row: Row,
  page: Page & { index: number },
): AuditProblem | undefined {
  const { hash } = log.suite;
  if (row.leaf_index !== page.index) return 'index-missing';
  const entry = parseEntry(row.entry);
  if (!entry) return 'entry-malformed';
  const { id, type, at } = row;
  const same = entry.id === id && entry.type === type && entry.at === at;
  if (!same || entry.log !== log.origin || entry.suite !== log.suite.name) return 'columns-differ';
  const act = readJson<Act>(row.act);
  if (!act || !checkAct(hash, entry, { salt: row.act_salt, value: act })) return 'act-differs';
  if (act.stream !== row.stream || act.seq !== row.seq) return 'columns-differ';
  const data = page.data.get(id) ?? [];
  if (data.length !== entry.data.length) return 'datum-differs';
  for (const { ordinal, salt, payload } of data) {
    if (salt === null || payload === null) continue;
    const value = readJson<JsonValue>(payload);
    if (value === undefined) return 'datum-differs';
    if (!checkDatum(hash, entry, { position: ordinal, salt, value })) return 'datum-differs';
  }
  const leaf = hashLeaf(hash, encodeUtf8(row.entry));
  const place = (page.index % tileWidth) * leaf.length;
  const inTile = page.tile.subarray(place, place + leaf.length);
  return equalBytes(leaf, inTile) ? undefined : 'leaf-differs';
}

/** A row that somebody broke need not even be JSON. */
function readJson<T>(text: string): T | undefined {
  try {
    // What is checked against a commitment afterwards is the value, whatever its type.
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function checkCheckpoint(
  log: { origin: string; vkey: string; suite: Suite },
  stored: { size: number; root: Uint8Array; note: string },
  frontier: Frontier,
): AuditProblem | undefined {
  const verifier = log.suite.verifierFrom(log.vkey);
  const opened = verifier && openNote(stored.note, [verifier]);
  if (!opened?.ok) return 'signature-bad';
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint?.origin !== log.origin || checkpoint.size !== stored.size) return 'columns-differ';
  const root = frontierRoot(log.suite.hash, frontier);
  const holds = equalBytes(checkpoint.root, root) && equalBytes(new Uint8Array(stored.root), root);
  return holds ? undefined : 'root-differs';
}
