import { PARTS } from './authority.ts';
import type { BlockStep, Effect, Part, Post } from './definition.ts';
import { PART_EFFECTS } from './effect.ts';
import type { Opening } from './event.ts';
import { type Facts, judge } from './expression.ts';
import type { Block, Branch, State } from './state.ts';

/** A member of a block that is a case of another service. */
export type PartMember = readonly [name: string, post: Post & { readonly part: Part }];

/** Returns true if the members of a block are cases of other services (一件事). */
export function isJoint(step: BlockStep): boolean {
  return Object.values(step.members).every(({ part }) => part !== undefined);
}

/**
 * Returns the members of a block that are asked for: all but the parts whose condition is not met.
 * An unknown condition asks: a part too many can be withdrawn, one too few is missed.
 */
export function wantedMembers(step: BlockStep, facts: Facts): readonly string[] {
  return Object.entries(step.members).flatMap(([name, { part }]) =>
    part?.when !== undefined && judge(part.when, facts).verdict === 'unmet' ? [] : [name],
  );
}

/**
 * Returns the members that may open: wanted, not opened before, and everything wanted that they
 * come after has passed.
 */
export function readyMembers(
  step: BlockStep,
  at: {
    readonly wanted: readonly string[];
    readonly passed: ReadonlySet<string>;
    readonly opened: ReadonlySet<string>;
  },
): readonly string[] {
  return at.wanted.filter((name) => {
    const after = step.members[name]?.part?.after ?? [];
    const waits = after.some((one) => at.wanted.includes(one) && !at.passed.has(one));
    return !at.opened.has(name) && !waits;
  });
}

/**
 * Returns the effects by which the cases of opened parts are filed. They name fields, never
 * answers: what people wrote is read when the case is filed, and stays out of the act.
 */
export function openCases(step: BlockStep, openings: readonly Opening[]): readonly Effect[] {
  return openings.flatMap(({ id, member = '', role }) => {
    const part = step.members[member]?.part;
    if (!part || role !== PARTS) return [];
    const { service, form, files } = part;
    return [
      {
        verb: PART_EFFECTS.open,
        mode: 'atomic' as const,
        args: { part: member, branch: id, service, form, files },
        onVoid: { verb: PART_EFFECTS.void, mode: 'atomic' as const, args: { branch: id } },
      },
    ];
  });
}

/** Returns the branch that waits for a part of a block, open or not; nothing before it opened. */
export function partBranch(state: State, block: string, member: string): Branch | undefined {
  return state.branches.find((branch) => branch.block === block && branch.member === member);
}

/** Which parts of a block have ended, and how, and which were opened at all. */
export function partsSoFar(
  state: State,
  block: Block,
): { readonly passed: ReadonlySet<string>; readonly opened: ReadonlySet<string> } {
  const passes = block.votes.filter(({ verb }) => verb === 'pass').map(({ member }) => member);
  const opened = state.branches
    .filter((branch) => branch.block === block.id)
    .flatMap(({ member }) => member ?? []);
  return { passed: new Set(passes), opened: new Set(opened) };
}
