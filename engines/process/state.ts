import type {
  BlockOpening,
  ClosedBy,
  ClockStart,
  ClosingReason,
  EffectEntry,
  Opening,
  ParentRef,
  Violation,
} from './event.ts';
import type { AdverseState } from './adverse.ts';
import { APPLICANT } from './authority.ts';
import type { Phase } from './definition.ts';
import type { Remark } from './verdict.ts';

/** A stretch in which a branch, or the whole case, stood still. Instants are ISO UTC. */
export type Pause = {
  readonly from: string;
  readonly to?: string;
  readonly ground: string;
  readonly clause?: string;
  readonly proof?: string;
  readonly max?: string;
  /** The node whose calendar counts the maximum. */
  readonly node?: string;
};

/** A branch that is active, or was: who holds it, since when, and where it stood still. */
export type Branch = Opening & {
  readonly openedAt: string;
  readonly active: boolean;
  readonly closedAt?: string;
  readonly why?: ClosingReason;
  /** The verb that ended it, for the record of votes. */
  readonly verb?: string;
  /** Who has claimed it; a holder that was only assigned has not claimed yet. */
  readonly claimedAt?: string;
  readonly assistants: readonly string[];
  readonly pauses: readonly Pause[];
};

export type Block = BlockOpening & {
  readonly openedAt: string;
  readonly active: boolean;
  readonly votes: readonly {
    readonly member: string;
    readonly verb: string;
    readonly by: string;
    readonly at: string;
  }[];
};

/** One run of a clock of the whole case; reopening starts another and leaves the old result. */
export type ClockInstance = ClockStart & {
  readonly instance: number;
  readonly startedAt: string;
  readonly stoppedAt?: string;
  /** Limits added by extension, each with its clause. */
  readonly extensions: readonly { readonly limit: string; readonly clause?: string }[];
};

export type Stage = 'none' | 'open' | 'closing' | 'ended';

/**
 * The fold of a case's events: plain data, equal to the byte for equal events. It holds facts only;
 * deadlines and lamps are computed from it by {@link clocksOf} when somebody asks.
 */
export type State = {
  readonly schema: 1;
  readonly stage: Stage;
  readonly events: number;
  /** 1 at first, one more with every reopening. */
  readonly instance: number;
  readonly filedAt?: string;
  readonly updatedAt?: string;
  readonly acceptedAt?: string;
  readonly acceptedNode?: string;
  /** The node where the case is handled now. */
  readonly node?: string;
  readonly applicant?: { readonly party?: string; readonly actor: string };
  readonly channel?: string;
  readonly needClass?: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly material: string; readonly file: string }[];
  readonly firstTaker?: { readonly actor: string; readonly node?: string; readonly at: string };
  /** Branches in the order they opened; closed ones stay as record (limit: {@link BRANCH_MAX}). */
  readonly branches: readonly Branch[];
  readonly blocks: readonly Block[];
  /** How often each step was entered in this instance. */
  readonly entered: Readonly<Record<string, number>>;
  /** The steps passed through, newest last; sending back goes to the one before. */
  readonly trail: readonly string[];
  readonly clocks: readonly ClockInstance[];
  /** Stretches in which every active branch stood still, so the case's clocks did. */
  readonly pauses: readonly Pause[];
  /** `answer`: why the applicant left it as it was. */
  readonly remarks: readonly (Remark & { readonly settled: boolean; readonly answer?: string })[];
  readonly violations: readonly (Violation & { readonly at: string })[];
  readonly rungs: readonly string[];
  readonly urges: number;
  readonly sentBack: number;
  readonly supervised?: { readonly by: string; readonly at: string };
  readonly copies: readonly string[];
  readonly extended: boolean;
  readonly closing?: {
    readonly end: string;
    readonly since: string;
    readonly node?: string;
    /** Days (`YYYY-MM-DD`, park time) on which nobody could be reached. */
    readonly tries: readonly string[];
  };
  readonly end?: {
    readonly key: string;
    readonly adverse: boolean;
    readonly at: string;
    readonly reason?: string;
  };
  readonly closedBy?: ClosedBy;
  readonly confirmed: boolean;
  readonly satisfied?: boolean;
  readonly rating?: number;
  readonly imported: boolean;
  /** Fields told to be put right in this instance, and what was changed since the first telling. */
  readonly remarked?: readonly string[];
  readonly amended?: readonly string[];
  readonly adverse?: AdverseState;
  readonly parent?: ParentRef;
  /** Effects that have been set off and name what undoes them; 作废 fires those. */
  readonly compensable: readonly EffectEntry[];
  /** Editions the case was moved between, oldest first; absent while it has its first. */
  readonly migrations?: readonly {
    readonly plan: string;
    readonly from: string;
    readonly to: string;
    readonly at: string;
  }[];
};

/** The most branches a fold keeps as record; older closed ones are dropped first. */
export const BRANCH_MAX = 500;

/** Returns the state of a case of which nothing has happened. */
export function emptyState(): State {
  return {
    schema: 1,
    stage: 'none',
    events: 0,
    instance: 1,
    answers: {},
    files: [],
    branches: [],
    blocks: [],
    entered: {},
    trail: [],
    clocks: [],
    pauses: [],
    remarks: [],
    violations: [],
    rungs: [],
    urges: 0,
    sentBack: 0,
    copies: [],
    extended: false,
    confirmed: false,
    imported: false,
    compensable: [],
  };
}

/** Returns the branches on which something can still be done. */
export function activeBranches(state: State): readonly Branch[] {
  return state.branches.filter((branch) => branch.active);
}

/** Returns true while a branch stands still on a listed ground. */
export function isPaused(branch: Branch): boolean {
  const last = branch.pauses.at(-1);
  return last !== undefined && last.to === undefined;
}

const PHASE_ORDER: readonly Phase[] = ['to-amend', 'to-decide', 'reviewing', 'handling'];

/**
 * Returns the one status word of the window for the whole case.
 *
 * @source design page 9, "Words of the window"
 */
export function phaseOf(state: State): Phase {
  if (state.stage === 'ended') return 'closed';
  if (state.stage === 'closing') return 'to-call-back';
  const branches = activeBranches(state);
  if (branches.length > 0 && branches.every(isPaused)) return 'special-procedure';
  const phases = branches.map((branch) => phaseAtWork(state, branch));
  const phase = PHASE_ORDER.find((known) => phases.includes(known)) ?? phases[0] ?? 'to-accept';
  return state.instance > 1 && phase === 'handling' ? 'reopened' : phase;
}

/**
 * The status word of a branch while the case's clocks run: where a step stands still no longer, its
 * pause being at its maximum, or another branch goes on, it is worked on like any other.
 */
function phaseAtWork({ needClass }: State, { phase, role }: Branch): Phase {
  if (phase !== 'special-procedure') return phase;
  if (role === APPLICANT) return 'to-amend';
  return needClass === undefined ? 'reviewing' : 'handling';
}
