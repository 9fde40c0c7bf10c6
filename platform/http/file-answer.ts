import type { Readable } from 'node:stream';
import { z } from 'zod';

/** A file as the answer of a route: its bytes, what they are, and the name to save them under. */
export class FileAnswer {
  readonly content: Uint8Array | string | Readable;
  readonly mediaType: string;
  /** Absent: shown in place rather than saved. */
  readonly name: string | undefined;

  constructor(content: Uint8Array | string | Readable, mediaType: string, name?: string) {
    this.content = content;
    this.mediaType = mediaType;
    this.name = name;
  }
}

/** Declares an answer that is a file, by media type. */
export type FileAnswerSchema = {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: z.ZodType }>>;
};

/** Declares that a status answers with a file: `response: { 200: fileResponse('text/plain') }`. */
export function fileResponse(mediaType: string, description = 'A file'): FileAnswerSchema {
  return { description, content: { [mediaType]: { schema: z.unknown() } } };
}

/** `Content-Disposition` of a name in any script (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const extended = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
