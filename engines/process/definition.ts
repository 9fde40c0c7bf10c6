import type { Nature } from './nature.ts';
import type { Table } from './table.ts';

/** The editions of the language this engine reads; a definition names its own. */
export const LANGUAGES = [1] as const;

/** A text in the languages of the park; Chinese is always there. */
export type Localized = { readonly 'zh-CN': string; readonly en?: string };

/** A standard by its number, and the clause of it that is carried out. */
export type StandardRef = { readonly number: string; readonly clause?: string };

/** What the holder of a power acts on: the law or the delegation, and who holds it. */
export type Basis = {
  readonly title: string;
  readonly clause?: string;
  /** `YYYY-MM-DD` from which the basis is in force. */
  readonly from?: string;
};

/**
 * Status words of the window, keys of `text/` (`process.phase.…`).
 *
 * @source design page 9, "Words of the window"
 */
export const PHASES = [
  'to-dispatch',
  'to-claim',
  'handling',
  'to-call-back',
  'reopened',
  'to-accept',
  'to-amend',
  'accepted',
  'reviewing',
  'special-procedure',
  'to-decide',
  'closed',
] as const;

export type Phase = (typeof PHASES)[number];

/** How the clocks stand while a step is active. @source language page, "Time" */
export type ClockMode = 'running' | 'not-started' | 'suspended';

/**
 * Something a step or an end sets off. `mode` says when: *atomic* in the caller's transaction (it
 * may refuse and roll back all), *outbox* afterwards, at least once. `onVoid` undoes it.
 * An argument that is a text beginning with `=` is an expression over the facts.
 */
export type Effect = {
  readonly verb: string;
  readonly mode: 'atomic' | 'outbox';
  readonly args: Readonly<Record<string, unknown>>;
  readonly onVoid?: Effect;
};

/** One way out of a step: to a step or an end, if `when` is met. */
export type Way = {
  readonly to: string;
  /** What the button says, where the verb's own word would not tell enough. */
  readonly title?: Localized;
  readonly when?: string;
  readonly effects: readonly Effect[];
  readonly clause?: string;
};

/** A share of a clock's working minutes at which a role is told. `shareBp` 8000 is 80 %. */
export type Rung = {
  readonly shareBp: number;
  readonly to: string;
  readonly clock: ClockKind;
  readonly clause?: string;
};

export type ClockKind = 'response' | 'statutory' | 'promised' | 'step';

/**
 * One service of several asked for by one form (一件事): a case of its own, opened by the block it
 * is a member of. `form` says which answer of this form fills each field of that service's form,
 * `files` the same of materials; a field that is not named is filled by the one of its own name.
 * `after` names the members that must have passed before it is opened.
 */
export type Part = {
  readonly service: string;
  readonly form: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly after: readonly string[];
  /** Asked for only if this is met; an unknown one counts as asked for. */
  readonly when?: string;
};

/** A role at work for a time: what a single step and a branch of a block have in common. */
export type Post = {
  readonly by: string;
  /** A limit such as `2wd`; absent means that no step clock runs. */
  readonly within?: string;
  /**
   * Whose node the work lies at: `case` where the case is, `parent` the node above, `top`,
   * `accepting` where it was accepted, or the code of a node.
   */
  readonly at: string;
  readonly title?: Localized;
  readonly clause?: string;
  /** Set where no role works but a case of another service does. */
  readonly part?: Part;
};

type StepCommon = {
  readonly title?: Localized;
  readonly clause?: string;
  readonly phase: Phase;
  readonly do: Readonly<Record<string, readonly Way[]>>;
  readonly rungs: readonly Rung[];
  /** The step may be entered a second time, but that is recorded as a violation. */
  readonly once: boolean;
  /** The step may be entered at most this often. */
  readonly times?: number;
  /** Where the case goes by itself when the step's clock has run out. */
  readonly overdue?: string;
};

/** A step that one role does. */
export type SingleStep = StepCommon &
  Post & {
    readonly kind: 'single';
    readonly clock: ClockMode;
    /** Names the ground in events; what it is called in each language stands beside it. */
    readonly ground?: string;
    readonly groundTitle?: Localized;
    readonly max?: string;
    readonly proof?: string;
    readonly decision?: string;
  };

/** 联审: several roles at once. `need` is the number of passes that passes the block. */
export type BlockStep = StepCommon & {
  readonly kind: 'block';
  readonly join: 'all' | 'any' | 'n';
  readonly need: number;
  readonly members: Readonly<Record<string, Post>>;
};

export type Step = SingleStep | BlockStep;

/** How a case may end. Adverse ends carry reason, basis and, for a power, the remedy. */
export type End = {
  readonly title: Localized;
  readonly adverse: boolean;
  readonly clause?: string;
  readonly remedy?: Localized;
  readonly document?: string;
  /** Whether a rating is asked for; absent: see `invitesRating`. */
  readonly rated?: boolean;
  readonly effects: readonly Effect[];
  readonly onVoid: readonly Effect[];
  readonly reopen?: { readonly to: string; readonly within?: string; readonly clause?: string };
};

export type Flow = {
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
  readonly ends: Readonly<Record<string, End>>;
};

/** Time limits. `from` says when the promised clock starts: at filing (needs) or at acceptance. */
export type Limits = {
  readonly response?: string;
  readonly promised?: string;
  readonly statutory?: string;
  readonly from: 'filed' | 'accepted';
  readonly clause?: string;
};

/** Kinds of fields. `money` is integer fen, `ratio` integer basis points, `date` `YYYY-MM-DD`. */
export const FIELD_TYPES = [
  'text',
  'longtext',
  'number',
  'integer',
  'money',
  'ratio',
  'date',
  'choice',
  'choices',
  'boolean',
  'phone',
  'email',
  'credit-code',
  'file',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * Who is asked for a field or a material, and when. Absent: the applicant, at filing. `at` names a
 * step or a member of a block (`scores.first`): whoever acts there is asked, by the verbs of `on`;
 * without `on` by every verb of the step that needs no reason.
 */
export type Asking = {
  readonly at?: string;
  readonly on?: readonly string[];
};

/** A field of the form; `rule` is an expression that must be met, `when` says if it is asked. */
export type FormField = Asking & {
  readonly id: string;
  readonly title: Localized;
  readonly type: FieldType;
  readonly required: boolean;
  readonly help?: Localized;
  readonly rule?: string;
  /** What the rule demands, in the words of the window. */
  readonly ruleText?: Localized;
  readonly when?: string;
  readonly prefill?: string;
  readonly choices: readonly { readonly value: string; readonly title: Localized }[];
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string | Localized;
  readonly personal?: {
    readonly purpose: Localized;
    readonly basis: Localized;
    readonly keep?: string;
  };
  readonly clause?: string;
};

/** A document that is asked for unless `satisfiedBy` lets it be fetched under a mandate. */
export type Material = Asking & {
  readonly id: string;
  readonly title: Localized;
  readonly required: boolean;
  readonly accept: readonly string[];
  readonly when?: string;
  readonly whenText?: Localized;
  readonly copies: number;
  readonly form: 'original' | 'copy' | 'electronic';
  readonly source: 'applicant' | 'government' | 'other';
  readonly satisfiedBy?: Readonly<Record<string, string>>;
  readonly clause?: string;
};

/** 特别程序: a listed ground on which the clocks may stand still, with proof and maximum. */
export type SuspensionRule = {
  readonly ground: string;
  readonly title?: Localized;
  readonly clause?: string;
  readonly proof?: string;
  readonly max?: string;
};

/** How a resolved matter is closed: silence, call-backs on different days, and who calls. */
export type ClosingRule = {
  readonly silence?: string;
  readonly tries: number;
  readonly by: string;
  readonly clause?: string;
};

/**
 * From when a matter that is filed later than it was asked (a visit, a call, a paper) is timed: from
 * then, if `proof` is given and it is filed `within` so long. Without it `occurredAt` is evidence.
 */
export type OccurrenceRule = {
  readonly proof: string;
  readonly within: string;
  readonly clause?: string;
};

/** What an adverse act does to somebody. @source design page 2, "Adverse acts" */
export const ADVERSE_KINDS = ['refusal', 'breach-grade', 'revocation', 'listing'] as const;

export type AdverseKind = (typeof ADVERSE_KINDS)[number];

/**
 * An adverse act: what leads to `end` is a proposal, told beforehand (事先告知) with time for a
 * statement (陈述申辩); then the competent body decides by name. `by` is the role that proposes and
 * tells; `decides.role` decides where the holder of the power is in the house, else `decides.body`
 * names who decides outside and the decision is only recorded here.
 */
export type AdverseRule = {
  readonly end: string;
  readonly kind: AdverseKind;
  readonly by: string;
  readonly statement: string;
  readonly within?: string;
  readonly document?: string;
  readonly decides: {
    readonly role?: string;
    readonly body?: Localized;
    readonly at?: string;
    readonly within?: string;
  };
  readonly clause?: string;
};

export type ExtensionRule = {
  readonly by: string;
  readonly limit: string;
  readonly clock: 'promised' | 'statutory';
  readonly clause?: string;
};

/** A promise that starts to run at an end. */
export type Obligation = {
  readonly id: string;
  readonly at: string;
  readonly title: Localized;
  readonly due: string;
  readonly by: string;
  readonly evidence?: string;
  readonly check?: string;
  readonly consequence?: string;
  readonly clause?: string;
};

/** 公示, 公告 or 公开 of whitelisted fields for a number of days, with a way to object. */
export type Publicity = {
  readonly id: string;
  readonly at: string;
  readonly kind: '公示' | '公告' | '公开';
  readonly basis: string;
  readonly fields: readonly string[];
  readonly days?: string;
  readonly objection?: { readonly to: string; readonly phone?: string; readonly within: string };
  readonly clause?: string;
};

export type ReviewRule = {
  readonly scale: 'five';
  readonly invite: 'at-end' | 'at-close';
  readonly remind?: string;
  readonly bad?: { readonly rectify: string };
  readonly clause?: string;
};

export const CHANNELS = ['web', 'window', 'station', 'visit', 'phone', 'import'] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * A service definition, read and filled with its defaults. It is plain data: no class instances, no
 * undefined members, so its canonical JSON is the same everywhere.
 *
 * @source design page 2, the language and its semantics
 */
export type Definition = {
  readonly language: 1;
  readonly code: string;
  readonly title: Localized;
  readonly class: string;
  readonly nature: Nature;
  readonly holder?: string;
  readonly basis: readonly Basis[];
  readonly standard: StandardRef;
  readonly summary?: Localized;
  readonly kind: 'instant' | 'promised';
  readonly mode: 'handle' | 'consult';
  readonly forwarded: boolean;
  /** True for a 需求 (need): the words of the window and the start of its clock differ. */
  readonly need: boolean;
  readonly classes: readonly string[];
  readonly applicant: {
    readonly kinds: readonly string[];
    /** The posts that file it where nobody asks for it (依职权); absent: whoever asks does. */
    readonly by?: readonly string[];
    readonly when?: string;
    readonly whenText?: Localized;
    readonly clause?: string;
  };
  readonly channels: readonly Channel[];
  readonly limits: Limits;
  readonly accept?: { readonly notifyDeficiency?: string; readonly silent?: 'deemed-accepted' };
  readonly fee?: { readonly amountFen: number; readonly basis: string; readonly text?: Localized };
  readonly result?: { readonly title: Localized; readonly document?: string };
  /** The field whose answer says in one line what a matter is about; absent where none does. */
  readonly about?: string;
  readonly form: readonly FormField[];
  readonly materials: readonly Material[];
  /** Absent where a definition has none, so that older bundles keep their hash. */
  readonly tables?: readonly Table[];
  readonly flow: Flow;
  readonly rungs: readonly Rung[];
  readonly suspensions: readonly SuspensionRule[];
  readonly closing?: ClosingRule;
  readonly extension?: ExtensionRule;
  readonly occurred?: OccurrenceRule;
  /** Absent where no adverse act is in the service. */
  readonly adverse?: readonly AdverseRule[];
  /** Which role may do what every flow allows. @source design page 2, "Verbs every flow has" */
  readonly powers: Readonly<Record<'dispatch' | 'supervise' | 'void' | 'reopen', string>>;
  readonly obligations: readonly Obligation[];
  readonly publicity: readonly Publicity[];
  readonly review?: ReviewRule;
  readonly measures: readonly string[];
};
