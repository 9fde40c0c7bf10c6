import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/** A row that belongs to nothing the log holds. */
export type Stray = {
  readonly row: string;
  readonly place?: { readonly stream: string; readonly seq: number; readonly index: number | null };
};

/**
 * Finds the first row beside the log: a tile of a tree it does not have, an entry of no log, data of
 * no entry.
 *
 * @param log `data`: rows of data that were seen with their entries; only when there are others is
 *   every one looked at
 */
export async function findStray(
  tx: Tx,
  log: { readonly origin: string; readonly data: number },
): Promise<Stray | undefined> {
  const { origin, data } = log;
  return (await strayTile(tx, origin)) ?? (await strayEntry(tx)) ?? (await strayDatum(tx, data));
}

async function strayTile(tx: Tx, origin: string): Promise<Stray | undefined> {
  const { rows } = await sql<{ level: number; index: number }>`
    select t.level, t.tile_index as index
      from journal.tile t join journal.log l on l.park_id = t.park_id and l.origin = t.log
     where t.log = ${origin}
       and t.tile_index >= ceil(floor(l.integrated / 256 ^ t.level::numeric) / 256)
     order by t.level, t.tile_index limit 1`.execute(tx);
  const [tile] = rows;
  return tile && { row: `tile/${tile.level}/${tile.index}` };
}

/** Walks over the names of logs in the index, one step a name, and looks for one that is no log. */
async function strayEntry(tx: Tx): Promise<Stray | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive named(log) as (
      select ${leastLog(sql``)}
      union all
      select ${leastLog(sql`and e.log > named.log`)} from named where named.log is not null
    )
    select e.id from named
      join journal.entry e on e.log = named.log
     where not exists (select from journal.log l
                        where l.park_id = platform.current_park() and l.origin = named.log)
     order by e.stream, e.seq limit 1`.execute(tx);
  const [entry] = rows;
  return entry && { row: entry.id };
}

/** Entries with a place and those that wait for one stand in an index each. */
const leastLog = (more: RawBuilder<unknown>) => sql`least(
  (select min(e.log) from journal.entry e where e.leaf_index is not null ${more}),
  (select min(e.log) from journal.entry e where e.leaf_index is null ${more}))`;

/** Data whose entry is gone, or speaks of nobody; the audit looks only at those of entries that do. */
async function strayDatum(tx: Tx, seen: number): Promise<Stray | undefined> {
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from journal.datum`.execute(tx);
  if (counted[0]?.count === seen) return undefined;
  const { rows } = await sql<{ id: string; stream: string | null; seq: number; index: number }>`
    select d.entry_id as id, e.stream, e.seq, e.leaf_index as index
      from journal.datum d
      left join journal.entry e on e.park_id = d.park_id and e.id = d.entry_id
     where e.id is null or strpos(e.entry, '"data":[],') > 0
     order by e.leaf_index, d.entry_id limit 1`.execute(tx);
  const [datum] = rows;
  if (!datum) return undefined;
  const { id, stream, seq, index } = datum;
  return { row: id, ...(stream !== null && { place: { stream, seq, index } }) };
}
