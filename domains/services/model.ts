import { z } from 'zod';
import type { JsonValue } from '#engines/ledger/index.ts';
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
  standard: z.object({ code: z.string(), number: z.string().nullable(), clause: z.string() }),
  sample: z.boolean(),
});
export type ServiceCard = z.infer<typeof serviceCard>;

/** `GET /p/:park/api/services?q=&class=`: search over titles, pinyin, initials; best first. */
export const catalogue = z.object({
  classes: z.array(z.object({ code: z.string(), title: localized, count: z.number().int() })),
  items: z.array(serviceCard),
  total: z.number().int(),
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
  applicant: z.object({ kinds: z.array(z.string()), condition: localized.nullable() }),
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

/** One change of a revision: a limit, the role of a step, or a material; never YAML. */
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
  z.object({
    kind: z.literal('flow'),
    /** Name of the file it was drawn in. */
    file: z.string().max(200),
    /** `flow` as a definition writes it; read and checked like any other. */
    flow: z.record(z.string(), json),
  }),
]);
export type Change = z.infer<typeof change>;
export type FlowChange = Extract<Change, { kind: 'flow' }>;

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
  roles: z.array(z.object({ role: z.string(), title: localized })),
});
export type Revisable = z.infer<typeof revisable>;

/**
 * `POST /p/:park/api/revisions` {service, clause, changes, reason} opens a draft;
 * `PUT /revisions/:id` replaces its changes (If-Match); `POST /revisions/:id/publish`
 * {edition, releasedOn, effectiveOn} releases it. Findings of severity error forbid publishing.
 */
export const revision = z.object({
  id: z.string(),
  service: z.string(),
  clause: z.string(),
  base: bundleCard,
  state: z.enum(['draft', 'published']),
  reason: z.string(),
  changes: z.array(change),
  findings: z.array(finding),
  guide: serviceGuide.nullable(),
  differences: z.array(
    z.object({ element: z.string(), title: localized, from: z.string(), to: z.string() }),
  ),
  openCases: z.number().int(),
  published: bundleCard.nullable(),
  etag: z.string(),
});
export type Revision = z.infer<typeof revision>;

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
      state: z.enum(['draft', 'published']),
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
  title: localized,
  paragraphs: z.array(localized).min(1).max(100),
});
export type Template = z.infer<typeof template>;

const packClass = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  title: localized,
  sample: z.boolean().default(false),
});

/** `classes.yaml` of a pack: the catalogue's classes, and those of its needs. */
export const packClasses = z.strictObject({
  classes: z.array(packClass).max(200),
  needClasses: z.array(packClass).max(200).default([]),
});
export type PackClasses = z.infer<typeof packClasses>;

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
