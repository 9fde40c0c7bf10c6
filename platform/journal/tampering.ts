/**
 * What somebody could do to the tables who has the whole database, for the tests of the audit: one
 * kind for each column that is evidence. Not evidence, and so not here: `datum.erased_at`,
 * `checkpoint.signed_at`, leases and dates of the log.
 */

import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { tilePath } from '#engines/ledger/index.ts';

/** Draws at random, the same for the same seed. */
export type Draw = {
  /** A whole number from 0 to below `below`. */
  readonly number: (below: number) => number;
  readonly of: <T>(items: readonly T[]) => T;
};

/** Numbers that depend on the seed alone. @source mulberry32, public domain */
export function drawFrom(seed: number): Draw {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    // An index below the length is there.
    of: (items) => items[number(items.length)]!,
  };
}

/** Replaces, takes away or adds one character. */
function otherText(draw: Draw, text: string): string {
  const place = draw.number(text.length);
  const letter = draw.of([' ', '0', '7', 'a', 'Z', '"', '}', '\n', '\u001f', '甲']);
  const [before, after] = [text.slice(0, place), text.slice(place + 1)];
  if (draw.number(3) === 0) return before + after;
  if (draw.number(2) === 0) return before + letter + text.slice(place);
  return before + (text[place] === letter ? '~' : letter) + after;
}

/** Turns one bit over. */
export function otherBytes(draw: Draw, bytes: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  const place = draw.number(changed.length);
  changed[place] = (changed[place] ?? 0) ^ (1 << draw.number(8));
  return changed;
}

/** An entry's row. */
export type EntryRow = {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly act: string;
  readonly act_salt: Uint8Array;
  readonly entry: string;
  readonly leaf_index: number | null;
};
/** A datum's row with the leaf index of its entry. */
export type DatumRow = {
  readonly index: number;
  readonly entry_id: string;
  readonly ordinal: number;
  readonly subject: string;
  readonly salt: Uint8Array;
  readonly payload: string;
};
/** A tile's row. */
export type TileRow = {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
};
/** A checkpoint's row. */
export type CheckpointRow = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
};

/** All rows as they were written. */
export type Pristine = {
  readonly origin: string;
  readonly vkey: string;
  readonly entries: readonly EntryRow[];
  readonly waiting: readonly EntryRow[];
  readonly data: readonly DatumRow[];
  readonly tiles: readonly TileRow[];
  readonly checkpoints: readonly CheckpointRow[];
};

/** What somebody changes, and the rows of which one has to be named: an index or a row's name. */
export type Tampering = {
  readonly statement: RawBuilder<unknown>;
  readonly named: readonly (number | string)[];
};

const entryColumn: Readonly<Record<string, (draw: Draw, row: EntryRow) => RawBuilder<unknown>>> = {
  park_id: () => sql`park_id = 'elsewhere'`,
  id: () => sql`id = ${randomUUID()}`,
  log: () => sql`log = 'other.example/log'`,
  stream: (draw, row) => sql`stream = ${otherText(draw, row.stream)}`,
  seq: (draw) => sql`seq = seq + ${1 + draw.number(1000)}`,
  type: (draw, row) => sql`type = ${otherText(draw, row.type)}`,
  at: (draw) => sql`at = at + ${1 + draw.number(5_000_000)} * interval '1 microsecond'`,
  act: (draw, row) => sql`act = ${otherText(draw, row.act)}`,
  act_salt: (draw, row) => sql`act_salt = ${otherBytes(draw, row.act_salt)}`,
  entry: (draw, row) => sql`entry = ${otherText(draw, row.entry)}`,
  leaf_index: (draw) => sql`leaf_index = leaf_index + ${5000 + draw.number(1000)}`,
};

const datumColumn: Readonly<Record<string, (draw: Draw, row: DatumRow) => RawBuilder<unknown>>> = {
  park_id: () => sql`park_id = 'elsewhere'`,
  entry_id: () => sql`entry_id = ${randomUUID()}`,
  ordinal: (draw) => sql`ordinal = ordinal + ${5 + draw.number(100)}`,
  salt: (draw, row) => sql`salt = ${otherBytes(draw, row.salt)}`,
  payload: (draw, row) => sql`payload = ${otherText(draw, row.payload)}`,
  subject: (draw, row) => sql`subject = ${otherText(draw, row.subject)}`,
};

/** Kinds of tampering, by the column or the row that is touched. */
export const tamperings: Readonly<Record<string, (draw: Draw, pristine: Pristine) => Tampering>> = {
  ...Object.fromEntries(
    Object.entries(entryColumn).map(([column, change]) => [
      `entry.${column}`,
      (draw: Draw, { entries, origin }: Pristine): Tampering => {
        const row = draw.of(entries);
        const index = row.leaf_index ?? -1;
        const statement = sql`update journal.entry set ${change(draw, row)} where id = ${row.id}`;
        return { statement, named: [index, `${origin}/${index}`] };
      },
    ]),
  ),
  ...Object.fromEntries(
    ['stream', 'type', 'at', 'act', 'act_salt', 'entry', 'seq'].map((column) => [
      `waiting entry.${column}`,
      (draw: Draw, { waiting }: Pristine): Tampering => {
        const row = draw.of(waiting);
        const change = entryColumn[column]?.(draw, row) ?? sql``;
        const statement = sql`update journal.entry set ${change} where id = ${row.id}`;
        return { statement, named: [row.id] };
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(datumColumn).map(([column, change]) => [
      `datum.${column}`,
      (draw: Draw, { data }: Pristine): Tampering => {
        const row = draw.of(data);
        const where = sql`where entry_id = ${row.entry_id} and ordinal = ${row.ordinal}`;
        return {
          statement: sql`update journal.datum set ${change(draw, row)} ${where}`,
          named: [row.index],
        };
      },
    ]),
  ),
  'entry taken away': (draw, { entries, origin }) => {
    const { id, leaf_index: index } = draw.of(entries);
    const statement = sql`delete from journal.entry where id = ${id}`;
    return { statement, named: [`${origin}/${index}`] };
  },
  'entries changed over': (draw, { entries }) => {
    const last = entries.length - 1;
    const one = draw.number(last);
    const [first, second] = [entries[one]?.id, entries[last]?.id];
    const move = (id: string | undefined, to: number) =>
      `update journal.entry set leaf_index = ${to} where id = '${id}';`;
    const statement = sql.raw(move(first, 9999) + move(second, one) + move(first, last));
    return { statement, named: [one] };
  },
  'datum taken away': (draw, { data }) => {
    const { entry_id: id, ordinal, index } = draw.of(data);
    const statement = sql`delete from journal.datum where entry_id = ${id} and ordinal = ${ordinal}`;
    return { statement, named: [index] };
  },
  'datum added': (draw, { entries }) => {
    const { id, leaf_index: index } = draw.of(entries);
    const statement = sql`
      insert into journal.datum (entry_id, ordinal, subject, salt, payload)
      values (${id}, 90, 'party/x', decode(repeat('07', 32), 'hex'), '{}')`;
    return { statement, named: [index ?? -1] };
  },
  'datum of nothing': () => {
    const id = randomUUID();
    const statement = sql`
      insert into journal.datum (entry_id, ordinal, subject, salt, payload)
      values (${id}, 0, 'party/x', decode(repeat('07', 32), 'hex'), '{}')`;
    return { statement, named: [id] };
  },
  'tile.hashes': (draw, { tiles }) => {
    const tile = draw.of(tiles);
    const changed = otherBytes(draw, tile.hashes);
    const place = changed.findIndex((byte, i) => byte !== tile.hashes[i]);
    return {
      statement: sql`update journal.tile set hashes = ${changed} ${whereTile(tile)}`,
      named: namesOf(tile, Math.floor(place / 32)),
    };
  },
  'tile.hashes made shorter': (draw, { tiles }) => {
    const tile = draw.of(tiles.filter(({ hashes }) => hashes.length > 32));
    const length = 1 + draw.number(tile.hashes.length - 1);
    const changed = Buffer.from(tile.hashes).subarray(0, length);
    return {
      statement: sql`update journal.tile set hashes = ${changed} ${whereTile(tile)}`,
      named: namesOf(tile, Math.floor(length / 32)),
    };
  },
  'tile.hashes made longer': (draw, { tiles }) => {
    const tile = draw.of(tiles.filter(({ hashes }) => hashes.length < 8192));
    const changed = Buffer.concat([tile.hashes, Buffer.alloc(1 + draw.number(99), 1)]);
    const { level, index, hashes } = tile;
    return {
      statement: sql`update journal.tile set hashes = ${changed} ${whereTile(tile)}`,
      named: [tilePath({ level, index, width: hashes.length / 32 })],
    };
  },
  ...Object.fromEntries(
    [
      sql`level = level + 7`,
      sql`tile_index = tile_index + 9`,
      sql`park_id = 'x'`,
      sql`log = 'x'`,
    ].map((change, nth) => [
      `tile column ${nth}`,
      (draw: Draw, { tiles }: Pristine): Tampering => {
        const tile = draw.of(tiles);
        const statement = sql`update journal.tile set ${change} ${whereTile(tile)}`;
        return { statement, named: namesOf(tile, 0) };
      },
    ]),
  ),
  'tile of nothing': (draw, { origin }) => {
    const [level, index] = [draw.number(5), 2 + draw.number(100)];
    const statement = sql`
      insert into journal.tile (log, level, tile_index, hashes)
      values (${origin}, ${level}, ${index}, decode(repeat('07', 32), 'hex'))`;
    return { statement, named: [`tile/${level}/${index}`] };
  },
  'checkpoint.root': (draw, { checkpoints }) => {
    const row = draw.of(checkpoints);
    const changed = otherBytes(draw, row.root);
    const statement = sql`update journal.checkpoint set root = ${changed} where size = ${row.size}`;
    return { statement, named: [`checkpoint/${row.size}`] };
  },
  'checkpoint.note': (draw, { checkpoints }) => {
    const row = draw.of(checkpoints);
    const changed = otherText(draw, row.note);
    const statement = sql`update journal.checkpoint set note = ${changed} where size = ${row.size}`;
    return { statement, named: [`checkpoint/${row.size}`] };
  },
  'checkpoint.size': (draw, { checkpoints }) => {
    const row = draw.of(checkpoints);
    const other = draw.of([0, 1, 2, 11, 299, 301, 5000]);
    const statement = sql`update journal.checkpoint set size = ${other} where size = ${row.size}`;
    return { statement, named: [`checkpoint/${other}`, `checkpoint/${row.size}`] };
  },
  'newest checkpoint of another log': (_, { entries: { length } }) => ({
    statement: sql`update journal.checkpoint set log = 'x' where size = ${length}`,
    named: [`checkpoint/${length}`],
  }),
  'newest checkpoint taken away': (_, { entries: { length } }) => ({
    statement: sql`delete from journal.checkpoint where size = ${length}`,
    named: [`checkpoint/${length}`],
  }),
  'checkpoint of nothing': (draw) => {
    const other = draw.of([0, 5, 100, 299, 301, 4000]);
    const statement = sql`
      insert into journal.checkpoint (log, size, root, note, signed_at)
      select log, ${other}, root, note, signed_at from journal.checkpoint where size = 10`;
    return { statement, named: [`checkpoint/${other}`] };
  },
  'log.size': (draw, { origin }) => ({
    statement: sql`update journal.log set size = size + ${1 + draw.number(50)}`,
    named: [`log/${origin}`],
  }),
  'log.integrated': (draw, { origin }) => ({
    statement: sql`update journal.log set integrated = ${draw.of([0, 9, 10, 100, 270, 299])}`,
    named: [`log/${origin}`],
  }),
  'log.vkey': (draw, { origin, vkey }) => ({
    statement: sql`update journal.log set vkey = ${otherText(draw, vkey)}`,
    named: [`log/${origin}`],
  }),
  'log.suite': (_, { origin }) => ({
    statement: sql`update journal.log set suite = 'sm3-sm2'`,
    named: [`log/${origin}`],
  }),
  'log_key.vkey': (draw, { origin, vkey }) => ({
    statement: sql`update journal.log_key set vkey = ${otherText(draw, vkey)}`,
    named: [`log/${origin}`],
  }),
  'log_key.first_size': (draw, { vkey }) => ({
    statement: sql`update journal.log_key set first_size = ${1 + draw.number(500)}`,
    named: [`log_key/${vkey}`],
  }),
  'log_key.last_size': (draw, { vkey }) => ({
    statement: sql`update journal.log_key set last_size = ${draw.number(500)}`,
    named: [`log_key/${vkey}`],
  }),
};

const whereTile = ({ level, index }: TileRow) =>
  sql`where level = ${level} and tile_index = ${index}`;

/** A hash of the lowest tiles is an entry's; one above is its tile's. */
function namesOf({ level, index, hashes }: TileRow, place: number): (number | string)[] {
  if (level === 0) return [index * 256 + place];
  return [tilePath({ level, index, width: hashes.length / 32 })];
}
