import type { Command, CommandInput, Context, Need, Refusal } from './command.ts';
import { askedHere } from './asking.ts';
import type { Definition, Effect, Step } from './definition.ts';
import type { EventData, Outcome } from './event.ts';
import type { Branch, Stage, State } from './state.ts';

/** Everything a verb is decided on: the case, the command and, for most verbs, one branch of it. */
export type Turn = {
  readonly definition: Definition;
  readonly state: State;
  readonly command: Command;
  readonly input: CommandInput;
  readonly context: Context;
};

/** A turn on a branch. */
export type BranchTurn = Turn & { readonly branch: Branch; readonly step: Step };

/** An event before it gets its instant, actor and numbers. */
export type Draft = {
  readonly type: string;
  readonly outcome: Outcome;
  readonly clause?: string;
  readonly branch?: string;
  readonly node?: string;
  readonly effects?: readonly Effect[];
  readonly data?: Partial<EventData>;
};

/** What acting came to: one or more drafts, each decided on the state after the one before. */
export type Acted =
  | { readonly drafts: readonly Draft[]; readonly refusal?: undefined }
  | { readonly refusal: Refusal };

/**
 * A verb that acts on the case as a whole. `guard` says why not, before anything is filled in, so
 * that a page can show the reason beside the button; `act` may still refuse for what was filled in.
 */
export type CaseVerb = {
  readonly scope: 'case';
  readonly stages: readonly Stage[];
  readonly needs: readonly Need[];
  readonly guard: (turn: Turn) => Refusal | undefined;
  readonly act: (turn: Turn) => Acted;
};

/** A verb that acts on one active branch. */
export type BranchVerb = {
  readonly scope: 'branch';
  readonly needs: readonly Need[];
  readonly guard: (turn: BranchTurn) => Refusal | undefined;
  readonly act: (turn: BranchTurn) => Acted;
};

/** Returns the acted form of one draft. */
export function draft(one: Draft): Acted {
  return { drafts: [one] };
}

/** The sequence number of the event a turn would write first. */
export function seqOf(turn: Turn): number {
  return turn.state.events + 1;
}

/** The clause an act carries out: of the element itself, or of the standard as a whole. */
export function clauseOf(turn: Turn, clause: string | undefined): string | undefined {
  return clause ?? turn.definition.standard.clause;
}

/** Facts for expressions: what the caller knows of the parties, and the answers of the form. */
export function factsOf(turn: Turn | BranchTurn): Readonly<Record<string, unknown>> {
  return { ...turn.context.facts, ...turn.state.answers, ...answersGiven(turn) };
}

/** The acts that fill in the application itself; every other one only what its step asks. */
const FILLING: ReadonlySet<string> = new Set(['file', 'import', 'resubmit']);

/** The answers that come with the act and count: nobody rewrites the application in passing. */
function answersGiven(turn: Turn | BranchTurn): Readonly<Record<string, unknown>> {
  const { answers = {} } = turn.input;
  if (FILLING.has(turn.command.verb)) return answers;
  if (!('branch' in turn)) return {};
  const asked = new Set(askedHere(turn.definition, turn.branch, turn.command.verb).fields);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}
