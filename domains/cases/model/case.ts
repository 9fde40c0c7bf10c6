import { z } from 'zod';
import { formField, material } from '#domains/services/model/index.ts';
import { PHASES } from '#engines/process/index.ts';
import { localized } from '#platform/text/localized.ts';
import { adverseView, breachView, partViewOf } from './course.ts';
import { caseDocument } from './outcome.ts';

/** 正常, 临期, 超期, 暂停, and 已停表 for a clock that no longer runs. */
export const lamps = ['normal', 'soon', 'overdue', 'paused', 'stopped'] as const;
export type Lamp = (typeof lamps)[number];

/** A stretch of a clock: working minutes it ran, or a pause, which has a ground and no length. */
export const clockStretch = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), minutes: z.number().int() }),
  z.object({ kind: z.literal('paused'), ground: z.string(), clause: z.string().nullable() }),
]);

/** One clock, computed at the time of asking. Instants are ISO UTC; `left` may be negative. */
export const clockView = z.object({
  kind: z.enum(['response', 'statutory', 'promised', 'step']),
  branch: z.string().nullable(),
  limit: z.string(),
  clause: z.string().nullable(),
  startedAt: z.string().nullable(),
  due: z.string().nullable(),
  unit: z.enum(['minutes', 'days']),
  left: z.number(),
  leftText: z.string(),
  lamp: z.enum(lamps),
  provisional: z.boolean(),
  /** Working minutes from start to due, pauses not counted. */
  budgetMinutes: z.number().int(),
  /** What the working time line draws, in order. */
  stretches: z.array(clockStretch),
});
export type ClockView = z.infer<typeof clockView>;

/** One line of a queue or list. */
export const caseCard = z.object({
  number: z.string(),
  service: z.string(),
  serviceTitle: localized,
  need: z.boolean(),
  needClass: z.object({ code: z.string(), title: localized }).nullable(),
  summary: z.string(),
  phase: z.enum(PHASES),
  end: z.object({ id: z.string(), title: localized, adverse: z.boolean() }).nullable(),
  holder: z
    .object({
      role: z.string(),
      roleTitle: localized,
      node: z.string(),
      nodeTitle: localized,
      person: z.string().nullable(),
    })
    .nullable(),
  applicant: z.string(),
  channel: z.string(),
  filedAt: z.string(),
  updatedAt: z.string(),
  due: z.string().nullable(),
  dueText: z.string(),
  /** Working days and hours left or over, or the ground of a pause; empty without a deadline. */
  leftText: z.string(),
  lamp: z.enum(lamps),
  next: z.string(),
  imported: z.boolean(),
});
export type CaseCard = z.infer<typeof caseCard>;

/** What a person may do next; where not allowed, `refusal` says why and what would make it possible. */
export const action = z.object({
  verb: z.string(),
  branch: z.string().nullable(),
  title: z.string(),
  primary: z.boolean(),
  adverse: z.boolean(),
  allowed: z.boolean(),
  needs: z.array(
    z.enum([
      'reason',
      'items',
      'target-node',
      'target-role',
      'person',
      'ground',
      'proof',
      'outcome',
      'rating',
      'note',
      'decider',
    ]),
  ),
  choices: z.array(z.object({ value: z.string(), title: z.string() })),
  /** What its step asks of whoever does it; absent where it asks for nothing of its own. */
  asks: z.object({ fields: z.array(formField), materials: z.array(material) }).optional(),
  refusal: z
    .object({ code: z.string(), text: z.string(), clause: z.string().nullable(), next: z.string() })
    .nullable(),
});
export type Action = z.infer<typeof action>;

/**
 * The table that proposes what a step decides, for whoever may act there. Cells are FEEL; outputs
 * are money in fen, ratios in basis points, or one of `values`.
 */
export const decisionTable = z.object({
  branch: z.string(),
  title: localized,
  clause: z.string().nullable(),
  hit: z.enum(['U', 'A', 'P', 'F', 'R', 'O', 'C', 'C+', 'C<', 'C>', 'C#']),
  inputs: z.array(z.object({ expression: z.string(), title: localized })),
  outputs: z.array(
    z.object({
      name: z.string(),
      title: localized,
      type: z.enum(['money', 'ratio']).nullable(),
      values: z.array(z.object({ value: z.string(), title: localized })),
    }),
  ),
  rows: z.array(
    z.object({
      when: z.array(z.string()),
      gives: z.array(z.string()),
      source: z.string().nullable(),
    }),
  ),
});
export type DecisionTableView = z.infer<typeof decisionTable>;

/** One act of the journal as its readers see it. `proof` opens the receipt. */
export const actView = z.object({
  entryId: z.string(),
  seq: z.number().int(),
  type: z.string(),
  title: z.string(),
  /** The act speaks against the matter: a no in a joint review, a refusal. */
  adverse: z.boolean(),
  detail: z.string(),
  at: z.string(),
  occurredAt: z.string().nullable(),
  actor: z.string(),
  node: z.string().nullable(),
  clause: z.string().nullable(),
  /** Title of the act's paper, at `…/vouchers/:entryId.docx`; null where it gives none. */
  voucher: z.string().nullable(),
  /** `withheld`: it is in the log, and its receipt waits for others, for this reason since then. */
  proof: z.object({
    state: z.enum(['pending', 'withheld', 'anchored']),
    index: z.number().int().nullable(),
    withheld: z.object({ reason: z.enum(['quorum', 'timestamp']), since: z.string() }).nullable(),
  }),
});
export type ActView = z.infer<typeof actView>;

/** An answered field with where the value came from; `given` is the value as it was handed in. */
export const answer = z.object({
  id: z.string(),
  title: localized,
  value: z.string(),
  given: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  erased: z.boolean(),
  source: z.string().nullable(),
});

/** A part of a joint matter (一件事), with its own case once it is opened. */
export const partView = partViewOf(caseCard);

/** A line of my own list: `canRate` while a rating is invited and none is given. */
export const myCase = caseCard.extend({ canRate: z.boolean() });
export type MyCase = z.infer<typeof myCase>;

/** `GET /p/:park/api/my/drafts`: a form I have begun; `outdated` when a newer edition applies. */
export const draftCard = z.object({
  service: z.string(),
  title: localized,
  need: z.boolean(),
  savedAt: z.string(),
  outdated: z.boolean(),
});
export type DraftCard = z.infer<typeof draftCard>;

/** `GET /p/:park/api/cases/:number` (ETag = last seq): the whole case page. */
export const caseView = z.object({
  card: caseCard,
  demo: z.boolean(),
  bundle: z.object({ hash: z.string(), edition: z.string(), effectiveOn: z.string() }),
  standard: z.object({ code: z.string(), number: z.string().nullable(), clause: z.string() }),
  firstTaker: z.string().nullable(),
  answers: z.array(answer),
  materials: z.array(
    z.object({
      id: z.string(),
      title: localized,
      files: z.array(z.object({ id: z.string(), name: z.string(), sizeBytes: z.number().int() })),
    }),
  ),
  documents: z.array(caseDocument),
  branches: z.array(
    z.object({
      id: z.string(),
      step: z.string(),
      title: localized,
      holder: localized,
      /** The post of whoever works on it for another post: it was delegated to them. */
      delegate: localized.nullable(),
      state: z.enum(['active', 'done', 'cancelled']),
      outcome: z.string().nullable(),
    }),
  ),
  remarks: z.array(
    z.object({
      field: z.string(),
      text: z.string(),
      settled: z.boolean(),
      /** Why the applicant left it as it was; null where they changed it, or have not answered. */
      answer: z.string().nullable(),
    }),
  ),
  /** Who was asked to assist (协办), by post, and what they said; `givenAt` null: not yet. */
  assistance: z.array(
    z.object({
      post: z.string(),
      askedAt: z.string(),
      givenAt: z.string().nullable(),
      note: z.string(),
    }),
  ),
  parts: z.array(partView),
  /** The joint matter this case is a part of. */
  whole: caseCard.nullable(),
  adverse: adverseView.nullable(),
  breaches: z.array(breachView),
  clocks: z.array(clockView),
  timeline: z.array(
    z.object({
      from: z.string(),
      to: z.string().nullable(),
      kind: z.enum(['running', 'suspended', 'waiting']),
      ground: z.string().nullable(),
      clause: z.string().nullable(),
    }),
  ),
  ifNobodyActs: z.string(),
  actions: z.array(action),
  decisions: z.array(decisionTable),
  acts: z.array(actView),
  rating: z.object({ invited: z.boolean(), rated: z.boolean() }),
  etag: z.string(),
});
export type CaseView = z.infer<typeof caseView>;

/** `POST /p/:park/api/cases` (Idempotency-Key): file a need or an application. */
export const fileCase = z.object({
  service: z.string(),
  channel: z.enum(['web', 'window', 'station', 'visit', 'phone']),
  node: z.string().nullable(),
  applicant: z.object({ organisation: z.string().nullable(), name: z.string().max(120) }),
  needClass: z.string().nullable(),
  answers: z.record(
    z.string().max(64),
    z.union([
      z.string().max(20_000),
      z.number(),
      z.boolean(),
      z.array(z.string().max(200)).max(50),
      z.null(),
    ]),
  ),
  files: z.array(z.object({ material: z.string(), file: z.string() })).max(50),
  occurredAt: z
    .string()
    .nullable()
    .describe(
      'When it was asked, where that was before filing; the guide says what `occurred` wants',
    ),
  proof: z
    .string()
    .max(400)
    .optional()
    .describe('What proves `occurredAt`; refused without it where the service is timed from there'),
  fromRecord: z.uuid().nullable(),
});
export type FileCase = z.infer<typeof fileCase>;

/** A post of the staff a matter may be handed to; `id` is what a command names as `person`. */
export const staffPost = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  roleTitle: localized,
  node: z.string(),
  nodeTitle: localized,
});
export type StaffPost = z.infer<typeof staffPost>;

/** `POST /p/:park/api/cases/:number/commands` (Idempotency-Key, If-Match): one verb. */
export const command = z.object({
  verb: z.string().max(40),
  branch: z.string().max(80).nullable(),
  input: z.object({
    reason: z.string().max(4_000).optional(),
    note: z.string().max(4_000).optional(),
    items: z
      .array(z.object({ field: z.string().max(64), text: z.string().max(1_000) }))
      .max(100)
      .optional(),
    node: z.string().max(80).optional(),
    role: z.string().max(80).optional(),
    person: z.string().max(80).optional(),
    ground: z.string().max(80).optional(),
    proof: z.string().max(400).optional(),
    decider: z.string().max(200).optional(),
    outcome: z.string().max(80).optional(),
    answers: fileCase.shape.answers.optional(),
    files: fileCase.shape.files.optional(),
  }),
});
export type CaseCommand = z.infer<typeof command>;

/** Answer of filing and of every command: number, phase and what this person may do next. */
export const acted = z.object({
  number: z.string(),
  entryIds: z.array(z.string()),
  phase: z.enum(PHASES),
  actions: z.array(action),
  etag: z.string(),
});
export type Acted = z.infer<typeof acted>;

/** Queues of the desk; `mine` is what a role of mine at a node of mine may act on. */
export const queueNames = [
  ...(['mine', 'asked', 'same-day', 'overdue', 'paused', 'all-open', 'closed'] as const),
] as const;

/** `GET /p/:park/api/desk/queue/:name?q=&node=&phase=&cursor=`: least remaining working time first. */
export const queuePage = z.object({
  name: z.enum(queueNames),
  counts: z.record(z.enum(queueNames), z.number().int()),
  items: z.array(caseCard),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type QueuePage = z.infer<typeof queuePage>;

/** `POST /p/:park/api/cases/:number/rating`: 好差评, five levels (GB/T 39734—2020: 5 非常满意 … 1). */
export const rating = z.object({
  level: z.number().int().min(1).max(5),
  text: z.string().max(2_000),
});
