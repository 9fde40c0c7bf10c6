/** The text form of an inclusion proof together with the checkpoint it leads to. */

import { decodeBase64, encodeBase64 } from './base64.ts';
import { parseDecimal } from './checkpoint.ts';
import { parseNote } from './note.ts';
import { proofLengthLimit } from './proof.ts';

/** A proof that can be checked offline. */
export type TlogProof = {
  /** Opaque bytes that nothing vouches for; this project writes none. */
  readonly extra?: Uint8Array;
  /** Index of the entry, from 0. */
  readonly index: number;
  /** Hashes from the leaf's sibling up to the child of the root. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, verbatim: a whole note. */
  readonly checkpoint: string;
};

const header = 'c2sp.org/tlog-proof@v1';

/**
 * Returns the text of a proof.
 *
 * @source C2SP tlog-proof, “Format”
 */
export function formatTlogProof(proof: TlogProof): string {
  const extra = proof.extra ? [`extra ${encodeBase64(proof.extra)}`] : [];
  const lines = [header, ...extra, `index ${proof.index}`, ...proof.hashes.map(encodeBase64)];
  return `${lines.join('\n')}\n\n${proof.checkpoint}`;
}

function parseIndex(line: string | undefined): number | undefined {
  return line?.startsWith('index ') ? parseDecimal(line.slice('index '.length)) : undefined;
}

/**
 * Returns the parts of a proof, or undefined when it is malformed. Nothing is verified.
 *
 * @source C2SP tlog-proof, “Format”
 */
export function parseTlogProof(text: string): TlogProof | undefined {
  const split = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (split < 0 || first !== header) return undefined;
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra =
    extraLine === undefined ? undefined : decodeBase64(extraLine.slice('extra '.length));
  const index = parseIndex(lines.shift());
  const hashes = lines.map(decodeBase64).filter((hash) => hash !== undefined);
  const checkpoint = text.slice(split + 2);
  if (extraLine !== undefined && !extra) return undefined;
  if (index === undefined || hashes.length !== lines.length) return undefined;
  if (hashes.length > proofLengthLimit || !parseNote(checkpoint)) return undefined;
  return extra ? { extra, index, hashes, checkpoint } : { index, hashes, checkpoint };
}
