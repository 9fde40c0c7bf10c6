import type { AdverseMove } from './adverse.ts';
import type { ClockKind, ClockMode, Effect, Phase } from './definition.ts';
import type { Condition, Remark, Verdict } from './verdict.ts';

/** The newest schema of events; older ones are lifted to it by {@link upcast} when folded. */
export const EVENT_SCHEMA = 1;

/** A branch as it opens: what the fold and the queues need, so that neither reads a definition. */
export type Opening = {
  readonly id: string;
  readonly step: string;
  /** The member of a block, and the block itself, when the branch is one vote of several. */
  readonly member?: string;
  readonly block?: string;
  readonly role: string;
  readonly node: string;
  readonly holder?: string;
  readonly phase: Phase;
  readonly clock: ClockMode;
  readonly within?: string;
  readonly ground?: string;
  readonly max?: string;
  readonly clause?: string;
  /** True for a signer added to the running block by 加签, and for a part opened after another. */
  readonly added?: boolean;
};

/** A block as it opens: how many passes of how many members make it pass. */
export type BlockOpening = {
  readonly id: string;
  readonly step: string;
  readonly need: number;
  readonly members: number;
  /** The members that are asked for, where they are cases of other services. */
  readonly parts?: readonly string[];
};

/**
 * Why a branch ended. A *cancelled* sibling was not needed; a *voided* vote does not count; a
 * *migrated* branch goes on in another step of the edition the case was moved to.
 */
export type ClosingReason = 'done' | 'cancelled' | 'voided' | 'migrated';

/** A clock of the whole case starting. `node` fixes whose calendar counts. */
export type ClockStart = {
  /** ISO; only where it began before the act that says so (deemed acceptance). */
  readonly from?: string;
  readonly kind: Exclude<ClockKind, 'step'>;
  readonly limit: string;
  readonly node: string;
  readonly clause?: string;
};

/** How a resolved case came to be closed. Only `confirmed` and `satisfied` speak of contentment. */
export type ClosedBy = 'confirm' | 'call-back' | 'silence' | 'not-reached' | 'staff';

/** A case moved to another edition by a plan. Hashes are those of the bundles. */
export type Migrated = {
  readonly plan: string;
  readonly from: string;
  readonly to: string;
  /** Steps that stand under another name in the trail, and those nothing can go back to. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly forgotten?: readonly string[];
  /** How often each step counts as entered, before the event opens one. */
  readonly entered?: Readonly<Record<string, number>>;
  /** Branches that stay where they are, under changed terms. */
  readonly branches?: readonly {
    readonly id: string;
    readonly role: string;
    readonly phase: Phase;
    readonly within?: string;
    readonly max?: string;
    readonly clause?: string;
    /** True where the role changed, so that nobody holds it any longer. */
    readonly released?: boolean;
  }[];
  /** Running clocks of the case with another limit from now on; they began when they began. */
  readonly clocks?: readonly Omit<ClockStart, 'from' | 'node'>[];
};

/**
 * What an act does to the case, computed once when it was decided. Folding only copies it, so a
 * later change of definition, calendar or engine can never change what has happened.
 */
export type Outcome = {
  readonly open?: readonly Opening[];
  readonly block?: BlockOpening;
  readonly close?: readonly { readonly id: string; readonly why: ClosingReason }[];
  readonly start?: readonly ClockStart[];
  readonly stop?: readonly ClockStart['kind'][];
  readonly accepted?: { readonly node: string; readonly from?: string };
  /** A branch goes to another node, role or person; an absent holder means that nobody holds it. */
  readonly assign?: {
    readonly id: string;
    readonly node: string;
    readonly role: string;
    readonly holder?: string;
  };
  /** 首问责任人: the actor is the first of the staff who took the matter. */
  readonly taker?: boolean;
  /** A branch stands still from now on a listed ground. */
  readonly pause?: {
    readonly id: string;
    readonly ground: string;
    readonly clause?: string;
    readonly proof?: string;
    readonly max?: string;
    readonly node: string;
  };
  readonly resume?: { readonly id: string };
  readonly resize?: { readonly block: string; readonly members: number; readonly need: number };
  readonly extend?: { readonly kind: ClockStart['kind']; readonly limit: string };
  /** The day in park time on which a call-back reached nobody. */
  readonly triedOn?: string;
  readonly closedBy?: ClosedBy;
  readonly compensated?: boolean;
  readonly vote?: { readonly block: string; readonly member: string; readonly verb: string };
  /** Ids of the fields and materials of this act's input that the case keeps: its step asked. */
  readonly answered?: readonly string[];
  readonly end?: { readonly key: string; readonly adverse: boolean };
  /** The fields an applicant was told to put right; their words are data and may be erased. */
  readonly remarked?: readonly string[];
  /** The fields and materials that a resubmission changed. */
  readonly amended?: readonly string[];
  readonly adverse?: AdverseMove;
  /** The case this one is a part of, and the branch of it that waits for the end of this one. */
  readonly parent?: ParentRef;
  readonly awaitClosing?: { readonly end: string };
  readonly migrated?: Migrated;
};

/** Where in another case a case belongs: its number and the branch that stands for this one. */
export type ParentRef = { readonly case: string; readonly branch: string };

/** An effect as an event carries it: its place in the event is half of its idempotency key. */
export type EffectEntry = Effect & { readonly index: number };

/** A breach of the definition's own rules that the language lets happen, but never hides. */
export type Violation = {
  readonly code: string;
  readonly step: string;
  readonly clause?: string;
  /** The fields a breach is about. */
  readonly fields?: readonly string[];
};

export type EventData = {
  readonly verb: string;
  /** Set on the events after the first of one decision: 1 for the second. */
  readonly part?: number;
  readonly step?: string;
  /** Where the act led: a step or an end. */
  readonly to?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly outcome: Outcome;
  readonly effects?: readonly EffectEntry[];
  readonly verdicts?: readonly { readonly subject: string; readonly verdict: Verdict }[];
  readonly conditions?: readonly Condition[];
  /** What the step's decision table proposed, and on which rows. */
  readonly proposal?: {
    readonly table: string;
    readonly outputs: unknown;
    readonly rows: readonly string[];
  };
  readonly calendar?: string;
  readonly remarks?: readonly Remark[];
  readonly violation?: Violation;
  /** For what happens by itself: the instant (ISO) at which it was due, not when it was noticed. */
  readonly effectiveAt?: string;
  readonly rung?: string;
  /** The deadlines of the open clocks, where an event changed them: as they were told, and now. */
  readonly dues?: readonly {
    readonly clock: string;
    readonly before?: string | null;
    readonly due: string | null;
  }[];
  readonly share?: number;
  readonly role?: string;
  /** The role whose power an act on a branch was done with, where it is not the branch's own. */
  readonly by?: string;
  /** Whose work a substitute did (AB 角): the holder who was away. */
  readonly for?: string;
};

/**
 * One thing that happened to a case, in the past tense (`case.accepted`).
 *
 * `at` is ISO UTC, never earlier than the event before it; `occurredAt` is evidence only.
 */
export type CaseEvent = {
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly actor: string;
  readonly mandate?: string;
  readonly node?: string;
  readonly clause?: string;
  readonly branch?: string;
  readonly case?: string;
  readonly bundle?: string;
  readonly occurredAt?: string;
  readonly data: EventData;
};
