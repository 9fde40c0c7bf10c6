import type { CaseEvent, EventData } from '#engines/process/index.ts';
import type { JsonValue } from '#engines/ledger/index.ts';
import type { NewEntry, StoredEntry } from '#platform/journal/index.ts';

/** The stream of a case. */
export const streamOf = (number: string): string => `case/${number}`;

/** Under whom a case's personal data can be erased: the asking party, else the person who filed. */
export const subjectOf = (applicant: string | null, filedBy: string): string =>
  applicant === null ? `person/${filedBy}` : `party/${applicant}`;

/** The parts of an event that may speak of people: kept apart so that they can be erased. */
type Personal = Pick<EventData, 'input' | 'conditions' | 'remarks' | 'proposal'>;

const personalKeys = ['input', 'conditions', 'remarks', 'proposal'] as const;

/**
 * What of an input speaks of nobody: codes, days and channels. It stays with the act, so that a
 * case whose texts are erased is still counted under its class and folds to the same course.
 */
const plainKeys: ReadonlySet<string> = new Set([
  ...['channel', 'needClass', 'node', 'role', 'ground', 'outcome', 'key'],
  ...['closedAt', 'week', 'when'],
  ...['parent', 'number', 'decider'],
]);

type Input = EventData['input'];

const partOf = (input: Input, isWanted: (key: string) => boolean): Input =>
  Object.fromEntries(Object.entries(input).filter(([key]) => isWanted(key)));

/**
 * An event as the journal keeps it: the act suffices to fold, everything people wrote is data.
 *
 * @param seq place in the case's stream, from 1
 * @source 3-architecture Journal (`act` suffices to fold and is kept; only `data` can be erased)
 */
export function entryOf(
  event: CaseEvent,
  at: {
    readonly id: string;
    readonly number: string;
    readonly seq: number;
    readonly subject: string;
  },
): NewEntry {
  const { input, conditions, remarks, proposal, ...rest } = event.data;
  const texts = partOf(input, (key) => !plainKeys.has(key));
  const plain = partOf(input, (key) => plainKeys.has(key));
  const personal = { input: texts, conditions, remarks, proposal };
  const outcome = asJson({
    schema: event.schema,
    branch: event.branch,
    occurredAt: event.occurredAt,
    ...(Object.keys(plain).length === 0 ? {} : { input: plain }),
    ...rest,
  });
  return {
    id: at.id,
    stream: streamOf(at.number),
    seq: at.seq,
    type: event.type,
    at: event.at,
    act: {
      actor: event.actor,
      outcome,
      ...(event.bundle === undefined ? {} : { bundle: event.bundle }),
      ...(event.clause === undefined ? {} : { clause: event.clause }),
      ...(event.mandate === undefined ? {} : { mandate: event.mandate }),
      ...(event.node === undefined ? {} : { node: event.node }),
    },
    data: isEmpty(personal) ? [] : [{ subject: at.subject, payload: asJson(personal) }],
  };
}

/** Whether a part says nothing: no member, or nothing but an input without members. */
function isEmpty({ input = {}, ...rest }: Partial<Personal>): boolean {
  return Object.keys(input).length === 0 && Object.values(rest).every((one) => one === undefined);
}

/** Events are plain data: canonical JSON takes them as they are and drops undefined members. */
const asJson = (value: object): JsonValue => value as JsonValue;

/** An event as the case machine folds it, and whether what people wrote has been erased. */
export type ReadEvent = { readonly event: CaseEvent; readonly erased: boolean };

/** Reads an entry of a case's stream back; erased parts are absent. */
export function eventOf(entry: StoredEntry): ReadEvent {
  const [datum] = entry.data;
  // `entryOf` wrote both values from an event.
  const outcome = entry.act.outcome as unknown as OutcomePart;
  const personal = (datum && !datum.erased ? datum.payload : {}) as unknown as Partial<Personal>;
  const { schema, branch, occurredAt, input: plain, ...rest } = outcome;
  const { bundle, clause, mandate, node, actor } = entry.act;
  const given: Partial<Personal> = {};
  for (const key of personalKeys) {
    if (personal[key] !== undefined) Object.assign(given, { [key]: personal[key] });
  }
  return {
    erased: datum?.erased === true,
    event: {
      type: entry.type,
      schema,
      at: entry.at,
      actor: actor ?? '',
      case: entry.stream.slice('case/'.length),
      data: { ...rest, ...given, input: { ...plain, ...personal.input } },
      ...present({ bundle, clause, mandate, node }),
      ...(branch === undefined ? {} : { branch }),
      ...(occurredAt === undefined ? {} : { occurredAt }),
    },
  };
}

type Names = { bundle: string; clause: string; mandate: string; node: string };

/** The members that say something. */
function present(members: { readonly [Key in keyof Names]?: string | null | undefined }) {
  // Absent and null members are filtered out, so what is left are texts.
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<Names>;
}

type OutcomePart = Omit<EventData, keyof Personal> & {
  readonly schema: number;
  readonly branch?: string;
  readonly occurredAt?: string;
  readonly input?: Input;
};
