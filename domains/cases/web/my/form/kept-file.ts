import type { Uploaded } from '../../case/upload.ts';

/** A file as a draft keeps it: `id|size|name`. */
export const keptFile = ({ id, sizeBytes, name }: Uploaded): string =>
  `${id}|${sizeBytes}|${name.slice(0, 100)}`;

/** Reads what {@link keptFile} wrote; undefined for anything else. */
export function fileOf(kept: string): Uploaded | undefined {
  const [id = '', size = '', ...name] = kept.split('|');
  if (id === '' || kept === '') return undefined;
  return { id, sizeBytes: Number(size) || 0, name: name.join('|') || id };
}
