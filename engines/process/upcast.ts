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
  return current;
}

function liftZero(event: CaseEvent): CaseEvent {
  const data: Partial<EventData> = isRecord(event.data) ? event.data : {};
  return {
    ...event,
    type: typeof event.type === 'string' ? event.type : 'case.noted',
    at: typeof event.at === 'string' ? event.at : '',
    actor: typeof event.actor === 'string' ? event.actor : '',
    data: {
      ...data,
      verb: data.verb ?? '',
      input: isRecord(data.input) ? data.input : {},
      outcome: isRecord(data.outcome) ? data.outcome : {},
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
