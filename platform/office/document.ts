/** A part of a document, in reading order. All texts are ready: language and words are settled. */
export type DocumentPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Names with their values, one a line. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  /** A table; the first row heads the columns. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** An address to point a telephone at, with the sentence beside it. */
  | { readonly kind: 'address'; readonly url: string; readonly text: string };

/** A document of one or more pages of A4. */
export type OfficeDocument = {
  readonly title: string;
  /** Stand at the top of every page: 样稿, 演示数据. */
  readonly marks: readonly string[];
  readonly parts: readonly DocumentPart[];
  /** Stands at the foot of every page, before the number of the page. */
  readonly footer: string;
};

/** Most parts one document may have, and most rows of one of its tables. */
export const documentPartsMax = 500;
export const documentRowsMax = 2_000;
