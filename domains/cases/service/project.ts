import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import {
  activeBranches,
  clocksOf,
  phaseOf,
  standingOf,
  type ClockReading,
  type Definition,
  type State,
} from '#engines/process/index.ts';
import type { Bundle } from '#domains/services/index.ts';
import { readsAsTitle } from '../rules.ts';
import type { CaseRow, NewCaseRow } from '../store/case.ts';
import type { Network } from './network.ts';

/** What a case is beside its fold: given at filing, never changed by an act. */
export type CaseHead = Pick<
  CaseRow,
  'park_id' | 'number' | 'filed_by' | 'applicant_id' | 'applicant_name' | 'imported'
> & {
  /** When it was asked: set for history, whose event is later than the matter. */
  readonly filed_at?: string;
  /** When history was closed, unless it was reopened here. */
  readonly closed_at?: string | null;
};

/** Returns what a further event leaves as it was of the head of a case, or of the row that holds it. */
export function headOf(row: CaseHead): CaseHead {
  const { park_id, number, filed_by, applicant_id, applicant_name, imported, filed_at } = row;
  const head = { park_id, number, filed_by, applicant_id, applicant_name, imported };
  // History keeps the day it was asked on; every other case has it from its first event.
  return imported && filed_at !== undefined ? { ...head, filed_at } : head;
}

/** Acts that do not move a matter on: they neither reset 周推进 nor count as handling. */
const idleActs: ReadonlySet<string> = new Set([
  'case.urged',
  'case.copied',
  'case.rung-fired',
  'case.supervised',
  'case.rated',
  'case.document-rendered',
  'case.week-decided',
  'case.migrated',
  'case.calendar-changed',
]);

/** Whether an event moves the matter on. */
export const isProgress = (type: string): boolean => !idleActs.has(type);

/** Everything the projection of a case is computed from. */
export type Folded = {
  readonly head: CaseHead;
  readonly bundle: Bundle;
  readonly state: State;
  readonly network: Network;
  /** ISO instant. */
  readonly now: string;
  readonly progressedAt: string;
};

/**
 * The line of a case in the queues: a pure function of its fold, so that it can be made again.
 *
 * @source 3-architecture Tenancy (queues are rebuildable projections)
 */
export function projectCase(folded: Folded): Omit<NewCaseRow, 'files'> {
  const { head, bundle, state, network, progressedAt } = folded;
  const { definition } = bundle;
  const holding = holderOf(definition, state);
  return {
    ...head,
    service: definition.code,
    service_title: titleText(definition),
    bundle: bundle.hash,
    edition: bundle.edition,
    need: definition.need,
    need_class: state.needClass ?? null,
    summary: summaryOf(definition, state),
    phase: phaseOf(state),
    end_id: state.stage === 'ended' ? (state.end?.key ?? '') : null,
    adverse: state.end?.adverse ?? false,
    ...holding,
    channel: state.channel ?? 'web',
    filed_at: head.filed_at ?? state.filedAt ?? folded.now,
    updated_at: state.updatedAt ?? folded.now,
    progressed_at: progressedAt,
    closed_at: state.stage === 'ended' ? (head.closed_at ?? state.end?.at ?? null) : null,
    reopened: state.instance - 1,
    seq: state.events,
    state: JSON.stringify(state),
    node: holding.holder_node ?? state.node ?? state.acceptedNode ?? null,
    kept: state.stage === 'ended' && !state.imported ? keptAll(folded) : null,
    ...dueColumns(definition, state, { network, now: folded.now }),
  };
}

/** Every act on a case projects the same title. */
const titleTexts = new WeakMap<Definition, string>();

function titleText(definition: Definition): string {
  const text = titleTexts.get(definition) ?? JSON.stringify(definition.title);
  titleTexts.set(definition, text);
  return text;
}

/** Whether every clock with a promise ended in time; null where nothing was promised. */
function keptAll({ bundle, state, network, now }: Folded): boolean | null {
  const at = { now: parseInstant(now), calendarOf: network.calendarOf };
  const ended = clocksOf(bundle.definition, state, at).filter(
    (clock) =>
      clock.instance === state.instance && (clock.state === 'met' || clock.state === 'missed'),
  );
  if (ended.length === 0) return null;
  return ended.every((clock) => clock.state === 'met');
}

/**
 * A case in one line: the answer its definition names (`about`), for a need else the first text its
 * form asks for. Anything that is no words, or no answer at all, leaves the title of the service.
 */
function summaryOf(definition: Definition, state: State): string {
  const field = definition.about ?? (definition.need ? firstText(definition) : undefined);
  const value = field === undefined ? undefined : state.answers[field];
  const text = typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '';
  return readsAsTitle(text) ? text.slice(0, 200) : definition.title['zh-CN'];
}

/** Id of the first field that asks the applicant for words which are not personal; a matter is about them. */
export const firstText = ({ form }: Definition): string | undefined =>
  form.find(
    ({ type, personal, prefill, at }) =>
      (type === 'text' || type === 'longtext') &&
      personal === undefined &&
      prefill === undefined &&
      at === undefined,
  )?.id;

type Holding = Pick<NewCaseRow, 'holder_role' | 'holder_node' | 'holder_person' | 'roles'>;

function holderOf(definition: Definition, state: State): Holding {
  if (state.stage === 'closing') {
    const role = definition.closing?.by ?? null;
    return {
      holder_role: role,
      holder_node: state.closing?.node ?? state.acceptedNode ?? null,
      holder_person: null,
      roles: role === null ? [] : [role],
    };
  }
  const branches = state.stage === 'open' ? activeBranches(state) : [];
  const [first] = branches;
  return {
    holder_role: first?.role ?? null,
    holder_node: first?.node ?? null,
    holder_person: branches.length === 1 ? (first?.holder ?? null) : null,
    roles: [...new Set(branches.map(({ role }) => role))],
  };
}

type Due = Pick<
  NewCaseRow,
  | 'due_at'
  | 'due_promised'
  | 'due_statutory'
  | 'due_response'
  | 'due_step'
  | 'suspended'
  | 'left_minutes'
  | 'same_day'
  | 'next_check_at'
>;

/** The clocks of a case as columns: a cache of what `clocksOf` says at the last act. */
export function dueColumns(
  definition: Definition,
  state: State,
  { network, now }: { readonly network: Network; readonly now: string },
): Due {
  const at = { now: parseInstant(now), calendarOf: network.calendarOf };
  const { clocks: open, ahead } = standingOf(definition, state, at);
  const dueOf = (kind: ClockReading['kind']) =>
    earliest(open.filter((clock) => clock.kind === kind));
  const paused = open.filter((clock) => clock.suspended && clock.kind !== 'step');
  const running = open.filter((clock) => !clock.suspended);
  const due = paused.length > 0 ? null : earliest(running);
  const [next] = ahead;
  return {
    due_at: due,
    due_promised: dueOf('promised'),
    due_statutory: dueOf('statutory'),
    due_response: dueOf('response'),
    due_step: dueOf('step'),
    suspended: paused.length > 0,
    left_minutes: paused.length > 0 ? leftOf(paused) : null,
    same_day: running.some((clock) => clock.limit === 'same-day'),
    next_check_at: next === undefined ? null : formatInstant(next.at),
  };
}

function earliest(clocks: readonly ClockReading[]): string | null {
  const dues = clocks.flatMap(({ due }) => (due === null ? [] : [due]));
  return dues.length === 0 ? null : formatInstant(Math.min(...dues));
}

function leftOf(clocks: readonly ClockReading[]): number {
  const left = clocks.map(({ remaining }) => remaining.budgetMinutes - remaining.usedMinutes);
  return Math.round(Math.min(...left));
}
