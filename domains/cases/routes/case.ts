import { z } from 'zod';
import { defineRoute, type Route } from '#platform/http/index.ts';
import { phaseOf } from '#engines/process/index.ts';
import { acted, caseView, command, fileCase as fileCaseBody, rating } from '../model/index.ts';
import {
  commandCase,
  fileCase,
  holdCase,
  type ActedCase,
  type CasesWorld,
} from '../service/act.ts';
import { refuseUnknownPerson } from '../service/people.ts';
import { rateCase } from '../service/rate.ts';
import { linkRecord } from '../service/record.ts';
import { readCase, refuseStranger } from '../service/read.ts';
import { dropDraft } from '../store/draft.ts';
import { actionsOf } from '../service/view.ts';
import { actingOf, lookingOf, type Asking } from './looking.ts';

const byNumber = z.object({ number: z.string().max(80) });

function answerOf(asking: Asking, done: ActedCase): z.infer<typeof acted> {
  const { state, bundle, network, number } = done;
  return {
    number,
    entryIds: [...done.entryIds],
    phase: phaseOf(state),
    actions: actionsOf(lookingOf(asking), { bundle, state, network, number }),
    etag: String(state.events),
  };
}

function fileRoute(world: CasesWorld): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/cases',
    permission: 'cases.file',
    summary: 'Files a need or an application under the edition in force today.',
    body: fileCaseBody,
    response: { 201: acted },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const done = await fileCase(tx, world, { acting: actingOf(ctx), body: ctx.body });
        await dropDraft(tx, ctx.principal.id, ctx.body.service);
        const { fromRecord } = ctx.body;
        if (fromRecord !== null) {
          await linkRecord(tx, { acting: actingOf(ctx), id: fromRecord, number: done.number });
        }
        ctx.subject(done.number);
        ctx.etag(done.state.events);
        return answerOf(ctx, done);
      }),
  });
}

/** Filing, reading and acting on a case. */
export function caseRoutes(world: CasesWorld): Route[] {
  return [
    fileRoute(world),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/cases/:number',
      permission: 'cases.read',
      purpose: 'To handle the matter, or to follow one’s own',
      summary: 'A case: answers, clocks, what may be done now, and its journal.',
      params: byNumber,
      response: { 200: caseView },
      handler: (ctx) => {
        // Proofs, clocks and what may be done go on between two acts: a copy kept under the version
        // of the case would be shown for ever. An act names that version by `etag` in the body.
        ctx.header('cache-control', 'no-store');
        return ctx.inPark((tx) => readCase(tx, lookingOf(ctx), ctx.params.number));
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/cases/:number/commands',
      permission: 'cases.act',
      shares: 'number',
      ifMatch: 'optional',
      summary: 'Does one thing with a case; the answer says what may be done next.',
      params: byNumber,
      body: command,
      response: { 200: acted },
      handler: (ctx) =>
        ctx.inPark(async (tx) => {
          const row = await holdCase(tx, ctx.park.code, ctx.params.number);
          refuseStranger(row, ctx.principal);
          ctx.match(row.seq);
          await refuseUnknownPerson(tx, ctx.park.code, ctx.body.input.person);
          const done = await commandCase(tx, world, {
            acting: actingOf(ctx),
            row,
            body: ctx.body,
          });
          ctx.subject(done.number);
          ctx.etag(done.state.events);
          return answerOf(ctx, done);
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/cases/:number/rating',
      permission: 'cases.rate',
      summary: 'Rates a closed case on five levels; who rated is not shown to the one rated.',
      params: byNumber,
      body: rating,
      response: { 204: z.null() },
      handler: (ctx) =>
        ctx.inPark(async (tx) => {
          const row = await holdCase(tx, ctx.park.code, ctx.params.number);
          await rateCase(tx, { acting: actingOf(ctx), row, rating: ctx.body });
          return null;
        }),
    }),
  ];
}
