import { APPLICANT, chainOf } from './authority.ts';
import { refuse, type Refusal } from './command.ts';
import type { BlockStep, Effect, Post, Step } from './definition.ts';
import { PART_EFFECTS } from './effect.ts';
import type { ClockStart, Opening, Outcome, Violation } from './event.ts';
import { isJoint, openCases, readyMembers, wantedMembers } from './parts.ts';
import { activeBranches, type Branch } from './state.ts';
import { type BranchTurn, factsOf, type Turn } from './turn.ts';

/** Where and for whom a target opens, where the act itself says so. */
export type Aim = {
  readonly seq: number;
  readonly from?: Branch;
  /** Where a case lies that has no branch yet: the node it was filed at. */
  readonly here?: string;
  readonly node?: string;
  readonly holder?: string;
};

/** What entering a step or an end does. */
export type Entry =
  | {
      readonly outcome: Outcome;
      readonly effects: readonly Effect[];
      readonly violation?: Violation;
      readonly refusal?: undefined;
    }
  | { readonly refusal: Refusal };

/** Verbs after which the office has answered: they stop the response clock. */
const ANSWERS = ['accept', 'return', 'refuse', 'not-ours', 'claim'];

/**
 * Returns what entering a target does: branches or the end, clocks, effects. The step may have been
 * entered as often as its `times` allows; a second entry of a `once` step is a violation, not a no.
 *
 * @source design page 2, "State is a set of active branches" and "Closing"
 */
export function enter(turn: Turn, target: string, aim: Aim): Entry {
  const { steps, ends } = turn.definition.flow;
  const step = Object.hasOwn(steps, target) ? steps[target] : undefined;
  if (step) return enterStep(turn, { name: target, step }, aim);
  if (Object.hasOwn(ends, target)) return enterEnd(turn, target);
  return { refusal: refuse('no-such-target', 'report-definition', { values: { target } }) };
}

function enterStep(turn: Turn, to: { name: string; step: Step }, aim: Aim): Entry {
  const { name, step } = to;
  const before = Object.hasOwn(turn.state.entered, name) ? (turn.state.entered[name] ?? 0) : 0;
  if (step.times !== undefined && before >= step.times) {
    const values = { step: name, times: step.times };
    return {
      refusal: refuse('times-exceeded', 'decide-now', { values, ...clausePart(step.clause) }),
    };
  }
  const outcome = openingsOf(turn, to, aim);
  if (outcome.open?.length === 0) {
    return { refusal: refuse('no-part-wanted', 'choose-part', clausePart(step.clause)) };
  }
  const effects = step.kind === 'block' ? openCases(step, outcome.open ?? []) : [];
  const entry: Entry = { outcome, effects };
  if (!step.once || before === 0) return entry;
  return { ...entry, violation: { code: 'process.once', step: name, ...clausePart(step.clause) } };
}

function openingsOf(turn: Turn, to: { name: string; step: Step }, aim: Aim): Outcome {
  const { name, step } = to;
  if (step.kind === 'single') {
    const mode = {
      clock: step.clock,
      ...(step.ground === undefined ? {} : { ground: step.ground }),
      ...(step.max === undefined ? {} : { max: step.max }),
    };
    const opening = { ...openingOf(turn, { ...to, post: step, id: name }, aim), ...mode };
    return { open: [opening] };
  }
  const block = `${name}#${aim.seq}`;
  const joint = isJoint(step);
  const wanted = joint ? wantedMembers(step, factsOf(turn)) : Object.keys(step.members);
  const none: ReadonlySet<string> = new Set();
  const first = joint ? readyMembers(step, { wanted, passed: none, opened: none }) : wanted;
  const need = step.join === 'all' ? wanted.length : Math.min(step.need, wanted.length);
  return {
    block: {
      id: block,
      step: name,
      need,
      members: wanted.length,
      ...(joint ? { parts: wanted } : {}),
    },
    open: first.flatMap((member) => memberOpening(turn, { name, step, member, block }, aim)),
  };
}

type Member = {
  readonly name: string;
  readonly step: BlockStep;
  readonly member: string;
  readonly block: string;
};

function memberOpening(turn: Turn, to: Member, aim: Aim): Opening[] {
  const { name, step, member, block } = to;
  const post = step.members[member];
  if (!post) return [];
  return [
    { ...openingOf(turn, { name, step, post, id: `${name}.${member}` }, aim), member, block },
  ];
}

/** Returns the branches of parts that open later than their block did. */
export function partOpenings(
  turn: BranchTurn,
  to: { readonly members: readonly string[]; readonly step: BlockStep; readonly block: string },
): readonly Opening[] {
  const aim = { seq: turn.state.events + 1, from: turn.branch };
  const { step, block } = to;
  const name = turn.branch.step;
  return to.members
    .flatMap((member) => memberOpening(turn, { name, step, member, block }, aim))
    .map((opening) => ({ ...opening, added: true }));
}

function openingOf(
  turn: Turn,
  to: { name: string; step: Step; post: Post; id: string },
  aim: Aim,
): Opening {
  const { post, step } = to;
  const node = aim.node ?? nodeOf(turn, post, aim);
  const clause = post.clause ?? step.clause;
  const holder = aim.holder ?? keptHolder(turn, post, { node, from: aim.from });
  return {
    id: `${to.id}#${aim.seq}`,
    step: to.name,
    role: post.by,
    node,
    phase: step.phase,
    clock: 'running',
    ...(post.within === undefined ? {} : { within: post.within }),
    ...(holder === undefined ? {} : { holder }),
    ...clausePart(clause),
  };
}

/** Whoever works on stays with the matter when the next step is of the same role and node. */
function keptHolder(
  turn: Turn,
  post: Post,
  at: { node: string; from: Branch | undefined },
): string | undefined {
  const { from, node } = at;
  if (!from || from.block !== undefined || turn.context.actor.system === true) return undefined;
  if (post.by === APPLICANT || from.role !== post.by || from.node !== node) return undefined;
  return turn.context.actor.id;
}

/** The node a post lies at: where the case is, above it, at the top, where accepted, or named. */
function nodeOf(turn: Turn, post: Post, aim: Aim): string {
  const here = aim.from?.node ?? aim.here ?? turn.state.node ?? '';
  switch (post.at) {
    case 'case':
      return here;
    case 'parent':
      return turn.context.parentOf(here) ?? here;
    case 'top':
      return chainOf(turn.context, here).at(-1) ?? here;
    case 'accepting':
      return turn.state.acceptedNode ?? here;
    default:
      return post.at;
  }
}

function enterEnd(turn: Turn, key: string): Entry {
  const end = turn.definition.flow.ends[key];
  if (!end)
    return { refusal: refuse('no-such-target', 'report-definition', { values: { target: key } }) };
  const promises = turn.definition.obligations.filter((one) => one.at === key);
  const notices = turn.definition.publicity.filter((one) => one.at === key);
  const effects: Effect[] = [
    ...end.effects,
    ...promises.map((one) => ({
      verb: 'obligation.start',
      mode: 'atomic' as const,
      args: { ...one },
      onVoid: { verb: 'obligation.cancel', mode: 'atomic' as const, args: { id: one.id } },
    })),
    ...notices.map((one) => ({
      verb: 'publicity.start',
      mode: 'outbox' as const,
      args: { ...one },
      onVoid: { verb: 'publicity.end', mode: 'outbox' as const, args: { id: one.id } },
    })),
  ];
  effects.push(...tellParent(turn, key));
  const outcome: Outcome = {
    end: { key, adverse: end.adverse },
    stop: ['response', 'statutory', 'promised'],
  };
  return { outcome, effects };
}

/** Ends that are no result of the service, whether or not they are adverse. */
const NO_RESULT = ['withdrawn', 'voided', 'lapsed'];

/** A case that is a part of another tells it how it ended. */
function tellParent(turn: Turn, key: string): Effect[] {
  const { parent } = turn.state;
  if (!parent) return [];
  const passed = !turn.definition.flow.ends[key]?.adverse && !NO_RESULT.includes(key);
  const args = { ...parent, end: key, outcome: passed ? 'pass' : 'fail' };
  return [{ verb: PART_EFFECTS.ended, mode: 'outbox', args }];
}

/**
 * Returns what a verb does to the clocks of the whole case.
 *
 * @source design page 2, "Time" and "Closing"; 行政许可法 §42 (from acceptance)
 */
export function clockChanges(turn: Turn, verb: string, node: string): Outcome {
  const { limits } = turn.definition;
  if (verb === 'accept' && turn.state.acceptedAt === undefined) {
    return { accepted: { node }, stop: ['response'], start: clocksAt(turn, 'accepted', node) };
  }
  if (verb === 'resubmit') {
    const limit = responseLimit(turn);
    const restart = limit !== undefined && turn.state.acceptedAt === undefined;
    return restart ? { start: [clockStart(turn, { kind: 'response', limit, node })] } : {};
  }
  if (verb === 'resolve') return { stop: ['promised', 'statutory', 'response'] };
  if (ANSWERS.includes(verb) && limits) return { stop: ['response'] };
  return {};
}

/** Returns the clocks that start at filing or at acceptance. */
export function clocksAt(turn: Turn, when: 'filed' | 'accepted', node: string): ClockStart[] {
  const { limits } = turn.definition;
  const starts: ClockStart[] = [];
  const response = responseLimit(turn);
  if (when === 'filed' && response !== undefined) {
    starts.push(clockStart(turn, { kind: 'response', limit: response, node }));
  }
  if (when === 'accepted' && limits.statutory !== undefined) {
    starts.push(clockStart(turn, { kind: 'statutory', limit: limits.statutory, node }));
  }
  if (limits.promised !== undefined && limits.from === when) {
    starts.push(clockStart(turn, { kind: 'promised', limit: limits.promised, node }));
  }
  return starts;
}

function responseLimit(turn: Turn): string | undefined {
  return turn.definition.limits.response ?? turn.definition.accept?.notifyDeficiency;
}

function clockStart(turn: Turn, start: ClockStart): ClockStart {
  const clause = turn.definition.limits.clause ?? turn.definition.standard.clause;
  return { ...start, ...clausePart(clause) };
}

/** Returns the closings of a branch and, if it is one of a block, of its open siblings. */
export function leave(turn: Turn, branch: Branch, why: 'done' | 'voided' = 'done'): Outcome {
  const siblings = activeBranches(turn.state).filter(
    (other) => other.id !== branch.id && branch.block !== undefined && other.block === branch.block,
  );
  const cancelled = why === 'voided' ? ('voided' as const) : ('cancelled' as const);
  return {
    close: [
      { id: branch.id, why },
      ...siblings.map((sibling) => ({ id: sibling.id, why: cancelled })),
    ],
  };
}

/** Joins outcomes; lists are put one behind the other, of single members the later one counts. */
export function join(...outcomes: readonly Outcome[]): Outcome {
  const joined: { -readonly [K in keyof Outcome]: Outcome[K] } = {};
  for (const outcome of outcomes) {
    const { open, close, start, stop } = joined;
    Object.assign(joined, outcome);
    if (open) joined.open = outcome.open ? [...open, ...outcome.open] : open;
    if (close) joined.close = outcome.close ? [...close, ...outcome.close] : close;
    if (start) joined.start = outcome.start ? [...start, ...outcome.start] : start;
    if (stop) joined.stop = outcome.stop ? [...new Set([...stop, ...outcome.stop])] : stop;
  }
  return joined;
}

/** Returns the member `clause`, or nothing to spread. */
export function clausePart(clause: string | undefined): { readonly clause?: string } {
  return clause === undefined ? {} : { clause };
}
