/** Where something stands in a file; both count from 1. */
export type Place = { readonly line: number; readonly column: number };

/** Finds the place of a dotted path (`flow.steps.accept.by`) in a document's text. */
export type Locate = (path: string) => Place | undefined;

/** Something wrong in a pack. Checking returns all of them and never throws. */
export type PackFinding = {
  /** Also the key of its sentence. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** From the pack's folder, as `services/space-admission.yaml`; empty for the pack as a whole. */
  readonly file: string;
  /** Dotted path within the document; empty for the document as a whole. */
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly clause?: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** A pack with more findings than this is one mistake repeated; the rest is cut. */
export const packFindingsMax = 500;

/** Makes an error of this module about a file. */
export function packError(
  code: string,
  file: string,
  given: Partial<Pick<PackFinding, 'path' | 'line' | 'column' | 'values'>> = {},
): PackFinding {
  return { code: `packs.${code}`, severity: 'error', file, path: '', values: {}, ...given };
}

/** Orders findings as a reader meets them: by file, then by line, then by code. */
export function inReadingOrder(findings: readonly PackFinding[]): PackFinding[] {
  const keyOf = (each: PackFinding) => [
    each.file,
    String(each.line ?? 0).padStart(8, '0'),
    String(each.column ?? 0).padStart(8, '0'),
    each.code,
    each.path,
  ];
  return findings
    .map((finding) => ({ finding, key: keyOf(finding).join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ finding }) => finding);
}
