import { z } from 'zod';

/** A log's public description: `GET /p/:park/api/log`. `vkey` is the C2SP verifier key. */
export const logView = z.object({
  origin: z.string(),
  suite: z.enum(['sha256-ed25519', 'sm3-sm2']),
  demo: z.boolean(),
  vkey: z.string(),
  size: z.number().int(),
  rootBase64: z.string().nullable(),
  checkpointAt: z.string().nullable(),
  pending: z.number().int(),
  policy: z.string(),
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
