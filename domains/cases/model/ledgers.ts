import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';
import { ledgerStates } from '../rules.ts';
import { fileCase } from './case.ts';

/** 记一笔服务 `POST /p/:park/api/service-records`: one line, saved within 15 seconds on a phone. */
export const newServiceRecord = z.object({
  service: z.string(),
  node: z.string(),
  organisation: z.string().trim().max(120),
  line: z.string().trim().min(1).max(300),
  occurredAt: z.iso.datetime({ offset: true }).nullable(),
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
  imported: z.boolean(),
});
export type ServiceRecord = z.infer<typeof serviceRecord>;

/**
 * `POST /p/:park/api/service-records/:id/need`: the record becomes a need and keeps its number.
 * Without `service` it is the park's only service for needs; without `answers` the line itself is
 * what the form asks first.
 */
export const needOfRecord = z.object({
  service: z.string().max(80).optional(),
  needClass: z.string().max(80).nullable().optional(),
  answers: fileCase.shape.answers.optional(),
  files: fileCase.shape.files.optional(),
});
export type NeedOfRecord = z.infer<typeof needOfRecord>;

/** 走访 `POST /p/:park/api/visits`. */
export const newVisit = z.object({
  node: z.string(),
  organisation: z.string().max(120),
  visitedOn: z.iso.date(),
  summary: z.string().trim().min(1).max(2_000),
});
export const visit = newVisit.extend({
  id: z.string(),
  nodeTitle: localized,
  at: z.string(),
  by: z.string(),
  demo: z.boolean(),
  imported: z.boolean(),
});
export type NewVisit = z.infer<typeof newVisit>;
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
  demo: z.boolean(),
});
export type LedgerPage = z.infer<typeof ledgerPage>;

/** What of a ledger is asked for: park days, both included; words, a node, a state, a class. */
export const ledgerFilter = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  node: z.string().max(80).optional(),
  state: z.enum(ledgerStates).optional(),
  class: z.string().max(80).optional(),
  q: z.string().max(200).optional(),
});
export type LedgerFilter = z.infer<typeof ledgerFilter>;

/** Answer of an import: how many rows were written; a faulty sheet writes none and is refused. */
export const importReport = z.object({ name: z.enum(ledgerNames), rows: z.number().int() });
export type ImportReport = z.infer<typeof importReport>;
