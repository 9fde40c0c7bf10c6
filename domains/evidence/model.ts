import { z } from 'zod';

/** The suites a log may be made with; it keeps the one it was made with. */
const suite = z.enum(['sha256-ed25519', 'sm3-sm2']);

/** A day and a week, in minutes. */
const [dayMinutes, weekMinutes] = [1_440, 10_080];

/**
 * `policy.log` of `park.yaml`: what the park asks of its log.
 *
 * `witnesses`: lines of a C2SP tlog-policy (witness, group, quorum), each witness with its address;
 * `timestamps`: an RFC 3161 authority and the certificates (PEM) its chain must end in;
 * `overdueMinutes`: a quorum or timestamp later than this withholds receipts.
 */
export const logPolicy = z.strictObject({
  suite: suite.default('sha256-ed25519'),
  witnesses: z.string().max(100_000).default(''),
  timestamps: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      roots: z.string().max(100_000),
      everyMinutes: z.number().int().min(1).max(weekMinutes).default(60),
    })
    .nullable()
    .default(null),
  overdueMinutes: z.number().int().min(1).max(dayMinutes).default(10),
});
export type LogPolicy = z.infer<typeof logPolicy>;

/** Why receipts are withheld, and since when: nothing else waits for it. */
const withheld = z.object({ reason: z.enum(['quorum', 'timestamp']), since: z.string() });

/** How asking a witness or a time authority goes. */
const attestorView = z.object({
  name: z.string(),
  url: z.string().nullable(),
  /** Size it attested last; 0 before its first time. */
  size: z.number().int(),
  /** ISO instant of the first failure since it last went well. */
  failingSince: z.string().nullable(),
});

/** A log's public description: `GET /p/:park/api/log`. `vkey` is the C2SP verifier key. */
export const logView = z.object({
  origin: z.string(),
  suite,
  demo: z.boolean(),
  vkey: z.string(),
  size: z.number().int(),
  rootBase64: z.string().nullable(),
  checkpointAt: z.string().nullable(),
  pending: z.number().int(),
  policy: z.string(),
  /** Keys in the order in which they sign; the one in use has no `lastSize`. */
  keys: z.array(
    z.object({
      vkey: z.string(),
      firstSize: z.number().int().nullable(),
      lastSize: z.number().int().nullable(),
    }),
  ),
  witnesses: z.array(attestorView),
  timestamps: attestorView
    .extend({ everyMinutes: z.number(), newestAt: z.string().nullable() })
    .nullable(),
  withheld: withheld.nullable(),
});
export type LogView = z.infer<typeof logView>;

/**
 * `GET /p/:park/api/receipts/:entryId` answers `text/plain` (the receipt file) when anchored, else
 * problem `evidence.pending` (409) with the time to ask again. The description of the same entry:
 * `GET /p/:park/api/entries/:entryId`.
 */
export const entryView = z.object({
  entryId: z.string(),
  caseNumber: z.string().nullable(),
  type: z.string(),
  at: z.string(),
  state: z.enum(['pending', 'anchored']),
  /** Why its receipt is withheld although a checkpoint covers it; null when it is not. */
  withheld: withheld.nullable(),
  index: z.number().int().nullable(),
  entryJson: z.string(),
  actJson: z.string().nullable(),
  fileName: z.string(),
});
export type EntryView = z.infer<typeof entryView>;

/** `POST /p/:park/api/log/audit`: re-hash of tables against the log; `broken` names the first bad row. */
export const auditView = z.object({
  entries: z.number().int(),
  leaves: z.number().int(),
  ok: z.boolean(),
  broken: z
    .object({
      /** Id of an entry, or the name of another row: `checkpoint/<size>`, path of a tile, … */
      entryId: z.string(),
      what: z.string(),
      /** Where it shows, and the entry's place; null where that cannot be told. */
      column: z.string().nullable(),
      stream: z.string().nullable(),
      seq: z.number().int().nullable(),
      index: z.number().int().nullable(),
    })
    .nullable(),
});
export type AuditView = z.infer<typeof auditView>;

/** `POST /p/:park/api/erasures`: how much was erased of what; `entryId` is the act's own entry. */
export const erasureView = z.object({
  subject: z.string(),
  erased: z.record(z.string(), z.number().int()),
  entryId: z.string(),
});
export type ErasureView = z.infer<typeof erasureView>;

/**
 * Why somebody is erased: the five grounds of the law. A word of a list and no sentence, because
 * what stands in the log can never be erased itself.
 *
 * @source 个人信息保护法 第四十七条第一款
 */
export const erasureGrounds = ['purpose', 'expired', 'withdrawn', 'unlawful', 'other'] as const;

/** One of {@link erasureGrounds}. */
export type ErasureGround = (typeof erasureGrounds)[number];

/**
 * `GET /p/:park/api/erasures/preview`: what the journal holds about a subject. `cases` are the first
 * of the `streams` that are cases; `erasedAt` is set when it was erased before.
 */
export const erasurePreview = z.object({
  subject: z.string(),
  streams: z.number().int(),
  cases: z.array(z.string()),
  held: z.number().int(),
  erasedAt: z.string().nullable(),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

/** `GET /p/:park/api/erasures`: what was erased, newest first; `total` counts rows and files. */
export const erasureRecord = z.object({
  entryId: z.string(),
  subject: z.string(),
  at: z.string(),
  ground: z.enum(erasureGrounds).nullable(),
  total: z.number().int(),
});
export type ErasureRecord = z.infer<typeof erasureRecord>;
