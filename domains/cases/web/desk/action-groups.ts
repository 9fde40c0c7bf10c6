import type { Action } from '../../model/case.ts';

/** Names an action within its case: the verb and the branch it acts on. */
export const actionName = ({ verb, branch }: Pick<Action, 'verb' | 'branch'>): string =>
  branch === null ? verb : `${verb}@${branch}`;

/** Actions that are refused for the same reason; the reason is said once, each verb once. */
export type Refused = {
  readonly text: string;
  readonly next: string;
  readonly clause: string | null;
  readonly actions: readonly Action[];
  /** Whether they are for another post, whatever the case stands at. */
  readonly isOthers: boolean;
  /** The branch they all belong to; null when they are of several or of the whole matter. */
  readonly branch: string | null;
};

/** Refusals that speak of who asks, not of how the case stands. */
const othersCodes: ReadonlySet<string> = new Set([
  ...['process.not-your-role', 'process.not-your-power'],
  ...['process.held-by-other', 'process.applicants-turn'],
]);

/** Gathers refused actions by their reason, in the order the reasons come. */
export function refusedByReason(actions: readonly Action[]): Refused[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const { refusal } = action;
    if (refusal === null) continue;
    const reason = JSON.stringify([refusal.text, refusal.next, refusal.clause]);
    groups.set(reason, [...(groups.get(reason) ?? []), action]);
  }
  return [...groups.values()].flatMap((group) => {
    const refusal = group[0]?.refusal;
    if (refusal === null || refusal === undefined) return [];
    const { code, text, next, clause } = refusal;
    const isOthers = othersCodes.has(code);
    const branches = [...new Set(group.map(({ branch }) => branch))];
    const branch = branches.length === 1 ? (branches[0] ?? null) : null;
    return [{ text, next, clause, isOthers, branch, actions: eachVerbOnce(group) }];
  });
}

const eachVerbOnce = (actions: readonly Action[]): Action[] =>
  actions.filter(({ verb }, at) => actions.findIndex((each) => each.verb === verb) === at);

/** The action the flow waits for most: it goes on without a word of excuse. */
const isMain = ({ primary, adverse, needs }: Action): boolean =>
  primary && !adverse && !needs.includes('reason');

/** Allowed actions of one branch (null: of the whole matter), those the flow waits for first. */
export function allowedOf(actions: readonly Action[], branch: string | null): Action[] {
  const rank = (action: Action) => (isMain(action) ? 0 : action.primary ? 1 : 2);
  return actions
    .filter((action) => action.allowed && action.branch === branch)
    .toSorted((one, other) => rank(one) - rank(other));
}

/** The one action of a row that stands out, if the flow waits for one. */
export const mainOf = (actions: readonly Action[]): Action | undefined => actions.find(isMain);

/** Verbs that one press does: work is taken in hand, nobody's matter is decided. */
const atOnce: readonly string[] = ['claim', 'accept', 'urge'];

/** Whether an action is done by one press; everything else opens a form or asks once more. */
export const isAtOnce = ({ verb, needs, adverse, asks }: Action): boolean =>
  needs.length === 0 && asks === undefined && !adverse && atOnce.includes(verb);
