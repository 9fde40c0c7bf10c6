import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';
import {
  appendLeaves,
  changedTiles,
  concatBytes,
  encodeUtf8,
  formatCheckpoint,
  frontierNodes,
  frontierRoot,
  hashLeaf,
  readFrontier,
  signNote,
  tileHeight,
  tilesOfNodes,
  tileWidth,
  tileWidthAt,
  type Suite,
  type TileRef,
  type TreeNode,
} from '#engines/ledger/index.ts';
import { signersAt, type LogSigners } from './rotation.ts';
import { lockLog } from './log.ts';
import { suiteNamed } from './suites.ts';
import { hashReader, readTiles, tileKey, type StoredTiles } from './tiles.ts';

/** One checkpoint advances by at most this many entries. */
export const entriesPerCheckpointMax = 8192;

/** From which size to which a tree grows. */
type Growth = { readonly from: number; readonly to: number };

/**
 * Integrates placed entries into the tree: writes tiles and a signed checkpoint.
 *
 * @returns the size that was signed; undefined when every placed entry is covered already
 * @throws {Error} when a placed entry or a tile is missing: the tables were changed by hand
 * @source C2SP tlog-tiles, tlog-checkpoint
 */
export async function integrate(
  tx: Tx,
  log: { park: string; origin: string; keys: LogSigners; at: string },
): Promise<number | undefined> {
  const { size, integrated, suite: suiteName, isWitnessed } = await lockLog(tx, log);
  const growth = { from: integrated, to: Math.min(size, integrated + entriesPerCheckpointMax) };
  if (growth.to === growth.from) return undefined;
  const suite = suiteNamed(suiteName);
  const root = await growTree(tx, { origin: log.origin, suite, growth });
  const text = formatCheckpoint({ origin: log.origin, size: growth.to, root, extensions: [] });
  const signers = await signersAt(tx, { origin: log.origin, size: growth.to }, log.keys);
  const note = signNote(
    text,
    signers.map(({ signer }) => signer),
  );
  await saveCheckpoint(tx, log, { growth, root, note, isSettled: !isWitnessed });
  return growth.to;
}

async function growTree(
  tx: Tx,
  tree: { origin: string; suite: Suite; growth: Growth },
): Promise<Uint8Array> {
  const { origin, suite, growth } = tree;
  const leaves = await readLeaves(tx, origin, growth);
  const changed = changedTiles(growth.from, growth.to);
  const needed = [...tilesOfNodes(frontierNodes(growth.from), growth.from), ...changed];
  const stored = await readTiles(tx, origin, needed);
  const before = readFrontier(growth.from, (node) =>
    hashReader(suite.hash, growth.from, stored)(node.level, node.index),
  );
  const leafHashes = leaves.map((leaf) => hashLeaf(suite.hash, encodeUtf8(leaf)));
  const { frontier, completed } = appendLeaves(suite.hash, before, leafHashes);
  const tiles = changed.map((tile) => ({
    ...tile,
    hashes: widen(tile, {
      stored,
      completed,
      from: growth.from,
      hashBytes: suite.hash(new Uint8Array()).length,
    }),
  }));
  await saveTiles(tx, origin, tiles);
  return frontierRoot(suite.hash, frontier);
}

async function readLeaves(tx: Tx, origin: string, growth: Growth): Promise<string[]> {
  const rows = await tx
    .selectFrom('journal.entry')
    .select(['leaf_index', 'entry'])
    .where('log', '=', origin)
    .where('leaf_index', '>=', growth.from)
    .where('leaf_index', '<', growth.to)
    .orderBy('leaf_index')
    .execute();
  const gap = rows.findIndex((row, place) => row.leaf_index !== growth.from + place);
  if (gap >= 0 || rows.length !== growth.to - growth.from) {
    const index = growth.from + (gap >= 0 ? gap : rows.length);
    throw new Error(`log ${origin}: entry ${index} is missing`);
  }
  return rows.map((row) => row.entry);
}

/** The hashes a tile had at the old size, then those the new entries complete. */
function widen(
  tile: TileRef,
  tree: {
    stored: StoredTiles;
    completed: readonly TreeNode[];
    from: number;
    hashBytes: number;
  },
): Uint8Array {
  const oldWidth = tileWidthAt(tile, tree.from);
  const old = tree.stored.get(tileKey(tile)) ?? new Uint8Array();
  if (old.length < oldWidth * tree.hashBytes)
    throw new Error(`tile ${tileKey(tile)} is too narrow`);
  const added = tree.completed.filter(
    (node) =>
      node.level === Number(tile.level) * tileHeight &&
      Math.floor(node.index / tileWidth) === tile.index,
  );
  return concatBytes(old.subarray(0, oldWidth * tree.hashBytes), ...added.map((node) => node.hash));
}

async function saveTiles(
  tx: Tx,
  origin: string,
  tiles: readonly (TileRef & { hashes: Uint8Array })[],
): Promise<void> {
  await sql`
    insert into journal.tile (log, level, tile_index, hashes)
    select ${origin}, t.* from unnest(${tiles.map((tile) => Number(tile.level))}::smallint[],
      ${tiles.map((tile) => tile.index)}::bigint[],
      ${tiles.map((tile) => Buffer.from(tile.hashes))}::bytea[]) as t
    on conflict (park_id, log, level, tile_index) do update set hashes = excluded.hashes`.execute(
    tx,
  );
}

async function saveCheckpoint(
  tx: Tx,
  log: { park: string; origin: string; at: string },
  checkpoint: { growth: Growth; root: Uint8Array; note: string; isSettled: boolean },
): Promise<void> {
  const { growth, root, note, isSettled } = checkpoint;
  const row = { log: log.origin, size: growth.to, root: Buffer.from(root), note };
  await tx
    .insertInto('journal.checkpoint')
    .values({ ...row, signed_at: log.at, settled_at: isSettled ? log.at : null })
    .execute();
  const swapped = await sql`
    update journal.log set integrated = ${growth.to}
     where park_id = ${log.park} and origin = ${log.origin}
       and integrated = ${growth.from}`.execute(tx);
  if (swapped.numAffectedRows !== 1n) throw new Error(`log ${log.origin} changed under its lock`);
}
