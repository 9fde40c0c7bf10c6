import { z } from 'zod';
import { dayInZone } from '#domains/parties/index.ts';
import { replayPage, replayPageMax, simulationResult } from '#domains/services/index.ts';
import { migrationPlan } from '#engines/process/index.ts';
import { defineRoute, pageQuery, readCursor, type Route } from '#platform/http/index.ts';
import { migrationDone, migrationDryRun, migrationPageMax, oldEdition } from '../model/index.ts';
import { actorOf } from '../service/act.ts';
import { migrateCase } from '../service/migrate.ts';
import { caseInWords, readDryRun, readOldEditions } from '../service/migration-view.ts';
import { networkOf } from '../service/network.ts';
import { simulateRevision } from '../service/simulation.ts';
import { lastQuarter, replayRevision } from '../service/trial.ts';
import { lookingOf } from './looking.ts';

const byId = z.object({ id: z.uuid() });
const afterNumber = z.tuple([z.string()]);

/** Trying a draft before it is signed, and moving cases to a new edition. */
export function trialRoutes(): Route[] {
  return [replayRoute(), simulationRoute(), oldEditionsRoute(), dryRunRoute(), migrateRoute()];
}

function replayRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/revisions/:id/replay',
    permission: 'standards.revise',
    purpose: 'To see what a draft would have changed before it is signed',
    summary: 'Real cases of the last quarter (or of a span) under a draft, a page at a time.',
    params: byId,
    query: pageQuery.extend({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    response: { 200: replayPage },
    handler: (ctx) => {
      const { words } = lookingOf(ctx);
      const { from, to, cursor, limit } = ctx.query;
      const quarter = lastQuarter(ctx.now);
      return ctx.inPark((tx) =>
        replayRevision(tx, {
          ...{ park: ctx.park.code, revision: ctx.params.id, words },
          span: {
            from: from === undefined ? quarter.from : `${from}T00:00:00.000Z`,
            to: to === undefined ? quarter.to : `${to}T00:00:00.000Z`,
          },
          after: readCursor(cursor, afterNumber)?.[0] ?? '',
          limit: Math.min(limit, replayPageMax),
        }),
      );
    },
  });
}

/** `window=2,head=1`: a number for each name. */
const numbersByName = z
  .string()
  .max(4_000)
  .regex(/^([\w.-]+=\d{1,6}(\.\d{1,2})?(,|$))*$/)
  .default('')
  .transform((text) =>
    Object.fromEntries(
      text
        .split(',')
        .filter((piece) => piece !== '')
        .map((piece) => [
          piece.slice(0, piece.indexOf('=')),
          Number(piece.slice(piece.indexOf('=') + 1)),
        ]),
    ),
  );

function simulationRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/revisions/:id/simulation',
    permission: 'standards.revise',
    summary: 'On-time rate, load and waits predicted for the edition in force and a draft.',
    params: byId,
    query: z.object({
      perDay: z.coerce.number().positive().max(10_000).optional(),
      days: z.coerce.number().int().min(5).max(500).default(60),
      runs: z.coerce.number().int().min(2).max(100).default(20),
      seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
      staff: numbersByName,
      minutes: numbersByName,
    }),
    response: { 200: simulationResult },
    handler: (ctx) =>
      ctx.inPark((tx) =>
        simulateRevision(tx, {
          ...{ park: ctx.park.code, revision: ctx.params.id, now: ctx.now },
          ...ctx.query,
        }),
      ),
  });
}

function oldEditionsRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/migrations',
    permission: 'standards.revise',
    summary: 'Editions no longer in force that open cases still run under.',
    response: { 200: z.object({ items: z.array(oldEdition) }) },
    handler: async (ctx) => {
      const today = dayInZone(ctx.now, ctx.park.zone);
      const at = { park: ctx.park.code, today };
      return { items: await ctx.inPark((tx) => readOldEditions(tx, at)) };
    },
  });
}

function dryRunRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/migrations/dry-run',
    permission: 'standards.revise',
    purpose: 'To see what a migration would do to open cases',
    summary: 'What a plan would do to each open case: deadlines, duties, or why it stays.',
    query: pageQuery,
    body: migrationPlan,
    response: { 200: migrationDryRun },
    handler: (ctx) => {
      const { words } = lookingOf(ctx);
      const migrating = { park: ctx.park.code, actor: actorOf(ctx.principal), now: ctx.now };
      const { cursor, limit } = ctx.query;
      return ctx.inPark((tx) =>
        readDryRun(tx, migrating, {
          ...{ plan: ctx.body, words },
          after: readCursor(cursor, afterNumber)?.[0] ?? '',
          limit: Math.min(limit, migrationPageMax),
        }),
      );
    },
  });
}

function migrateRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/cases/:number/migration',
    permission: 'standards.revise',
    purpose: 'To move a case to the edition a plan names',
    summary: 'Moves one case by a plan; a case that cannot move stays and says why.',
    params: z.object({ number: z.string().max(80) }),
    body: migrationPlan,
    response: { 200: migrationDone },
    handler: (ctx) => {
      const { words } = lookingOf(ctx);
      const migrating = { park: ctx.park.code, actor: actorOf(ctx.principal), now: ctx.now };
      return ctx.inPark(async (tx) => {
        const { number } = ctx.params;
        const done = await migrateCase(tx, migrating, { plan: ctx.body, number });
        const network = await networkOf(tx, ctx.park.code);
        ctx.subject(number);
        const shown = caseInWords(done, { open: done.open, words, network });
        return { moved: done.move.can, case: shown };
      });
    },
  });
}
