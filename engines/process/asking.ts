import type { Asking, Definition } from './definition.ts';
import type { Branch } from './state.ts';

/** Verbs that always say why not: what a step asks for is not asked then. */
export const REASONED: readonly string[] = [
  'return',
  'refuse',
  'not-ours',
  'reject',
  'fail',
  'send-back',
  'hand-back',
  'escalate',
  'transfer',
];

/** Ids of what one act is asked for. */
export type Asked = { readonly fields: readonly string[]; readonly materials: readonly string[] };

/** Where a branch works, as a definition writes it: a step, or a step and the member of its block. */
export function placeOf(branch: Pick<Branch, 'step' | 'member'>): string {
  return branch.member === undefined ? branch.step : `${branch.step}.${branch.member}`;
}

/** Returns true if a field or material is asked of the applicant at filing. */
export function isAskedAtFiling(one: Asking): boolean {
  return one.at === undefined;
}

/**
 * Returns what whoever acts on a branch is asked for by a verb: the fields and materials that name
 * its place, by `on` or else by every verb that needs no reason.
 *
 * @source design page 2, kind 7 (a document list per step)
 */
export function askedHere(
  definition: Pick<Definition, 'form' | 'materials' | 'flow'>,
  branch: Pick<Branch, 'step' | 'member'>,
  verb: string,
): Asked {
  const place = placeOf(branch);
  const isAsked = (one: Asking): boolean =>
    one.at === place && (one.on?.includes(verb) ?? !needsReason(definition, branch.step, verb));
  return {
    fields: definition.form.filter(isAsked).map(({ id }) => id),
    materials: definition.materials.filter(isAsked).map(({ id }) => id),
  };
}

/** A verb that says why not, or that may lead to an adverse end. */
function needsReason(definition: Pick<Definition, 'flow'>, name: string, verb: string): boolean {
  if (REASONED.includes(verb)) return true;
  const { steps, ends } = definition.flow;
  const ways = steps[name]?.do[verb];
  // A verb every flow has (urge, claim) is no way of the step and asks for nothing of it.
  if (ways === undefined) return true;
  return ways.some((way) => ends[way.to]?.adverse === true);
}
