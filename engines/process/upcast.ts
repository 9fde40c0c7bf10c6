import { type CaseEvent, EVENT_SCHEMA, type EventData } from './event.ts';

/**
 * Lifts an event of schema n to n + 1; the list's index is n. Schema 0 stands for what an importer
 * or a damaged store may hand over: members that are missing get their empty value.
 *
 * A released schema is never changed; the next one appends a step here, and the journals of every
 * released version stay in the tests.
 */
const LIFTS: readonly ((event: CaseEvent) => CaseEvent)[] = [liftZero];

/** Returns the event in the newest schema; a newer one than this engine knows is left as it is. */
export function upcast(event: CaseEvent): CaseEvent {
  let current = event;
  const from = Number.isInteger(event.schema) && event.schema >= 0 ? event.schema : 0;
  for (let schema = from; schema < EVENT_SCHEMA; schema += 1) {
    const lift = LIFTS[schema];
    if (lift) current = { ...lift(current), schema: schema + 1 };
  }
  return isSound(current) ? current : liftZero(current);
}

/** What the parts of an outcome must be for folding to read them. */
const SHAPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...{ close: isListOfRecords, open: isListOfRecords, start: isListOfRecords },
  ...{ block: isRecord, vote: isRecord, accepted: isRecord, assign: isRecord },
  ...{ pause: isRecord, resume: isRecord, resize: isRecord, extend: isRecord },
  ...{ migrated: isRecord, adverse: isRecord, parent: isRecord },
  ...{ end: isRecord, awaitClosing: isRecord },
  ...{ stop: Array.isArray, answered: Array.isArray },
  ...{ remarked: Array.isArray, amended: Array.isArray },
};

/** An event whose parts are what folding reads; damaged ones keep only their sound parts. */
function isSound({ data }: CaseEvent): boolean {
  if (!isRecord(data) || !isRecord(data.input) || !isRecord(data.outcome)) return false;
  return (
    isSoundOutcome(data.outcome) &&
    (data.effects === undefined || isListOfRecords(data.effects)) &&
    (data.remarks === undefined || isListOfRecords(data.remarks)) &&
    (data.violation === undefined || isRecord(data.violation))
  );
}

function isSoundOutcome(outcome: Readonly<Record<string, unknown>>): boolean {
  for (const name of Object.keys(outcome)) {
    const part = outcome[name];
    const fits = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
    if (fits && part !== undefined && !fits(part)) return false;
  }
  return true;
}

function isListOfRecords(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

/** The parts of an outcome that folding can read; of a part it does not know, what is plain. */
function soundOutcome(outcome: Readonly<Record<string, unknown>>): EventData['outcome'] {
  const sound = Object.entries(outcome).filter(([name, part]) => {
    const fits = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
    return fits ? fits(part) : typeof part === 'boolean' || typeof part === 'string';
  });
  return Object.fromEntries(sound);
}

function liftZero(event: CaseEvent): CaseEvent {
  const written: Partial<EventData> = isRecord(event.data) ? event.data : {};
  const { effects, remarks, violation, ...data } = written;
  return {
    ...event,
    type: typeof event.type === 'string' ? event.type : 'case.noted',
    at: typeof event.at === 'string' ? event.at : '',
    actor: typeof event.actor === 'string' ? event.actor : '',
    data: {
      ...data,
      verb: typeof data.verb === 'string' ? data.verb : '',
      input: isRecord(data.input) ? data.input : {},
      outcome: isRecord(data.outcome) ? soundOutcome(data.outcome) : {},
      ...(isListOfRecords(effects) && effects ? { effects } : {}),
      ...(isListOfRecords(remarks) && remarks ? { remarks } : {}),
      ...(violation && isRecord(violation) ? { violation } : {}),
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
