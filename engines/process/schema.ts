import { z } from 'zod';
import { ADVERSE_KINDS, CHANNELS, FIELD_TYPES, PHASES } from './definition.ts';
import { NATURE_NAMES, NATURES } from './nature.ts';

/** Limits of what a definition may hold, so that no pack can make a reader or a checker hang. */
export const DEFINITION_LIMITS = {
  steps: 120,
  ends: 40,
  members: 20,
  verbs: 30,
  fields: 300,
  materials: 100,
  tables: 20,
  columns: 20,
  rows: 500,
  effects: 20,
  text: 4_000,
  expression: 2_000,
} as const;

/** A name every object has (`constructor`) would be found where nothing of that name is written. */
const isOwnName = (name: string): boolean => !(name in {});
const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .refine(isOwnName);
/** Ids of fields are names in expressions: letters, digits and underscores. */
const fieldId = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/)
  .refine(isOwnName);
const text = z.string().min(1).max(DEFINITION_LIMITS.text);
const expression = z.string().min(1).max(DEFINITION_LIMITS.expression);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A limit is only shaped here; its sense is checked with the calendar's own reader. */
const limit = z.string().min(1).max(20);
/** Always a text: a bare `5.10` would be read as the number 5.1 and name another clause. */
const clause = text;
/** What a number is counted in: `元`, or in both languages. */
const unit = z.string().max(20);
const localized = z.union([
  text.transform((value) => ({ 'zh-CN': value })),
  z.strictObject({ 'zh-CN': text, en: text.optional() }),
]);

const effect = z.union([
  key.or(z.string().regex(/^[a-z]+\.[a-z-]+$/)),
  z.record(z.string(), z.unknown()),
]);
const effects = z.array(effect).max(DEFINITION_LIMITS.effects);

const way = z.union([
  key,
  z.strictObject({
    to: key,
    title: localized.optional(),
    when: expression.optional(),
    effects: effects.optional(),
    clause: clause.optional(),
  }),
]);
const ways = z.record(key, z.union([way, z.array(way).min(1).max(DEFINITION_LIMITS.verbs)]));

const share = z.union([z.string().regex(/^\d{1,3}(\.\d{1,2})?%$/), z.number().int().min(1)]);
const rung = z.strictObject({
  at: share,
  to: key,
  of: z.enum(['response', 'statutory', 'promised', 'step']).optional(),
  clause: clause.optional(),
});

const post = {
  by: key,
  within: limit.optional(),
  at: z.string().max(80).optional(),
  title: localized.optional(),
  clause: clause.optional(),
};
const names = z.record(fieldId, fieldId);
const part = z.strictObject({
  service: z.string().max(80),
  form: names.optional(),
  files: names.optional(),
  after: z.array(key).max(DEFINITION_LIMITS.members).optional(),
  when: expression.optional(),
});
const members = z.record(key, z.strictObject({ ...post, part: part.optional() }));
const { by: _by, at: _at, ...timed } = post;
/** 一件事: `parts` is a block whose members are cases of other services. */
const parts = z.record(key, z.strictObject({ ...timed, ...part.shape }));
const step = z.strictObject({
  ...post,
  by: key.optional(),
  phase: z.enum(PHASES).optional(),
  clock: z.enum(['running', 'not-started', 'suspended']).optional(),
  ground: text.optional(),
  groundTitle: localized.optional(),
  proof: text.optional(),
  max: limit.optional(),
  decision: z.string().max(80).optional(),
  all: members.optional(),
  any: members.optional(),
  n: members.optional(),
  parts: parts.optional(),
  join: z.union([z.enum(['all', 'any']), z.number().int().min(1)]).optional(),
  do: ways,
  overdue: key.optional(),
  once: z.boolean().optional(),
  times: z.number().int().min(1).max(100).optional(),
  rungs: z.array(rung).max(20).optional(),
});

const end = z.union([
  text,
  z.strictObject({
    title: localized,
    adverse: z.boolean().optional(),
    clause: clause.optional(),
    remedy: localized.optional(),
    document: z.string().max(80).optional(),
    rated: z.boolean().optional(),
    effects: effects.optional(),
    onVoid: effects.optional(),
    reopen: z
      .union([
        z.literal(true),
        z.strictObject({
          to: key.optional(),
          within: limit.optional(),
          clause: clause.optional(),
        }),
      ])
      .optional(),
  }),
]);

const asking = {
  /** A step, or a step and a member of its block. */
  at: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/)
    .optional(),
  on: z.array(key).min(1).max(DEFINITION_LIMITS.verbs).optional(),
};

const field = z.strictObject({
  ...asking,
  id: fieldId,
  title: localized,
  type: z.enum(FIELD_TYPES),
  required: z.boolean().optional(),
  help: localized.optional(),
  rule: expression.optional(),
  ruleText: localized.optional(),
  when: expression.optional(),
  prefill: z.string().max(120).optional(),
  choices: z
    .array(z.union([text, z.strictObject({ value: text, title: localized })]))
    .max(500)
    .optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: z.union([unit, z.strictObject({ 'zh-CN': unit, en: unit.optional() })]).optional(),
  personal: z
    .strictObject({ purpose: localized, basis: localized, keep: limit.optional() })
    .optional(),
  clause: clause.optional(),
});

const material = z.strictObject({
  ...asking,
  id: fieldId,
  title: localized,
  required: z.boolean().optional(),
  accept: z.array(z.string().max(20)).max(20).optional(),
  when: expression.optional(),
  whenText: localized.optional(),
  copies: z.number().int().min(0).max(99).optional(),
  form: z.enum(['original', 'copy', 'electronic']).optional(),
  source: z.enum(['applicant', 'government', 'other']).optional(),
  satisfiedBy: z.record(z.string(), z.string()).optional(),
  clause: clause.optional(),
});

const HITS = ['unique', 'first', 'any', 'collect', 'sum', 'min', 'max', 'count'] as const;
/** How people read what a table gives: money in fen, ratios in basis points; else as it stands. */
const OUTPUT_TYPES = ['money', 'ratio'] as const;
const column = { title: localized.optional() };
const table = z.strictObject({
  code: key,
  title: localized,
  hit: z.enum(HITS).optional(),
  clause: clause.optional(),
  inputs: z
    .array(z.strictObject({ ...column, expression }))
    .min(1)
    .max(DEFINITION_LIMITS.columns),
  outputs: z
    .array(
      z.strictObject({
        ...column,
        name: fieldId,
        type: z.enum(OUTPUT_TYPES).optional(),
        values: z
          .array(z.strictObject({ value: text, title: localized }))
          .max(50)
          .optional(),
      }),
    )
    .min(1)
    .max(DEFINITION_LIMITS.columns),
  rows: z
    .array(
      z.strictObject({
        when: z.array(z.string().max(DEFINITION_LIMITS.expression)),
        // A bare number is a result like any other.
        gives: z.array(z.union([expression, z.number(), z.boolean()]).transform(String)),
        source: text.optional(),
        clause: clause.optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .min(1)
    .max(DEFINITION_LIMITS.rows),
});

const limits = z.strictObject({
  response: limit.optional(),
  promised: limit.optional(),
  statutory: limit.optional(),
  from: z.enum(['filed', 'accepted']).optional(),
  clause: clause.optional(),
});

const obligation = z.strictObject({
  id: key,
  at: key,
  title: localized,
  due: limit,
  by: key.optional(),
  evidence: text.optional(),
  check: expression.optional(),
  consequence: z.string().max(80).optional(),
  clause: clause.optional(),
});

const adverse = z.strictObject({
  end: key,
  kind: z.enum(ADVERSE_KINDS),
  by: key,
  statement: limit,
  within: limit.optional(),
  document: z.string().max(80).optional(),
  decides: z.strictObject({
    role: key.optional(),
    body: localized.optional(),
    at: z.string().max(80).optional(),
    within: limit.optional(),
  }),
  clause: clause.optional(),
});

const publicity = z.strictObject({
  id: key,
  at: key,
  kind: z.enum(['公示', '公告', '公开']),
  basis: text,
  fields: z.array(fieldId).min(1).max(100),
  days: limit.optional(),
  objection: z
    .strictObject({ to: text, phone: z.string().max(40).optional(), within: limit })
    .optional(),
  clause: clause.optional(),
});

/**
 * The shape of a service definition as a pack writes it. Unknown fields are errors, so that a
 * misspelt one is never silently ignored. What the shape cannot say, `check/` says.
 *
 * @source design page 2, "Shape"
 */
export const definitionSource = z.strictObject({
  language: z.literal(1).optional(),
  code: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/),
  title: localized,
  class: key,
  nature: z.union([z.enum(NATURES), z.enum(Object.keys(NATURE_NAMES))]),
  holder: text.optional(),
  basis: z
    .array(z.strictObject({ title: text, clause: clause.optional(), from: day.optional() }))
    .max(50)
    .optional(),
  standard: z.strictObject({ number: text, clause: clause.optional() }),
  summary: localized.optional(),
  kind: z.enum(['instant', 'promised']),
  mode: z.enum(['handle', 'consult']).optional(),
  forwarded: z.boolean().optional(),
  need: z.boolean().optional(),
  classes: z.array(z.string().max(80)).max(200).optional(),
  applicant: z
    .strictObject({
      kinds: z.array(key).min(1).max(20),
      by: z.array(key).min(1).max(20).optional(),
      when: expression.optional(),
      whenText: localized.optional(),
      clause: clause.optional(),
    })
    .optional(),
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  limits: limits.optional(),
  accept: z
    .strictObject({
      'notify-deficiency': limit.optional(),
      silent: z.literal('deemed-accepted').optional(),
    })
    .optional(),
  fee: z
    .strictObject({ amountFen: z.number().int().min(0), basis: text, text: localized.optional() })
    .optional(),
  result: z.strictObject({ title: localized, document: z.string().max(80).optional() }).optional(),
  about: key.optional(),
  form: z.array(field).max(DEFINITION_LIMITS.fields).optional(),
  materials: z.array(material).max(DEFINITION_LIMITS.materials).optional(),
  tables: z.array(table).max(DEFINITION_LIMITS.tables).optional(),
  flow: z.strictObject({
    start: key,
    steps: z.record(key, step),
    ends: z.record(key, end),
  }),
  rungs: z.array(rung).max(20).optional(),
  suspensions: z
    .array(
      z.strictObject({
        ground: text,
        title: localized.optional(),
        clause: clause.optional(),
        proof: text.optional(),
        max: limit.optional(),
      }),
    )
    .max(20)
    .optional(),
  closing: z
    .strictObject({
      silence: limit.optional(),
      tries: z.number().int().min(1).max(10).optional(),
      by: key,
      clause: clause.optional(),
    })
    .optional(),
  extension: z
    .strictObject({
      by: key.optional(),
      limit,
      clock: z.enum(['promised', 'statutory']).optional(),
      clause: clause.optional(),
    })
    .optional(),
  occurred: z.strictObject({ proof: text, within: limit, clause: clause.optional() }).optional(),
  adverse: z.array(adverse).max(20).optional(),
  powers: z
    .strictObject({
      dispatch: key.optional(),
      supervise: key.optional(),
      void: key.optional(),
      reopen: key.optional(),
    })
    .optional(),
  obligations: z.array(obligation).max(50).optional(),
  publicity: z.array(publicity).max(20).optional(),
  review: z
    .strictObject({
      scale: z.literal('five').optional(),
      invite: z.enum(['at-end', 'at-close']).optional(),
      remind: limit.optional(),
      bad: z.strictObject({ rectify: limit }).optional(),
      clause: clause.optional(),
    })
    .optional(),
  measures: z.array(key).max(30).optional(),
});

export type DefinitionSource = z.infer<typeof definitionSource>;
export type StepSource = z.infer<typeof step>;
export type EndSource = z.infer<typeof end>;
export type WaySource = z.infer<typeof way>;
export type TableSource = z.infer<typeof table>;
export type EffectSource = z.infer<typeof effect>;
export type RungSource = z.infer<typeof rung>;
