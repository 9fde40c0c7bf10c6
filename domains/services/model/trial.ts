import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/** Cases one request of a replay plays. */
export const replayPageMax = 100;

/** What became otherwise in a real case under a draft, in the reader's words. */
export const replayedCase = z.object({
  number: z.string(),
  /** One sentence a change: an act that would be refused, another end, another deadline. */
  changes: z.array(z.string()),
});
export type ReplayedCase = z.infer<typeof replayedCase>;

/** A page of a replay; the page of the revision adds pages up as they come. */
export const replayPage = z.object({
  from: z.string(),
  to: z.string(),
  /** Cases of the whole span, and those this page played. */
  total: z.number().int(),
  played: z.number().int(),
  /** Left out: people's texts were erased, so that nothing can be decided again. */
  erased: z.number().int(),
  changed: z.number().int(),
  refusals: z.number().int(),
  ends: z.number().int(),
  dues: z.number().int(),
  items: z.array(replayedCase),
  workload: z.array(
    z.object({
      role: z.string(),
      title: localized,
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
  next: z.string().nullable(),
});
export type ReplayPage = z.infer<typeof replayPage>;

const waitLine = z.object({
  step: z.string(),
  title: localized,
  waitMinutes: z.number(),
  fromMinutes: z.number(),
  toMinutes: z.number(),
});

/** What a simulation predicts of one edition. Ratios are basis points. */
export const predicted = z.object({
  cases: z.number().int(),
  onTimeBp: z.number().int(),
  fromBp: z.number().int(),
  toBp: z.number().int(),
  load: z.array(z.object({ role: z.string(), title: localized, loadBp: z.number().int() })),
  waits: z.array(waitLine),
  bottleneck: z.string().nullable(),
});
export type Predicted = z.infer<typeof predicted>;

/** The edition in force and the draft, under the same assumptions; those are given back. */
export const simulationResult = z.object({
  assumed: z.object({
    perDay: z.number(),
    days: z.number().int(),
    runs: z.number().int(),
    seed: z.number().int(),
    /** Whether arrivals and shares were counted in real cases, and in how many. */
    observedCases: z.number().int(),
    staff: z.array(z.object({ role: z.string(), title: localized, people: z.number().int() })),
    minutes: z.array(z.object({ step: z.string(), title: localized, minutes: z.number() })),
  }),
  before: predicted,
  after: predicted,
});
export type SimulationResult = z.infer<typeof simulationResult>;
