import type { CaseEvent, Outcome } from './event.ts';
import { endPause } from './pause.ts';
import type { Branch, State } from './state.ts';

type Part<K extends keyof Outcome> = NonNullable<Outcome[K]>;

/** Returns the state with one active branch changed; others, and closed ones, stay as they are. */
export function onBranch(state: State, id: string, change: (branch: Branch) => Branch): State {
  const branches = state.branches.map((branch) =>
    branch.id === id && branch.active ? change(branch) : branch,
  );
  return { ...state, branches };
}

/** Moves a branch to a node, role or person; whoever held it holds it no longer. */
export function assign(state: State, to: Part<'assign'>): State {
  const next = onBranch(state, to.id, ({ holder: _holder, claimedAt: _claimed, ...branch }) => {
    const moved = { ...branch, node: to.node, role: to.role };
    return to.holder === undefined ? moved : { ...moved, holder: to.holder };
  });
  const branch = next.branches.find((one) => one.id === to.id && one.active);
  return branch && branch.block === undefined ? { ...next, node: to.node } : next;
}

/** Makes a branch stand still; an open pause of it ends first. */
export function pauseBranch(state: State, pause: Part<'pause'>, event: CaseEvent): State {
  const { id, ...rest } = pause;
  return onBranch(state, id, (branch) => ({
    ...branch,
    pauses: [...endPause(branch.pauses, event.at), { from: event.at, ...rest }],
  }));
}

/** Ends the pause of a branch when it was due, which may be before it was noticed. */
export function resumeBranch(state: State, id: string, event: CaseEvent): State {
  const at = event.data.effectiveAt ?? event.at;
  return onBranch(state, id, (branch) => ({ ...branch, pauses: endPause(branch.pauses, at) }));
}

/** Changes how many members a running block has and how many passes it needs. */
export function resize(state: State, to: Part<'resize'>): State {
  const blocks = state.blocks.map((block) =>
    block.id === to.block && block.active
      ? { ...block, members: to.members, need: to.need }
      : block,
  );
  return { ...state, blocks };
}

/** Adds a limit to the running clock of a kind. */
export function extendClock(state: State, to: Part<'extend'>, event: CaseEvent): State {
  const entry =
    event.clause === undefined ? { limit: to.limit } : { limit: to.limit, clause: event.clause };
  const clocks = state.clocks.map((clock) =>
    clock.kind === to.kind && clock.stoppedAt === undefined
      ? { ...clock, extensions: [...clock.extensions, entry] }
      : clock,
  );
  return { ...state, clocks, extended: true };
}
