import { z } from 'zod';
import type { JsonValue } from '#engines/ledger/index.ts';
import { localized } from '#platform/text/localized.ts';
import { bundleCard, limitText, material, serviceCard, serviceGuide } from './guide.ts';

/** A finding of the checker, with its text in the caller's language. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  line: z.number().int().nullable(),
  clause: z.string().nullable(),
  text: z.string(),
  /** How it comes about, a sentence a step; empty for most findings. */
  story: z.array(z.string()),
});
export type FindingView = z.infer<typeof finding>;

/** What JSON can say; named, for the reference of the API cannot write out what holds itself. */
const json: z.ZodType<JsonValue> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(json),
      z.record(z.string(), json),
    ]),
  )
  .meta({ id: 'Json' });

/** What a service costs: whole fen, the rule that sets it, and what is said of it. */
export const serviceFee = z.object({
  amountFen: z.number().int().min(0).max(10_000_000_000),
  basis: z.string().min(1).max(200),
  text: localized.optional(),
});
export type ServiceFee = z.infer<typeof serviceFee>;

/** Longest cell of a decision table an officer may write. */
export const cellMax = 200;

/**
 * One change of a revision: a limit, a role, a material, a fee, a field, a cell, a drawn flow, or an
 * earlier edition to begin from; never YAML.
 */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('promised-limit'), to: limitText }),
  z.object({ kind: z.literal('step-limit'), step: z.string(), to: limitText }),
  z.object({ kind: z.literal('step-role'), step: z.string(), to: z.string() }),
  z.object({ kind: z.literal('material-required'), material: z.string(), to: z.boolean() }),
  z.object({
    kind: z.literal('material-add'),
    id: z.string(),
    clause: z.string().max(40),
    title: localized,
    accept: z.array(z.string()).max(10),
  }),
  z.object({ kind: z.literal('material-remove'), material: z.string() }),
  z.object({ kind: z.literal('fee'), to: serviceFee.nullable() }),
  z.object({ kind: z.literal('field-title'), field: z.string(), to: localized }),
  z.object({ kind: z.literal('field-required'), field: z.string(), to: z.boolean() }),
  z.object({
    kind: z.literal('table-cell'),
    table: z.string(),
    /** Row, counted from 1 as the page shows it, and which of its cells, counted from 0. */
    row: z.number().int().min(1).max(1_000),
    part: z.enum(['when', 'gives', 'source']),
    cell: z.number().int().min(0).max(50),
    to: z.string().min(1).max(cellMax),
  }),
  z.object({
    kind: z.literal('flow'),
    /** Name of the file it was drawn in. */
    file: z.string().max(200),
    /** `flow` as a definition writes it; read and checked like any other. */
    flow: z.record(z.string(), json),
  }),
  z.object({
    kind: z.literal('restore'),
    /** Hash of the earlier edition whose content is the starting point; stands first. */
    bundle: z.string().max(64),
    /** The edition as it is cited, for whoever reads the record. */
    edition: z.string().max(80),
  }),
]);
export type Change = z.infer<typeof change>;
export type FlowChange = Extract<Change, { kind: 'flow' }>;
export type RestoreChange = Extract<Change, { kind: 'restore' }>;

/**
 * `POST /p/:park/api/services/:code/flow-drafts`: what a BPMN file came to. `revision` is null where
 * it could not be read as a flow; findings say what was not carried, by the id of its element.
 */
export const flowDraft = z.object({
  revision: z.string().nullable(),
  findings: z.array(
    z.object({
      severity: z.enum(['error', 'warning']),
      element: z.string(),
      text: z.string(),
      next: z.string(),
    }),
  ),
});
export type FlowDraft = z.infer<typeof flowDraft>;

/** What may be revised under a clause of a service: the current values and the choices there are. */
export const revisable = z.object({
  service: serviceCard,
  bundle: bundleCard,
  clause: z.string(),
  promised: limitText.nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: localized,
      limit: limitText.nullable(),
      role: z.string(),
      clause: z.string(),
    }),
  ),
  materials: z.array(material),
  fee: serviceFee.nullable(),
  fields: z.array(
    z.object({
      id: z.string(),
      title: localized,
      required: z.boolean(),
      clause: z.string().nullable(),
    }),
  ),
  tables: z.array(
    z.object({
      code: z.string(),
      title: localized,
      clause: z.string().nullable(),
      inputs: z.array(localized),
      outputs: z.array(localized),
      rows: z.array(
        z.object({
          when: z.array(z.string()),
          gives: z.array(z.string()),
          source: z.string().nullable(),
        }),
      ),
    }),
  ),
  roles: z.array(z.object({ role: z.string(), title: localized })),
});
export type Revisable = z.infer<typeof revisable>;

/** 草稿, 已发布, 已作废. */
export const revisionStates = ['draft', 'published', 'withdrawn'] as const;

/** One way out of a step: what is done there, and the step or end it leads to. */
const way = z.object({ title: localized, to: localized });

/**
 * `POST /p/:park/api/revisions` {service, clause, changes, reason} opens a draft;
 * `PUT /revisions/:id` replaces its changes (If-Match); `POST /revisions/:id/publish`
 * {edition, releasedOn, effectiveOn} releases it; `/withdraw` gives it up, `/renew` puts it on the
 * latest edition. Findings of severity error forbid publishing.
 */
export const revision = z.object({
  id: z.string(),
  service: z.string(),
  clause: z.string(),
  base: bundleCard,
  state: z.enum(revisionStates),
  /** The edition published since, which this draft does not know; null where there is none. */
  overtaken: bundleCard.nullable(),
  reason: z.string(),
  changes: z.array(change),
  findings: z.array(finding),
  guide: serviceGuide.nullable(),
  differences: z.array(
    z.object({
      element: z.string(),
      title: localized,
      from: z.string(),
      to: z.string(),
      /** Of where a step leads: `from` and `to` in words; null for every other difference. */
      ways: z.object({ from: z.array(way), to: z.array(way) }).nullable(),
    }),
  ),
  openCases: z.number().int(),
  published: bundleCard.nullable(),
  etag: z.string(),
});
export type Revision = z.infer<typeof revision>;
