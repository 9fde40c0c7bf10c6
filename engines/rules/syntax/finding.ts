/** What a checker says about a rule; texts by code are in `text/`. */
export interface RuleFinding {
  readonly code: RuleFindingCode;
  readonly severity: 'error' | 'warning';
  /** UTF-16 offsets in the expression. */
  readonly from: number;
  readonly to: number;
  /** One-based. */
  readonly line: number;
  readonly column: number;
  readonly clause?: string;
  /** Row, column or name the finding is about, by name. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Every code a finding of this engine can carry. */
export type RuleFindingCode =
  | 'rules.syntax'
  | 'rules.empty'
  | 'rules.too_long'
  | 'rules.too_deep'
  | 'rules.too_complex'
  | 'rules.unknown_name'
  | 'rules.unknown_function'
  | 'rules.wrong_arguments'
  | 'rules.table.columns'
  | 'rules.table.no_rows'
  | 'rules.table.hit_policy'
  | 'rules.table.no_source'
  | 'rules.table.validity'
  | 'rules.table.gap'
  | 'rules.table.overlap'
  | 'rules.table.conflict'
  | 'rules.table.not_analysable'
  | 'rules.model.unknown_reference'
  | 'rules.model.cycle'
  | 'rules.model.duplicate';

/** Returns a finding at a span of a source, with its line and column. */
export function findingAt(
  source: string,
  span: { from: number; to: number },
  what: Pick<RuleFinding, 'code'> & Partial<Pick<RuleFinding, 'severity' | 'clause' | 'values'>>,
): RuleFinding {
  const before = source.slice(0, span.from);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    severity: 'error',
    values: {},
    from: span.from,
    to: span.to,
    line: before.split('\n').length,
    column: span.from - lineStart + 1,
    ...what,
  };
}
