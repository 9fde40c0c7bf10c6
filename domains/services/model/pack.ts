import { z } from 'zod';
import { localized, writtenText } from '#platform/text/localized.ts';
import { revisionStates } from './revision.ts';

/** A part of a running definition that a clause stands behind. */
export const carrier = z.object({
  service: z.string(),
  serviceTitle: localized,
  kind: z.enum(['step', 'field', 'material', 'clock', 'rule', 'end', 'basis']),
  element: z.string(),
  summary: localized,
  /** How long, where the carrier is a limit of the whole service. */
  limit: z.string().nullable(),
});

/** `GET /p/:park/api/clauses/:standard/:clause/carriers`: what runs under a clause, and its drafts. */
export const clauseCarriers = z.object({
  carriers: z.array(carrier),
  revisions: z.array(
    z.object({
      id: z.string(),
      service: z.string(),
      state: z.enum(revisionStates),
      reason: z.string(),
    }),
  ),
});
export type ClauseCarriers = z.infer<typeof clauseCarriers>;

/**
 * `templates/x.yaml` of a pack: a result document as data. Texts may hold FEEL in `{{ }}` over the
 * names of `rules/template.ts`.
 */
export const template = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  title: writtenText,
  paragraphs: z.array(writtenText).min(1).max(100),
});
export type Template = z.infer<typeof template>;

const packClass = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  title: writtenText,
  sample: z.boolean().default(false),
});

/** `classes.yaml` of a pack: the catalogue's classes, and those of its needs. */
export const packClasses = z.strictObject({
  classes: z.array(packClass).max(200),
  needClasses: z.array(packClass).max(200).default([]),
});
export type PackClasses = z.infer<typeof packClasses>;
