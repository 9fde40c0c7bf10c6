/**
 * What BPMN has no element for (clauses, rungs, effects, forms) travels in `extensionElements` as
 * one `guiju:carries` with JSON. What BPMN does show (names, lanes, timers, lines) is read from the
 * drawing, so that a change made in a modeler counts.
 *
 * @source ISO/IEC 19510:2013 (BPMN 2.0.2), 8.2.3 extensibility
 */
export const CARRIED = { namespace: 'urn:guiju:bpmn:1', element: 'guiju:carries' } as const;

/** Ids of XML may not begin with a digit; the letter also keeps kinds of elements apart. */
export const ids = {
  node: (id: string): string => `n-${id}`,
  flow: (id: string): string => `f-${id}`,
  lane: (role: string): string => `l-${role}`,
} as const;

/** What a node of ours says of itself: its key in the definition, and the words it was drawn with. */
export type CarriedNode = {
  readonly key: string;
  /** The member of the block `key`. */
  readonly member?: string;
  /** Name and limit as drawn: where they still stand, `rest` knows more of them. */
  readonly shown: string;
  readonly limit?: string;
  /** The element as a definition writes it, without what the drawing itself says. */
  readonly rest: Readonly<Record<string, unknown>>;
};

/** What a line of ours says of itself: its acts in their order, and its label as drawn. */
export type CarriedFlow = {
  readonly shown: string;
  readonly acts: readonly { readonly verb: string; readonly more?: object }[];
};
