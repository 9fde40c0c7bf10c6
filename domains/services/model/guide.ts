import { z } from 'zod';
import { FIELD_TYPES } from '#engines/process/index.ts';
import { localized } from '#platform/text/localized.ts';

/** A limit as a definition writes it: `5wd`, `0.5wd`, `4wh`, `3d`, `2m`, `same-day`. */
export const limitText = z.string().regex(/^(\d+(\.5)?wd|\d+(wh|d|m)|same-day)$/);

/** One line of the catalogue. `statutory` is null where no law sets a limit (园区服务). */
export const serviceCard = z.object({
  code: z.string(),
  title: localized,
  summary: localized.nullable(),
  class: z.object({ code: z.string(), title: localized }),
  nature: z.string(),
  kind: z.enum(['instant', 'promised']),
  mode: z.enum(['handle', 'consult']),
  need: z.boolean(),
  promised: limitText.nullable(),
  statutory: limitText.nullable(),
  channels: z.array(z.string()),
  /** Roles of the posts that file it of their own accord; empty where whoever asks does. */
  filedBy: z.array(z.string()),
  standard: z.object({ code: z.string(), number: z.string().nullable(), clause: z.string() }),
  sample: z.boolean(),
});
export type ServiceCard = z.infer<typeof serviceCard>;

/** `GET /p/:park/api/services?q=&class=`: search over titles, pinyin, initials; best first. */
export const catalogue = z.object({
  classes: z.array(z.object({ code: z.string(), title: localized, count: z.number().int() })),
  items: z.array(serviceCard),
  total: z.number().int(),
  /** Where a search finds nothing: what may have been meant, likeliest first. */
  nearest: z.array(serviceCard),
});
export type Catalogue = z.infer<typeof catalogue>;

/** An edition of a definition: what a case is pinned to. `hash` is SHA-256 of canonical JSON, hex. */
export const bundleCard = z.object({
  hash: z.string(),
  edition: z.string(),
  releasedOn: z.string(),
  effectiveOn: z.string(),
  replacedOn: z.string().nullable(),
});
export type BundleCard = z.infer<typeof bundleCard>;

/** A drawn flow: what engines/process `flowOf` gives, as data. */
export const flowGraph = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['start', 'step', 'block', 'branch', 'end']),
      title: localized,
      lane: localized.nullable(),
      limit: z.string().nullable(),
      clause: z.string().nullable(),
      adverse: z.boolean(),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      verb: z.string(),
      title: localized,
      adverse: z.boolean(),
    }),
  ),
});
export type FlowGraphView = z.infer<typeof flowGraph>;

/** A field of the generated form; `when` is FEEL, evaluated in the page and again on the server. */
export const formField = z.object({
  id: z.string(),
  title: localized,
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  help: localized.nullable(),
  choices: z.array(z.object({ value: z.string(), title: localized })).nullable(),
  when: z.string().nullable(),
  rule: z.string().nullable(),
  ruleText: localized.nullable(),
  prefill: z.string().nullable(),
  personal: z.object({ purpose: localized, basis: localized }).nullable(),
  clause: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: localized.nullable(),
});
export type FormFieldView = z.infer<typeof formField>;

/** A material; `fetched` is true where a licence or earlier answer serves and nobody is asked. */
export const material = z.object({
  id: z.string(),
  title: localized,
  required: z.boolean(),
  fetched: z.boolean(),
  accept: z.array(z.string()),
  when: z.string().nullable(),
  whenText: localized.nullable(),
  clause: z.string().nullable(),
});
export type MaterialView = z.infer<typeof material>;

/** What whoever acts in one step is asked for, beside what the applicant hands in at first. */
export const stepAsking = z.object({
  place: z.string(),
  title: localized,
  by: localized,
  fields: z.array(formField),
  materials: z.array(material),
});
export type StepAskingView = z.infer<typeof stepAsking>;

/** `GET /p/:park/api/services/:code?on=`: the guide (办事指南), generated from the running definition. */
export const serviceGuide = z.object({
  card: serviceCard,
  bundle: bundleCard,
  editions: z.array(bundleCard),
  applicant: z.object({
    kinds: z.array(z.string()),
    /** Titles of the posts of `card.filedBy`. */
    filedBy: z.array(localized),
    condition: localized.nullable(),
  }),
  basis: z.array(z.object({ number: z.string(), title: localized.nullable(), clause: z.string() })),
  fee: localized.nullable(),
  /** Timed from when it was asked, if filed `within` so long and with `proof`; absent if never. */
  occurred: z
    .object({ proof: z.string(), within: z.string(), clause: z.string().nullable() })
    .optional(),
  form: z.array(formField),
  materials: z.array(material),
  /** In the order of the flow; steps that ask for nothing of their own are left out. */
  later: z.array(stepAsking),
  steps: z.array(
    z.object({
      id: z.string(),
      title: localized,
      by: localized,
      limit: z.string().nullable(),
      clock: z.enum(['running', 'not-started', 'suspended']),
      ground: localized.nullable(),
      max: z.string().nullable(),
      clause: z.string().nullable(),
    }),
  ),
  ends: z.array(
    z.object({
      id: z.string(),
      title: localized,
      adverse: z.boolean(),
      remedy: localized.nullable(),
    }),
  ),
  flow: flowGraph,
  clauses: z.record(z.string(), localized),
});
export type ServiceGuide = z.infer<typeof serviceGuide>;

/** `GET /p/:park/api/services/:code/need-classes`: what sort of need it may be. */
export const needClassList = z.object({
  items: z.array(z.object({ code: z.string(), title: localized })),
});
export type NeedClassList = z.infer<typeof needClassList>;
