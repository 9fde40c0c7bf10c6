/** Checkpoints: the size and root of a log at one moment, as the text of a signed note. */

import { decodeBase64, encodeBase64 } from './base64.ts';
import { isTreeSize } from './hashing.ts';

/** What a checkpoint says. */
export type Checkpoint = {
  /** Identity of the log, a name like `park.example/log`. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** Root hash of the tree of that size. */
  readonly root: Uint8Array;
  /** Further lines, without newlines; none in logs of this project. */
  readonly extensions: readonly string[];
};

const sizePattern = /^(0|[1-9][0-9]{0,15})$/;

/**
 * Returns a size or index written in decimal without leading zeroes, or undefined.
 *
 * @source C2SP tlog-checkpoint, “Note text”
 */
export function parseDecimal(text: string): number | undefined {
  const value = Number(text);
  return sizePattern.test(text) && isTreeSize(value) ? value : undefined;
}

/**
 * Returns the text of a checkpoint, each line ended by a newline.
 *
 * @throws {RangeError} when origin or an extension line is empty or holds a newline
 * @source C2SP tlog-checkpoint, “Note text”
 */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions } = checkpoint;
  const lines = [origin, String(size), encodeBase64(root), ...extensions];
  const broken = lines.some((line) => line === '' || line.includes('\n'));
  if (broken || !isTreeSize(size)) throw new RangeError('not a checkpoint');
  return `${lines.join('\n')}\n`;
}

/**
 * Returns what the text of a checkpoint says, or undefined when it is malformed. The length of
 * the root is the caller's to check: it depends on the suite.
 *
 * @source C2SP tlog-checkpoint, “Note text”
 */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, sizeLine, rootLine, ...rest] = text.split('\n');
  // A text that ends in a newline leaves one empty piece at the end.
  const extensions = rest.slice(0, -1);
  if (!origin || sizeLine === undefined || !rootLine || rest.at(-1) !== '') return undefined;
  if (extensions.includes('')) return undefined;
  const [size, root] = [parseDecimal(sizeLine), decodeBase64(rootLine)];
  return size === undefined || !root ? undefined : { origin, size, root, extensions };
}
