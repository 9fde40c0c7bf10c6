/** Where one file is kept: a park never shares a file with another, so one can be erased alone. */
export type FilePlace = {
  /** The park's code. */
  readonly park: string;
  /** SHA-256 of the content in lower-case hex, or a UUID. */
  readonly key: string;
};

/** What was written. */
export type StoredFile = { readonly sizeBytes: number; readonly sha256: string };

/** Content to write: whole, or piece by piece as it is uploaded. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

/** A file of an enclosure, drawing or scan is at most this large. */
export const fileSizeMaxBytes = 50 * 1024 * 1024;

/** Keeps files by place. Names, types and rights stand in the domain's own tables. */
export type FileStore = {
  /**
   * Writes a file whole or not at all; a second `put` of the same place keeps the first.
   *
   * @throws {FileTooLarge} beyond `fileSizeMaxBytes`; nothing is kept
   * @throws {Error} when the key is a hash and the content has another
   */
  readonly put: (place: FilePlace, content: FileContent) => Promise<StoredFile>;
  /**
   * Reads a file.
   *
   * @returns its bytes, or undefined when there is none
   * @throws {Error} when the key is a hash and the stored bytes no longer have it
   */
  readonly get: (place: FilePlace) => Promise<Uint8Array | undefined>;
  /** Deletes a file, as erasure asks; false when there was none. */
  readonly remove: (place: FilePlace) => Promise<boolean>;
};

/** The upload is larger than a file may be. */
export class FileTooLarge extends Error {
  readonly maxBytes = fileSizeMaxBytes;
  constructor() {
    super(`file is larger than ${fileSizeMaxBytes} bytes`);
    this.name = 'FileTooLarge';
  }
}

const parkPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
const keyPattern = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Returns the path of a place below the store's root: two levels of folders keep each one small.
 *
 * @throws {RangeError} when park or key could name something else than a file of the park
 */
export function pathOf({ park, key }: FilePlace): string {
  if (!parkPattern.test(park)) throw new RangeError('park is not the code of a park');
  if (!keyPattern.test(key)) throw new RangeError('key is neither a SHA-256 nor a UUID');
  // The end of a UUID of version 7 is chance, its beginning is time.
  return `${park}/${key.slice(-2)}/${key}`;
}

/** Whether the key itself says what the content must be. */
export function isHashKey(key: string): boolean {
  return key.length === 64;
}
