import { z } from 'zod';
import { dayInZone } from '#domains/parties/index.ts';
import { defineRoute, type Route } from '#platform/http/index.ts';
import { clausePage, standardPage, standardsSystem } from './model.ts';
import { readClause, readStandard, readSystem } from './service.ts';

const on = z.object({
  on: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

/** The routes of this slice; all public: a standard that nobody can read binds nobody. */
export function standardsRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/standards/system',
      permission: 'public',
      summary: 'The standards system on a day, with counts by level and place.',
      query: on,
      response: { 200: standardsSystem },
      handler: ({ inPark, query, now, park }) =>
        inPark((tx) => readSystem(tx, query.on ?? dayInZone(now, park.zone))),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/standards/:code',
      permission: 'public',
      summary: 'A standard with its editions and the clauses in force on a day.',
      params: z.object({ code: z.string().max(64) }),
      query: on,
      response: { 200: standardPage },
      handler: ({ inPark, params, query, now, park }) =>
        inPark((tx) => readStandard(tx, params.code, query.on ?? dayInZone(now, park.zone))),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/standards/:code/clauses/:clause',
      permission: 'public',
      summary: 'One clause in force on a day.',
      params: z.object({ code: z.string().max(64), clause: z.string().max(40) }),
      query: on,
      response: { 200: clausePage },
      handler: ({ inPark, params, query, now, park }) =>
        inPark((tx) => readClause(tx, { ...params, on: query.on ?? dayInZone(now, park.zone) })),
    }),
  ];
}
