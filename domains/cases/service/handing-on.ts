import type { Bundle } from '#domains/services/index.ts';
import {
  activeBranches,
  postAskedIn,
  type AllowedAction,
  type Branch,
  type State,
} from '#engines/process/index.ts';
import { casesRefusals } from '../errors.ts';
import type { Action } from '../model/index.ts';
import type { Network } from './network.ts';
import type { Post } from './post.ts';

/** The role of the one who asks: it is nobody's post. */
const applicantRole = 'applicant';

/** Verbs by which somebody chooses where a matter goes on. */
const handingVerbs: ReadonlySet<string> = new Set([
  ...['dispatch', 'transfer', 'escalate', 'add-signer'],
]);

type Ground = {
  readonly bundle: Bundle;
  readonly state: State;
  readonly network: Network;
};

/** What an act that hands a matter on asks for: service points where it would find somebody. */
export type Targets = Pick<Action, 'needs'> & { readonly nodes: readonly string[] };

/**
 * Where a matter can be handed on to. The same post elsewhere is offered first; where nobody else
 * holds it, every service point with staff, and then the post is asked for as well.
 *
 * @source 7-requirements S19 (routing along leaf, branch, trunk)
 */
export function targetsOf(one: AllowedAction, on: Ground): Targets | undefined {
  if (!one.allowed) return undefined;
  const branch = on.state.branches.find(({ id }) => id === one.branch);
  if (branch === undefined) return undefined;
  const needs = one.needs.filter((need) => need !== 'answers');
  if (one.verb === 'dispatch') return dispatchTargets(one, { ...on, branch, needs });
  if (one.verb !== 'transfer' && one.verb !== 'escalate') return undefined;
  const nodes = one.verb === 'escalate' ? above(branch.node, on.network) : codesOf(on.network);
  const same = nodes.filter(
    (node) => node !== branch.node && on.network.isStaffed(node, branch.role),
  );
  const others = needs.filter((need) => need !== 'target-node');
  if (same.length > 0) return { needs: ['target-node', ...others], nodes: same };
  const anybody = nodes.filter((node) => on.network.isStaffed(node));
  return { needs: ['target-node', 'target-role', ...others], nodes: anybody };
}

type Dispatching = Ground & Pick<Action, 'needs'> & { readonly branch: Branch };

/** A step that dispatches goes on with the role of the step it leads to, else the role stays. */
function dispatchTargets(
  { primary, to }: AllowedAction,
  { bundle, network, branch, needs }: Dispatching,
): Targets | undefined {
  const next = primary && to !== undefined ? bundle.definition.flow.steps[to] : undefined;
  const role = primary ? (next?.kind === 'single' ? next.by : undefined) : branch.role;
  if (role === undefined || role === applicantRole) return undefined;
  return { needs, nodes: codesOf(network).filter((node) => network.isStaffed(node, role)) };
}

const codesOf = ({ nodes }: Network): string[] => nodes.map(({ code }) => code);

/** The nodes above one, nearest first. */
function above(node: string, network: Network): string[] {
  const found: string[] = [];
  for (let at = network.parentOf(node); at !== undefined; at = network.parentOf(at)) {
    if (found.includes(at)) break;
    found.push(at);
  }
  return found;
}

/**
 * Refuses to hand a matter to a post that nobody holds, or to ask one: it would lie there until its time is over.
 *
 * @throws {RefusalError} `cases.nobody_there`
 */
export function refuseUnheldPost(
  verb: string,
  before: State,
  { state, network }: Pick<Ground, 'state' | 'network'>,
): void {
  const asked =
    verb === 'assist' || verb === 'copy' ? unheldAsked(before, { state, network }) : null;
  if (asked) refuseNobody(asked, network);
  if (!handingVerbs.has(verb)) return;
  const known = new Set(activeBranches(before).map(placeOf));
  const empty = activeBranches(state).find(
    (branch) =>
      branch.holder === undefined &&
      branch.role !== applicantRole &&
      !known.has(placeOf(branch)) &&
      !network.isStaffed(branch.node, branch.role),
  );
  if (empty !== undefined) refuseNobody(empty, network);
}

/** A post that is asked now and that nobody holds. */
function unheldAsked(before: State, { state, network }: Pick<Ground, 'state' | 'network'>) {
  const namesIn = ({ branches, copies }: State) => [
    ...branches.flatMap(({ assistants }) => assistants),
    ...copies,
  ];
  const known = new Set(namesIn(before));
  return namesIn(state)
    .flatMap((name) => (known.has(name) ? [] : (postAskedIn(name) ?? [])))
    .find(({ node, role }) => !network.isStaffed(node, role));
}

function refuseNobody({ node, role }: Post, network: Network): never {
  const error = casesRefusals.refuse('cases.nobody_there', { node, role });
  const titles = { node: network.nodeTitle(node), role: network.roleTitle(role) };
  Object.assign(error, { refusal: { ...error.refusal, titles } });
  throw error;
}

const placeOf = ({ id, role, node }: Branch): string => `${id} ${role}@${node}`;
