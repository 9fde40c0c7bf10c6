/**
 * Witnesses, both sides: the request a log sends, and the answer a witness owes. No network here:
 * the witness's record is an argument, and keeping it (atomically, before answering) is the caller's.
 */

import { decodeBase64, encodeBase64 } from './base64.ts';
import { equalBytes } from './bytes.ts';
import { parseCheckpoint, parseDecimal, type Checkpoint } from './checkpoint.ts';
import { parseTimestamped } from './cosignature.ts';
import { formatSignatureLine, openNote, parseNote, type NoteSignature } from './note.ts';
import type { Signer, Verifier } from './note.ts';
import { verifyConsistency } from './proof.ts';
import type { Hash } from './hashing.ts';
import { encodeUtf8 } from './utf8.ts';

/** A request to cosign. */
export type AddCheckpoint = {
  /** Size of the checkpoint the witness cosigned last; 0 if never or unknown. */
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, a whole note. */
  readonly checkpoint: string;
};

/** A request may carry at most this many hashes. */
export const witnessProofLimit = 63;

/** A checkpoint the witness has cosigned: all it must remember of a log. */
export type WitnessRecord = { readonly size: number; readonly root: Uint8Array };

/** A log that a witness knows. */
export type WitnessedLog = {
  readonly hash: Hash;
  /** Keys of the log; each bears the origin as its name. */
  readonly verifiers: readonly Verifier[];
  /** Undefined until the first checkpoint is cosigned. */
  readonly latest?: WitnessRecord;
};

/** Answer of a witness, as HTTP has it. `record` must be kept before a 200 is sent. */
export type WitnessAnswer =
  | { readonly status: 200; readonly body: string; readonly record: WitnessRecord }
  | { readonly status: 409; readonly body: string; readonly contentType?: 'text/x.tlog.size' }
  | { readonly status: 400 | 403 | 404 | 422; readonly body: string };

/**
 * Returns the body of a request to cosign.
 *
 * @throws {RangeError} when the proof is too long
 * @source C2SP tlog-witness, “add-checkpoint”
 */
export function formatAddCheckpoint(request: AddCheckpoint): string {
  if (request.proof.length > witnessProofLimit) throw new RangeError('proof is too long');
  const lines = [`old ${request.oldSize}`, ...request.proof.map(encodeBase64)];
  return `${lines.join('\n')}\n\n${request.checkpoint}`;
}

/**
 * Returns the parts of a request to cosign, or undefined when it is malformed.
 *
 * @source C2SP tlog-witness, “add-checkpoint”
 */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const split = body.indexOf('\n\n');
  const [first, ...lines] = body.slice(0, Math.max(split, 0)).split('\n');
  if (split < 0 || !first?.startsWith('old ')) return undefined;
  const oldSize = parseDecimal(first.slice('old '.length));
  const proof = lines.map(decodeBase64).filter((hash) => hash !== undefined);
  const checkpoint = body.slice(split + 2);
  if (oldSize === undefined || proof.length !== lines.length) return undefined;
  if (proof.length > witnessProofLimit || !parseNote(checkpoint)) return undefined;
  return { oldSize, proof, checkpoint };
}

/** Whether the tree of the request continues the recorded one; an empty tree is continued by any. */
function isContinued(log: WitnessedLog, request: AddCheckpoint, checkpoint: Checkpoint): boolean {
  if (request.oldSize === 0 || !log.latest) return request.proof.length === 0;
  return verifyConsistency(log.hash, {
    oldSize: request.oldSize,
    oldRoot: log.latest.root,
    newSize: checkpoint.size,
    newRoot: checkpoint.root,
    proof: request.proof,
  });
}

function judge(
  log: WitnessedLog,
  request: AddCheckpoint,
  checkpoint: Checkpoint,
): WitnessAnswer | undefined {
  const latestSize = log.latest?.size ?? 0;
  if (request.oldSize > checkpoint.size)
    return { status: 400, body: 'old size above checkpoint\n' };
  if (request.oldSize !== latestSize) {
    return { status: 409, body: `${latestSize}\n`, contentType: 'text/x.tlog.size' };
  }
  const sameSize = log.latest !== undefined && checkpoint.size === latestSize;
  if (sameSize && !equalBytes(checkpoint.root, log.latest.root)) {
    return { status: 409, body: 'another root at the same size\n' };
  }
  const consistent = isContinued(log, request, checkpoint);
  return consistent ? undefined : { status: 422, body: 'consistency proof does not verify\n' };
}

/**
 * Returns what a witness answers. A 200 binds it: the record must be durable, and unchanged since
 * it was read, before the answer leaves (compare and swap on the old size).
 *
 * @param body      body of the request
 * @param logOf     the log of a checkpoint's origin with the keys that may sign its size and what
 *   was cosigned last; undefined = unknown origin
 * @param cosigners keys of the witness, made by `witnessSigner` for the present second
 * @source C2SP tlog-witness, “add-checkpoint”
 */
export function answerAddCheckpoint(
  body: string,
  logOf: (checkpoint: Checkpoint) => WitnessedLog | undefined,
  cosigners: readonly Signer[],
): WitnessAnswer {
  const request = parseAddCheckpoint(body);
  const note = request && parseNote(request.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!request || !note || !checkpoint) return { status: 400, body: 'malformed request\n' };
  const log = logOf(checkpoint);
  if (!log) return { status: 404, body: 'unknown origin\n' };
  const keys = log.verifiers.filter((verifier) => verifier.name === checkpoint.origin);
  if (!openNote(request.checkpoint, keys).ok)
    return { status: 403, body: 'no trusted signature\n' };
  const refusal = judge(log, request, checkpoint);
  if (refusal) return refusal;
  const text = encodeUtf8(note.text);
  const lines = cosigners.map(({ name, keyId, sign }) =>
    formatSignatureLine({ name, keyId, signature: sign(text) }),
  );
  const record = { size: checkpoint.size, root: checkpoint.root };
  return { status: 200, body: lines.map((line) => `${line}\n`).join(''), record };
}

/** What a log makes of a witness's answer. */
export type Cosigned = {
  /** The checkpoint with the good cosignatures appended. */
  readonly checkpoint: string;
  readonly added: readonly NoteSignature[];
};

/**
 * Returns the checkpoint with those cosignatures of an answer that verify under `witnesses`;
 * others are left out. Undefined when the checkpoint or the answer is malformed.
 *
 * @param answer body of a 200
 * @source C2SP tlog-witness, “add-checkpoint” (the client ignores unknown keys)
 */
export function mergeCosignatures(
  checkpoint: string,
  answer: string,
  witnesses: readonly Verifier[],
): Cosigned | undefined {
  const note = parseNote(checkpoint);
  const merged = parseNote(checkpoint + answer);
  if (!note || !merged || note.text !== merged.text) return undefined;
  const text = encodeUtf8(note.text);
  const added = merged.signatures.slice(note.signatures.length).filter((line) =>
    witnesses.some(({ name, keyId, kind, verify }) => {
      const known = kind === 'cosignature' && name === line.name && keyId === line.keyId;
      return known && parseTimestamped(line.signature) && verify(text, line.signature);
    }),
  );
  const lines = added.map((line) => `${formatSignatureLine(line)}\n`);
  return { checkpoint: checkpoint + lines.join(''), added };
}

/** Returns the size a witness answered with in a 409, or undefined when it did not say one. */
export function parseWitnessedSize(body: string): number | undefined {
  return body.endsWith('\n') ? parseDecimal(body.slice(0, -1)) : undefined;
}
