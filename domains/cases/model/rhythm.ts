import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';
import { actView, caseCard, lamps } from './case.ts';

/** A figure that opens to its records: `link` is a page path inside the park. */
export const figure = z.object({
  id: z.string(),
  title: z.string(),
  value: z.string(),
  unit: z.string(),
  link: z.string().nullable(),
  note: z.string().nullable(),
});
export type Figure = z.infer<typeof figure>;

/** What a node holds open. */
const heldByNode = z.object({
  node: z.string(),
  title: localized,
  open: z.number().int(),
  overdue: z.number().int(),
  sameDay: z.number().int(),
});

/** `GET /p/:park/api/office/overview`: headline figures, open and overdue by node, the open needs. */
export const overview = z.object({
  on: z.string(),
  demo: z.boolean(),
  figures: z.array(figure),
  /** Needs by node, in the network's order; cases are counted apart. */
  byNode: z.array(heldByNode),
  casesByNode: z.array(heldByNode),
  openNeeds: z.object({
    total: z.number().int(),
    closed: z.number().int(),
    /** Basis points, computed from counts: 1261 of 1270 → 9929. */
    rateBp: z.number().int().nullable(),
    /** One decimal, half up: `99.3`. */
    rateText: z.string(),
    lines: z.array(
      z.object({
        number: z.string(),
        holder: z.string(),
        reason: z.string(),
        next: z.string(),
        due: z.string().nullable(),
        dueText: z.string(),
        leftText: z.string(),
        lamp: z.enum(lamps),
      }),
    ),
  }),
});
export type Overview = z.infer<typeof overview>;

/** `GET /p/:park/api/office/rhythm/{today|dispatch|week}?on=`: 即日办, 日调度, 周推进 sheets. */
export const rhythmSheet = z.object({
  kind: z.enum(['today', 'dispatch', 'week']),
  on: z.string(),
  title: z.string(),
  demo: z.boolean(),
  /** Rows there are; more than a sheet holds are found in the ledger behind `link`. */
  total: z.number().int(),
  link: z.string(),
  /** Days without progress, for the weekly list; `stuckIsOurs` when the park has not set it. */
  stuckDays: z.number().int(),
  stuckIsOurs: z.boolean(),
  rows: z.array(
    z.object({
      card: caseCard,
      why: z.string(),
      decision: z
        .object({ who: z.string(), what: z.string(), when: z.string(), at: z.string() })
        .nullable(),
    }),
  ),
});
export type RhythmSheet = z.infer<typeof rhythmSheet>;

/** `POST /p/:park/api/office/rhythm/week/:number/decision`: who does what until when. */
export const weekDecision = z.object({
  who: z.string().min(1).max(120),
  what: z.string().min(1).max(1_000),
  when: z.iso.date(),
});
export type WeekDecision = z.infer<typeof weekDecision>;

/** `GET /p/:park/api/office/rhythm/month/:month` (`YYYY-MM`; `.docx` for the document): 月总结. */
export const monthSummary = z.object({
  month: z.string(),
  title: z.string(),
  /** Until when it counts: a park day, the month's last or today. */
  until: z.string(),
  demo: z.boolean(),
  figures: z.array(figure),
  byClass: z.array(
    z.object({
      code: z.string(),
      title: localized,
      total: z.number().int(),
      closed: z.number().int(),
    }),
  ),
  byNode: z.array(
    z.object({
      node: z.string(),
      title: localized,
      total: z.number().int(),
      closed: z.number().int(),
    }),
  ),
});
export type MonthSummary = z.infer<typeof monthSummary>;

/** `GET /p/:park/api/office/test`: the director's test on one random case. */
export const directorsTest = z.object({
  number: z.string(),
  serviceTitle: localized,
  lines: z.array(
    z.object({
      entryId: z.string(),
      title: z.string(),
      /** The standard the act carried out; `code` is empty where the park does not keep its text. */
      standard: z.object({ code: z.string(), number: z.string() }),
      clause: z.string().nullable(),
      clauseText: z.string().nullable(),
      edition: z.string(),
      bundle: z.string(),
      actor: z.string(),
      at: z.string(),
      proof: actView.shape.proof,
    }),
  ),
  tookMs: z.number(),
});
export type DirectorsTest = z.infer<typeof directorsTest>;

/** `GET /p/:park/api/clauses/:standard/:clause/use`: how a clause was used since `since` (a day). */
export const clauseUse = z.object({
  since: z.string(),
  events: z.number().int(),
  cases: z.number().int(),
  kept: z.number().int(),
  broken: z.number().int(),
  latest: z.array(z.object({ number: z.string(), at: z.string(), title: z.string() })),
});
export type ClauseUse = z.infer<typeof clauseUse>;
