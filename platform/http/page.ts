import { z } from 'zod';
import { httpRefusals } from './errors.ts';

/** Largest page of a list. */
export const pageSizeMax = 200;

/** Query of a list read page by page; merge it into a route's `query`. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
});

/** A page of a list: its items and, unless it is the last, the cursor of the next. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** The position after an item as an opaque text: the values of the columns the list is ordered by. */
export function writeCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back by the schema of the list's order.
 *
 * @throws {RefusalError} 400 when this list has never given out that cursor
 */
export function readCursor<Position extends z.ZodType>(
  cursor: string | undefined,
  position: Position,
): z.output<Position> | undefined {
  if (cursor === undefined) return undefined;
  const result = position.safeParse(parse(cursor));
  if (!result.success) throw httpRefusals.refuse('http.cursor_invalid');
  return result.data;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined; // not ours: the schema refuses it with a sentence of its own
  }
}

/**
 * Cuts rows read with `limit + 1` into a page.
 *
 * @param positionOf the values the list is ordered by, of one row
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly (string | number | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next: more ? writeCursor(positionOf(last)) : null };
}
