import { z } from 'zod';
import { selectParks } from '#domains/parties/index.ts';
import { defineRoute, FileAnswer, fileResponse, type Route } from '#platform/http/index.ts';
import {
  clauseUse,
  directorsTest,
  monthSummary,
  overview,
  rhythmSheet,
  weekDecision,
} from '../model/index.ts';
import { readClauseUse } from '../service/clause-use.ts';
import { testOneCase } from '../service/director.ts';
import { monthDocument } from '../service/month-document.ts';
import { readMonth } from '../service/month.ts';
import { readOverview } from '../service/overview.ts';
import { readSheet } from '../service/rhythm.ts';
import { decideWeek } from '../service/week.ts';
import { actingOf, lookingOf } from './looking.ts';

const onDay = z.object({ on: z.iso.date().optional() });
const byMonth = z.object({ month: z.string().max(10) });
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What the office reads and decides. @param random draws the case of the director's test */
export function officeRoutes(random: () => number): Route[] {
  return [
    overviewRoute(),
    sheetRoute(),
    decisionRoute(),
    monthRoute(),
    monthDocumentRoute(),
    testRoute(random),
    clauseUseRoute(),
  ];
}

function overviewRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/office/overview',
    permission: 'cases.office',
    purpose: 'To direct the park’s services',
    summary: 'Headline figures with links to their records, open matters by node, the open needs.',
    query: onDay,
    response: { 200: overview },
    handler: (ctx) => ctx.inPark((tx) => readOverview(tx, lookingOf(ctx), ctx.query.on)),
  });
}

function sheetRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/office/rhythm/:kind',
    permission: 'cases.rhythm',
    purpose: 'To dispatch and push forward what is open',
    summary: 'The same-day list, the morning dispatch sheet or the weekly push.',
    params: z.object({ kind: rhythmSheet.shape.kind }),
    query: onDay,
    response: { 200: rhythmSheet },
    handler: (ctx) =>
      ctx.inPark((tx) =>
        readSheet(tx, lookingOf(ctx), { kind: ctx.params.kind, on: ctx.query.on }),
      ),
  });
}

function decisionRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/office/rhythm/week/:number/decision',
    permission: 'cases.direct',
    summary: 'Decides on a line of the weekly push: who does what until when.',
    params: z.object({ number: z.string().max(80) }),
    body: weekDecision,
    response: { 204: z.null() },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const { number } = ctx.params;
        await decideWeek(tx, { acting: actingOf(ctx), number, body: ctx.body });
        ctx.subject(number);
        return null;
      }),
  });
}

function monthRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/office/rhythm/month/:month',
    permission: 'cases.rhythm',
    summary: 'The summary of a month (YYYY-MM): figures, needs by class and by node.',
    params: byMonth,
    response: { 200: monthSummary },
    handler: (ctx) => ctx.inPark((tx) => readMonth(tx, lookingOf(ctx), ctx.params.month)),
  });
}

function monthDocumentRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/office/rhythm/month/:month.docx',
    permission: 'cases.rhythm',
    summary: 'The summary of a month as a document, with the figures of the page.',
    params: byMonth,
    response: { 200: fileResponse(docx) },
    handler: async (ctx) => {
      const looking = lookingOf(ctx);
      const { words } = looking;
      const { summary, park } = await ctx.inPark(async (tx) => ({
        summary: await readMonth(tx, looking, ctx.params.month),
        park: (await selectParks(tx)).find(({ code }) => code === ctx.park.code)?.title,
      }));
      const title = park === undefined ? ctx.park.code : words.pick(park);
      const content = await monthDocument(summary, { words, park: title });
      const mark = summary.demo ? `-${words.say('cases.ledger.demo_file')}` : '';
      const name = words.say('cases.rhythm.title.month_file', { month: summary.month });
      return new FileAnswer(content, docx, `${name}${mark}.docx`);
    },
  });
}

function testRoute(random: () => number): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/office/test',
    permission: 'cases.test',
    purpose: 'To test whether every act has its clause and its evidence',
    summary: 'The director’s test: each act of a case drawn or named, with clause and proof.',
    query: z.object({ number: z.string().max(80).optional() }),
    response: { 200: directorsTest },
    handler: (ctx) =>
      ctx.inPark((tx) =>
        testOneCase(tx, lookingOf(ctx), {
          number: ctx.query.number,
          random: random(),
          stopwatch: () => performance.now(),
        }),
      ),
  });
}

function clauseUseRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/clauses/:standard/:clause/use',
    permission: 'standards.office',
    summary: 'How often a clause was used, kept and broken since the start of the quarter.',
    params: z.object({ standard: z.string().max(80), clause: z.string().max(40) }),
    response: { 200: clauseUse },
    handler: (ctx) => ctx.inPark((tx) => readClauseUse(tx, lookingOf(ctx), ctx.params)),
  });
}
