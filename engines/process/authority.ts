import { type Actor, type Context, refuse, type Refusal } from './command.ts';
import type { Branch, State } from './state.ts';

/** The role of the one who asks; every other role is held at a node. */
export const APPLICANT = 'applicant';

/** The role of branches on which a case of another service works, and nobody of the staff. */
export const PARTS = 'parts';

/** Organisations are not nested deeper than this; a longer chain is a loop. */
const TREE_DEPTH_MAX = 20;

/** Returns the node and the nodes above it, nearest first. */
export function chainOf(context: Pick<Context, 'parentOf'>, node: string): readonly string[] {
  const chain = [node];
  for (let depth = 0; depth < TREE_DEPTH_MAX; depth += 1) {
    const parent = context.parentOf(chain.at(-1) ?? node);
    if (parent === undefined || chain.includes(parent)) break;
    chain.push(parent);
  }
  return chain;
}

/** Returns true if the actor has the role at exactly this node (`*` is every node). */
export function hasRoleAt(actor: Actor, role: string, node: string): boolean {
  return actor.roles.some((one) => one.role === role && (one.node === node || one.node === '*'));
}

/** Returns true if the actor has the role at the node or above it: the powers of a head. */
export function hasPowerOver(context: Context, role: string, node: string): boolean {
  return chainOf(context, node).some((above) => hasRoleAt(context.actor, role, above));
}

/** Returns true if the actor is the applicant, or acts for the same party. */
export function isApplicant(state: State, actor: Actor): boolean {
  if (!state.applicant || actor.system === true) return false;
  if (actor.party !== undefined && actor.party === state.applicant.party) return true;
  // Staff who filed for somebody are the first taker, not the applicant: they cannot confirm.
  return actor.id === state.applicant.actor && actor.id !== state.firstTaker?.actor;
}

/**
 * Returns why the actor may not work on a branch, or nothing. A branch that somebody holds is
 * theirs or their substitute's; one that nobody holds is for everybody with its role at its node.
 *
 * @source design page 2, "Substitution in absence (AB 角)"
 */
export function refusalToHold(state: State, branch: Branch, context: Context): Refusal | undefined {
  const { actor } = context;
  const values = { role: branch.role, node: branch.node };
  if (actor.system === true) return undefined;
  if (branch.role === APPLICANT) {
    return isApplicant(state, actor)
      ? undefined
      : refuse('applicants-turn', 'wait-for-applicant', detail(branch, values));
  }
  if (branch.holder !== undefined) {
    if (branch.holder === actor.id) return undefined;
    if (standsInFor(branch, actor)) return undefined;
    return refuse(
      'held-by-other',
      'ask-holder',
      detail(branch, { ...values, holder: branch.holder }),
    );
  }
  return hasRoleAt(actor, branch.role, branch.node)
    ? undefined
    : refuse('not-your-role', 'ask-role', detail(branch, values));
}

/**
 * Returns true if the actor works in the absence of a branch's holder: they stand in for that person
 * and hold the post themselves while the absence lasts.
 */
export function standsInFor(branch: Branch, actor: Actor): boolean {
  if (branch.holder === undefined || branch.holder === actor.id) return false;
  const isNamed = actor.substituteFor?.includes(branch.holder) === true;
  return isNamed && hasRoleAt(actor, branch.role, branch.node);
}

/** Returns why the actor lacks a power over the case (a role at its node or above), or nothing. */
export function refusalOfPower(state: State, role: string, context: Context): Refusal | undefined {
  const node = state.acceptedNode ?? state.node ?? '';
  if (context.actor.system === true || hasPowerOver(context, role, node)) return undefined;
  return refuse('not-your-power', 'ask-role', { values: { role, node } });
}

/**
 * Returns why the actor lacks a power over a branch, or nothing: the role where the branch lies now
 * or above it, else over the case. Who dispatches at a hall moves what lies in the stations below,
 * wherever it was filed.
 *
 * @source 7-requirements S19 (one ledger, routing along leaf, branch, trunk)
 */
export function refusalOfPowerAt(
  { state, branch }: { readonly state: State; readonly branch: Branch },
  role: string,
  context: Context,
): Refusal | undefined {
  if (hasPowerOver(context, role, branch.node)) return undefined;
  const refusal = refusalOfPower(state, role, context);
  return refusal && { ...refusal, values: { role, node: branch.node } };
}

/** Returns why the actor is not taken for the applicant, or nothing. */
export function refusalOfApplicant(state: State, context: Context): Refusal | undefined {
  if (isApplicant(state, context.actor)) return undefined;
  return refuse('only-applicant', 'sign-in-as-applicant');
}

function detail(branch: Branch, values: Refusal['values']): Partial<Refusal> {
  return branch.clause === undefined ? { values } : { values, clause: branch.clause };
}
