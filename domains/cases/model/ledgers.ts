import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/** 记一笔服务 `POST /p/:park/api/service-records`: one line, saved within 15 seconds on a phone. */
export const newServiceRecord = z.object({
  service: z.string(),
  node: z.string(),
  organisation: z.string().max(120),
  line: z.string().min(1).max(300),
  occurredAt: z.string().nullable(),
});
export type NewServiceRecord = z.infer<typeof newServiceRecord>;
export const serviceRecord = newServiceRecord.extend({
  id: z.string(),
  serviceTitle: localized,
  nodeTitle: localized,
  at: z.string(),
  by: z.string(),
  needNumber: z.string().nullable(),
  demo: z.boolean(),
});
export type ServiceRecord = z.infer<typeof serviceRecord>;

/** 走访 `POST /p/:park/api/visits`. */
export const newVisit = z.object({
  node: z.string(),
  organisation: z.string().max(120),
  visitedOn: z.string(),
  summary: z.string().min(1).max(2_000),
});
export const visit = newVisit.extend({
  id: z.string(),
  nodeTitle: localized,
  at: z.string(),
  by: z.string(),
  demo: z.boolean(),
});
export type Visit = z.infer<typeof visit>;

/**
 * The four ledgers, never added together: 服务台账, 需求台账, 走访台账, 办件台账.
 * `GET /p/:park/api/ledgers/:name?from=&to=&node=&state=&cursor=` gives rows of named cells;
 * `GET …/ledgers/:name.xlsx` the same filter as a workbook; `POST …/ledgers/:name/import` takes one.
 */
export const ledgerNames = ['services', 'needs', 'visits', 'cases'] as const;
export const ledgerPage = z.object({
  name: z.enum(ledgerNames),
  columns: z.array(z.object({ id: z.string(), title: z.string() })),
  rows: z.array(
    z.object({
      id: z.string(),
      link: z.string().nullable(),
      cells: z.record(z.string(), z.string()),
    }),
  ),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type LedgerPage = z.infer<typeof ledgerPage>;
