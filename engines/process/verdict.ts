/** What a condition came to; a missing or erased value is *unknown*, never met nor unmet. */
export type Verdict = 'met' | 'unmet' | 'unknown';

/** One condition of a rule with the values it was judged by, as an event and a refusal carry it. */
export type Condition = {
  readonly source: string;
  readonly verdict: Verdict;
  readonly values: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly source?: string;
  }[];
  readonly clause?: string;
  /** Which way and how far the value has to go: `up 120000`, `down P3D`. */
  readonly distance?: string;
};

/** What has to be put right, at which field or material. @source 行政许可法 §32 (all items at once) */
export type Remark = { readonly field: string; readonly text: string };
