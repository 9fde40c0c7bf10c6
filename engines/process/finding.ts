/** Where an element of a definition is written: line and column count from 1. */
export type Place = { readonly line: number; readonly column?: number };

/** Finds the place of a dotted path (`flow.steps.accept.by`) in the source text, if it is known. */
export type Locate = (path: string) => Place | undefined;

/**
 * Something wrong, or doubtful, in content. Checking returns all findings and never throws.
 *
 * Its sentence is `process.finding.<code>` in `text/`; `values` fill its placeholders; `path` is
 * the dotted way to the element; `clause` is the clause of the standard the element carries out;
 * `story` is the shortest way there, one sentence key a step, where a path was searched.
 */
export type Finding = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly clause?: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly story?: readonly StoryLine[];
};

/** One step of a counter-example: who did what in which step, and where it led. */
export type StoryLine = {
  readonly step: string;
  readonly by: string;
  readonly verb: string;
  readonly to: string;
};

/** A finding before its place in the source text is known. */
export type Fault = Omit<Finding, 'line' | 'column'>;

/** Returns an error at a path; `values` fill the placeholders of its sentence. */
export function error(code: string, path: string, values: Finding['values'] = {}): Fault {
  return { code, severity: 'error', path, values };
}

/** Returns a warning at a path; `values` fill the placeholders of its sentence. */
export function warning(code: string, path: string, values: Finding['values'] = {}): Fault {
  return { code, severity: 'warning', path, values };
}

/**
 * Adds line and column to a finding. When the very element is not in the text (a missing field),
 * the nearest enclosing element that is there gives the place.
 */
export function place(fault: Fault, locate?: Locate): Finding {
  if (!locate) return fault;
  const parts = fault.path.split('.');
  for (let length = parts.length; length >= 0; length -= 1) {
    const found = locate(parts.slice(0, length).join('.'));
    if (found) return { ...fault, ...found };
  }
  return fault;
}
