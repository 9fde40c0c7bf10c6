import { z } from 'zod';
import { bundleCard } from '#domains/services/model/index.ts';
import { localized } from '#platform/text/localized.ts';

/** Cases one dry run looks at, and the largest plan a page hands over, in characters. */
export const migrationPageMax = 100;

/** Open cases that still run under an edition that is no longer the one in force. */
export const oldEdition = z.object({
  service: z.string(),
  title: localized,
  from: bundleCard,
  /** The edition in force today. */
  to: bundleCard,
  open: z.number().int(),
  /** Clauses of the standard in force, in the order of their numbers. */
  clauses: z.array(z.object({ id: z.string(), text: localized })),
  /** Steps of the old edition that the new one does not have: a plan must name their targets. */
  gone: z.array(z.object({ step: z.string(), title: localized })),
  /** Steps of the new edition, to choose targets from. */
  steps: z.array(z.object({ step: z.string(), title: localized })),
  /** Limits that differ: each may be made retroactive, with its clause. */
  limits: z.array(
    z.object({ element: z.string(), title: localized, from: z.string(), to: z.string() }),
  ),
});
export type OldEdition = z.infer<typeof oldEdition>;

/** One case under a plan, in the reader's words. */
export const migrationCase = z.object({
  number: z.string(),
  can: z.boolean(),
  /** Step before and after; equal where it stays. */
  before: z.string(),
  after: z.string(),
  /** Why it stays, and what would help; null where it can move. */
  why: z.object({ text: z.string(), next: z.string() }).nullable(),
  deadlines: z.array(
    z.object({ clock: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  duties: z.array(z.string()),
});
export type MigrationCase = z.infer<typeof migrationCase>;

/** A page of a dry run: nothing is changed by it. */
export const migrationDryRun = z.object({
  findings: z.array(
    z.object({ severity: z.enum(['error', 'warning']), path: z.string(), text: z.string() }),
  ),
  items: z.array(migrationCase),
  /** Open cases under the old edition, of all pages. */
  total: z.number().int(),
  next: z.string().nullable(),
});
export type MigrationDryRun = z.infer<typeof migrationDryRun>;

/** What became of one case: moved, or why not. */
export const migrationDone = z.object({ moved: z.boolean(), case: migrationCase });
export type MigrationDone = z.infer<typeof migrationDone>;
