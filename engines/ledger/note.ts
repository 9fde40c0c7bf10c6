/** Signed notes: text with signature lines below it. */

import { concatBytes, readUint, uintBytes } from './bytes.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { encodeUtf8, isWellFormed } from './utf8.ts';

/** Checks signatures of one key over the text of notes. */
export type Verifier = {
  /** Key name: not empty, without white space and `+`. */
  readonly name: string;
  /** 32-bit key id. */
  readonly keyId: number;
  /** Signature type: over the text itself, or a witness's timestamped statement about it. */
  readonly kind: SignatureKind;
  /** Public key; equal keys under different names are duplicates. */
  readonly publicKey: Uint8Array;
  /** Never throws; `signature` comes without the key id. */
  readonly verify: (text: Uint8Array, signature: Uint8Array) => boolean;
};

/** What a signature says: `note` = the signer's text, `cosignature` = seen and consistent at a time. */
export type SignatureKind = 'note' | 'cosignature';

/** Makes signatures with one key over the text of notes. */
export type Signer = {
  readonly name: string;
  readonly keyId: number;
  readonly sign: (text: Uint8Array) => Uint8Array;
};

/** One signature line. */
export type NoteSignature = {
  readonly name: string;
  readonly keyId: number;
  /** Bytes after the key id. */
  readonly signature: Uint8Array;
};

/** A note taken apart, not yet believed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note checked against known keys. */
export type OpenedNote =
  | {
      readonly ok: true;
      readonly text: string;
      readonly verified: readonly NoteSignature[];
      readonly unverified: readonly NoteSignature[];
    }
  | { readonly ok: false; readonly problem: 'malformed' | 'unknown-keys' | 'bad-signature' };

/** A note with more signatures is refused (the specification asks for at least 16). */
export const noteSignatureLimit = 100;

/** A note longer than this many UTF-16 code units is refused. */
export const noteLengthLimit = 1_000_000;

const linePrefix = '— ';
// oxlint-disable-next-line no-control-regex -- the specification forbids exactly these
const controlCharacter = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * Returns whether `name` may name a key.
 *
 * @source C2SP signed-note, “Format” (not empty, no Unicode spaces, no plus)
 */
export function isKeyName(name: string): boolean {
  return (
    name !== '' && isWellFormed(name) && !/[\s+\u0085]/.test(name) && !controlCharacter.test(name)
  );
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  if (!line.startsWith(linePrefix)) return undefined;
  const [name, encoded, ...more] = line.slice(linePrefix.length).split(' ');
  if (name === undefined || encoded === undefined || more.length > 0) return undefined;
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length < 5) return undefined;
  return { name, keyId: readUint(bytes, 0, 4), signature: bytes.slice(4) };
}

/** Returns the line, without its newline, that carries `signature`. */
export function formatSignatureLine(signature: NoteSignature): string {
  const bytes = concatBytes(uintBytes(signature.keyId, 4), signature.signature);
  return `${linePrefix}${signature.name} ${encodeBase64(bytes)}`;
}

/**
 * Returns the note with its signature lines.
 *
 * @throws {RangeError} when the text does not end in a newline or holds control characters
 * @source C2SP signed-note, “Format”
 */
export function formatNote(note: Note): string {
  if (!isNoteText(note.text)) throw new RangeError('text cannot be the text of a note');
  return `${note.text}\n${note.signatures.map((s) => `${formatSignatureLine(s)}\n`).join('')}`;
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && isWellFormed(text) && !controlCharacter.test(text);
}

/**
 * Returns the parts of a note, or undefined when it is not one. Nothing is verified.
 *
 * @source C2SP signed-note, “Format”
 */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || note.length > noteLengthLimit || !isNoteText(note)) return undefined;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > noteSignatureLimit) return undefined;
  const signatures = lines.map(parseSignatureLine).filter((line) => line !== undefined);
  return signatures.length === lines.length ? { text, signatures } : undefined;
}

/**
 * Checks a note against known keys. Signatures of unknown keys are kept apart; a bad signature of
 * a known key refuses the whole note; so does a note without any known key.
 *
 * @param verifiers known keys; a name and key id that occur twice are tried in order
 * @source C2SP signed-note, “Signatures”
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const parsed = parseNote(note);
  if (!parsed) return { ok: false, problem: 'malformed' };
  const text = encodeUtf8(parsed.text);
  const verified: NoteSignature[] = [];
  const unverified: NoteSignature[] = [];
  for (const line of parsed.signatures) {
    const known = verifiers.filter((v) => v.name === line.name && v.keyId === line.keyId);
    if (known.length === 0) unverified.push(line);
    else if (known.some((v) => v.verify(text, line.signature))) verified.push(line);
    else return { ok: false, problem: 'bad-signature' };
  }
  if (verified.length === 0) return { ok: false, problem: 'unknown-keys' };
  return { ok: true, text: parsed.text, verified, unverified };
}

/**
 * Returns `text` as a note signed by every signer, in order.
 *
 * @param text ends in a newline, holds no other control characters
 * @throws {RangeError} when the text cannot be the text of a note
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  const bytes = encodeUtf8(text);
  const signatures = signers.map((signer) => ({
    name: signer.name,
    keyId: signer.keyId,
    signature: signer.sign(bytes),
  }));
  return formatNote({ text, signatures });
}
