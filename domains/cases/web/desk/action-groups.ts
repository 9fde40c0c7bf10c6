import type { Action } from '../../model/case.ts';

/** Names an action within its case: the verb and the branch it acts on. */
export const actionName = ({ verb, branch }: Pick<Action, 'verb' | 'branch'>): string =>
  branch === null ? verb : `${verb}@${branch}`;

/** Actions that are refused for the same reason; the reason is said once. */
export type Refused = {
  readonly text: string;
  readonly next: string;
  readonly clause: string | null;
  readonly actions: readonly Action[];
};

/** Gathers refused actions by their reason, in the order the reasons come. */
export function refusedByReason(actions: readonly Action[]): Refused[] {
  const groups = new Map<string, Refused & { actions: Action[] }>();
  for (const action of actions) {
    const { refusal } = action;
    if (refusal === null) continue;
    const { text, next, clause } = refusal;
    const reason = JSON.stringify([text, next, clause]);
    const group = groups.get(reason) ?? { text, next, clause, actions: [] };
    group.actions.push(action);
    groups.set(reason, group);
  }
  return [...groups.values()];
}

/** Allowed actions of one branch (null: of the whole matter), the primary one first. */
export function allowedOf(actions: readonly Action[], branch: string | null): Action[] {
  return actions
    .filter((action) => action.allowed && action.branch === branch)
    .toSorted((one, other) => Number(other.primary) - Number(one.primary));
}
