import type { WorkCalendar } from '#engines/calendar/index.ts';
import type { ClockKind } from './definition.ts';
import type { CaseEvent, EffectEntry, ParentRef } from './event.ts';
import type { Condition } from './verdict.ts';

/** Something somebody wants to do. `branch` may be left out where only one is meant. */
export type Command = {
  readonly verb: string;
  readonly branch?: string;
  readonly input?: CommandInput;
};

/** What goes with a command; each verb says in its `needs` which of these it wants. */
export type CommandInput = {
  readonly reason?: string;
  readonly note?: string;
  readonly items?: readonly { readonly field: string; readonly text: string }[];
  readonly node?: string;
  readonly role?: string;
  readonly person?: string;
  readonly ground?: string;
  readonly proof?: string;
  readonly outcome?: string;
  readonly rating?: number;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly files?: readonly { readonly material: string; readonly file: string }[];
  readonly channel?: string;
  readonly needClass?: string;
  readonly applicant?: { readonly party?: string; readonly kind?: string };
  /** ISO; evidence of when a visit, a call or a paper took place. Starts no clock. */
  readonly occurredAt?: string;
  /** The key of a rung, or the end or step a system command is about. */
  readonly key?: string;
  /** Who decided an adverse act, by name. */
  readonly decider?: string;
  /** The case this one is filed as a part of; given by the product, never by a person. */
  readonly parent?: ParentRef;
  /** The number of a part's case, for the command by which its end is told. */
  readonly number?: string;
};

/** What a verb asks of the person, in the words of the page's forms. */
export type Need =
  | 'reason'
  | 'items'
  | 'target-node'
  | 'target-role'
  | 'person'
  | 'ground'
  | 'proof'
  | 'outcome'
  | 'rating'
  | 'note'
  | 'decider'
  | 'answers';

/** Who acts: with which roles at which nodes, for which party, and in whose absence (AB 角). */
export type Actor = {
  readonly id: string;
  readonly roles: readonly { readonly role: string; readonly node: string }[];
  readonly party?: string;
  readonly mandate?: string;
  /** Ids of the people this person stands in for now. */
  readonly substituteFor?: readonly string[];
  /** True for the worker, which carries out what happens by itself. */
  readonly system?: boolean;
};

/** Everything outside the case that a decision may look at. */
export type Context = {
  /** ISO UTC. An event never gets an instant before the last one of its case. */
  readonly now: string;
  readonly actor: Actor;
  readonly calendarOf: (node: string) => WorkCalendar;
  readonly parentOf: (node: string) => string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What a decision table of the bundle says over the facts; absent tables propose nothing. */
  readonly decideTable?: (table: string, facts: Readonly<Record<string, unknown>>) => unknown;
  readonly caseNumber?: string;
  readonly bundle?: string;
  /** The deadlines (ISO) of running clocks as they were last told, for the calendar that changed. */
  readonly duesBefore?: Readonly<Partial<Record<ClockKind, string>>>;
};

/**
 * An expected no. `code` and `next` are keys of `text/`; `next` says what would make it possible;
 * `conditions` and `fields` say in detail what is not met.
 */
export type Refusal = {
  readonly code: string;
  readonly clause?: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly next: string;
  readonly conditions?: readonly Condition[];
  readonly fields?: readonly FieldProblem[];
};

/** What is wrong with one field or material of the form. */
export type FieldProblem = {
  readonly field: string;
  readonly code: string;
  readonly clause?: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** An effect with its event's index in the answer: (event id, index) is its idempotency key. */
export type DecidedEffect = EffectEntry & { readonly event: number };

export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly CaseEvent[];
      readonly effects: readonly DecidedEffect[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Returns a refusal; `code` and `next` are given without their `process.` prefix. */
export function refuse(
  code: string,
  next: string,
  detail: Partial<Omit<Refusal, 'code' | 'next'>> = {},
): Refusal {
  const { values = {}, clause, conditions, fields } = detail;
  return {
    values,
    code: `process.${code}`,
    next: `process.next.${next}`,
    ...(clause === undefined ? undefined : { clause }),
    ...(conditions === undefined ? undefined : { conditions }),
    ...(fields === undefined ? undefined : { fields }),
  };
}
