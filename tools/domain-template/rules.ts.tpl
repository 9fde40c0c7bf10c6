import type { __Noun__ } from './model.ts';

/** What closing a __noun__ comes to: the closed one, or why not. */
export type Closing =
  | { readonly kind: 'closed'; readonly __noun__: __Noun__ }
  | { readonly kind: 'refused'; readonly code: '__nouns__.already_closed' };

/**
 * Closes a __noun__.
 *
 * @param now ISO instant in UTC
 * @source 3-architecture "Shape" (replace by the law or clause this rule comes from)
 */
export function close__Noun__(__noun__: __Noun__, now: string): Closing {
  if (__noun__.state === 'closed') return { kind: 'refused', code: '__nouns__.already_closed' };
  return { kind: 'closed', __noun__: { ...__noun__, state: 'closed', closedAt: now } };
}
