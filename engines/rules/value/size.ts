import { LimitExceeded } from '../compile/run.ts';
import { isContext, isList } from './kinds.ts';
import type { Value } from './kinds.ts';

/** Most items and entries of a value that leaves the engine, those of all its parts included. */
export const VALUE_SIZE_MAX = 1_000_000;

/** Deepest nesting of a value that leaves the engine. */
export const VALUE_DEPTH_MAX = 200;

interface Extent {
  readonly size: number;
  readonly height: number;
}

/**
 * Returns the value when it may leave the engine. Lists share their parts, so that few steps build
 * a value of astronomic size; written out, it would stop whoever writes it.
 *
 * @throws {LimitExceeded} when the value is larger or deeper than the limits
 */
export function withinSize<Kind extends Value>(value: Kind): Kind {
  if (!isList(value) && !isContext(value)) return value;
  const { size, height } = extentOf(value, 0, new Map());
  if (size > VALUE_SIZE_MAX || height > VALUE_DEPTH_MAX) throw new LimitExceeded('size');
  return value;
}

/** A part that occurs often is measured once. */
function extentOf(value: Value, depth: number, known: Map<object, Extent>): Extent {
  if (!isList(value) && !isContext(value)) return { size: 1, height: 0 };
  const before = known.get(value);
  if (before !== undefined) return before;
  if (depth > VALUE_DEPTH_MAX) throw new LimitExceeded('size');
  let [size, height] = [1, 0];
  for (const part of isList(value) ? value : Object.values(value)) {
    const extent = extentOf(part, depth + 1, known);
    size += extent.size;
    height = Math.max(height, extent.height + 1);
  }
  const extent = { size: Math.min(size, VALUE_SIZE_MAX + 1), height };
  known.set(value, extent);
  return extent;
}
