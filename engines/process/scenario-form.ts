import { isDay, parseInstant } from '#engines/calendar/index.ts';
import { z } from 'zod';

/** `2026-09-14 10:00` in park time, or an instant with its zone. */
const time = z.string().refine(isTime, { params: { code: 'not_a_time' } });
const plainRecord = z.record(z.string(), z.unknown());
/** A text that may be left out; several of them. */
const text = z.string().optional();
const texts = z.array(z.string()).optional();

/** How a matter comes in: told once for the scenario, or with the act that files it. */
const filing = {
  node: text,
  channel: text,
  needClass: text,
  files: z.array(z.strictObject({ material: z.string(), file: z.string() })).optional(),
  occurredAt: time.optional(),
  proof: text,
};

/** When a clock is due, in park time; null while it is paused. */
const due = time.nullable().optional();

/** What goes with an act: what a page or the API can send with a command, and nothing else. */
const actInput = z.strictObject({
  ...filing,
  reason: text,
  note: text,
  items: z.array(z.strictObject({ field: z.string(), text: z.string() })).optional(),
  role: text,
  person: text,
  ground: text,
  outcome: text,
  rating: z.number().int().optional(),
  answers: plainRecord.optional(),
  applicant: z.strictObject({ party: text, kind: text }).optional(),
  key: text,
  decider: text,
  parent: z.strictObject({ case: z.string(), branch: z.string() }).optional(),
  number: text,
});

/** What is expected at a point; whatever is left out is not looked at. */
export const expectation = z.strictObject({
  /** The active step, or several in any order (`review.finance` for a member of a block). */
  step: z.union([z.string(), z.array(z.string())]).optional(),
  end: z.string().nullable().optional(),
  phase: text,
  /** Of the promised clock, or of that of `clock`. */
  due,
  clock: z
    .strictObject({
      kind: z.enum(['response', 'statutory', 'promised', 'step']),
      state: z.enum(['running', 'suspended', 'stopped', 'met', 'missed', 'none']).optional(),
      lamp: z.enum(['normal', 'soon', 'overdue', 'paused', 'stopped']).optional(),
      due,
      left: z.number().int().optional(),
    })
    .optional(),
  /** The act was refused with this code (without its `process.`), or was not refused (null). */
  refused: z.string().nullable().optional(),
  /** Ids of what was wrong or missing in the form or the documents, in any order. */
  fields: texts,
  /** What the decision table of the last act proposed. */
  proposal: z.unknown().optional(),
  first: text,
  node: text,
  events: texts,
  /** Effects so far by verb, or with the arguments that matter: `{ bank.file: { amountFen: 1 } }`. */
  effects: z.array(z.union([z.string(), z.record(z.string(), plainRecord)])).optional(),
  closedBy: z.enum(['confirm', 'call-back', 'silence', 'not-reached', 'staff']).optional(),
  confirmed: z.boolean().optional(),
  violations: texts,
  rungs: z.number().int().optional(),
  paused: z.boolean().optional(),
});

const act = z.strictObject({
  at: time,
  /** A role (at `node`, or where the work lies), `applicant`, or `system` for what is due. */
  by: z.string(),
  node: text,
  /** Several people of one role are told apart by name. */
  as: text,
  for: text,
  /** Left out: nothing is done, only looked at. */
  verb: text,
  branch: text,
  input: actInput.optional(),
  expect: expectation.optional(),
});

/** One scenario an official can read. @source design page 2, "Beside every definition" */
export const scenario = z.strictObject({
  title: z.string(),
  clause: text,
  given: z.strictObject({
    ...filing,
    filedAt: time,
    /** Who files it: a role, or `applicant`; left out: whom the definition names, else the applicant. */
    by: text,
    party: text,
    kind: text,
    facts: plainRecord.optional(),
    form: plainRecord.optional(),
  }),
  when: z.array(act).max(200).optional(),
  expect: z.union([expectation, z.array(expectation)]).optional(),
});

/** A `x.cases.yaml` file: the service it is about and its scenarios. */
export const scenarioFile = z.strictObject({
  service: z.string(),
  cases: z.array(scenario).min(1).max(500),
});

export type Scenario = z.infer<typeof scenario>;
export type ScenarioFile = z.infer<typeof scenarioFile>;
export type Expectation = z.infer<typeof expectation>;
export type Act = z.infer<typeof act>;

const TIME_FORM =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Whether the text is a time there is: a real day, 00:00 to 23:59, and a zone there could be. */
function isTime(text: string): boolean {
  const found = TIME_FORM.exec(text);
  if (!found) return false;
  const [, day = '', hour = '', minute = '', second = '00', zone] = found;
  const real = isDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return real && (zone === undefined || isZone(zone));
}

function isZone(zone: string): boolean {
  return zone === 'Z' || (Number(zone.slice(1, 3)) < 24 && Number(zone.slice(4)) < 60);
}

/**
 * Returns the instant of a time of a scenario, as epoch milliseconds: park time, or with its zone.
 *
 * @param offsetMinutes minutes east of UTC of the park's time
 * @throws {RangeError} when it is no time; the schema of scenarios lets none of those pass
 */
export function instantTold(text: string, offsetMinutes: number): number {
  const full = text.replace(' ', 'T');
  if (/(Z|[+-]\d{2}:\d{2})$/.test(full)) return parseInstant(full);
  return parseInstant(`${full}Z`) - offsetMinutes * 60_000;
}
