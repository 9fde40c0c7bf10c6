/** Larger files are no receipts and no policies; they are not read. */
const fileSizeBytesMax = 2_000_000;

/** What of a file is used here: a `File` of the browser, or whatever has its size and its text. */
type Readable = { readonly size: number; readonly text: () => Promise<string> };

/** The text of a file, or why it can be neither a receipt nor a policy. */
export type TextRead = { readonly text: string } | { readonly refused: 'too-large' | 'not-text' };

/** Returns the text of a file that somebody chose; pictures and papers of a word processor are none. */
export async function readText(file: Readable): Promise<TextRead> {
  if (file.size > fileSizeBytesMax) return { refused: 'too-large' };
  const text = await file.text();
  return /[\0\uFFFD]/.test(text) ? { refused: 'not-text' } : { text };
}
