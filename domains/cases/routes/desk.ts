import { z } from 'zod';
import { defineRoute, pageQuery, readCursor, type Route } from '#platform/http/index.ts';
import { myCase, queueNames, queuePage, staffPost } from '../model/index.ts';
import { readPeople } from '../service/people.ts';
import { readMyCases, readQueue } from '../service/queue.ts';
import { lookingOf } from './looking.ts';

/** Whom a matter may be handed to. */
const people = defineRoute({
  method: 'GET',
  url: '/p/:park/api/desk/people',
  permission: 'cases.queue',
  purpose: 'To hand a matter to somebody',
  summary: 'Posts of the staff at a node, of a role, or both; substitutes are left out.',
  query: z.object({ node: z.string().max(80).optional(), role: z.string().max(80).optional() }),
  response: { 200: z.object({ items: z.array(staffPost) }) },
  handler: async (ctx) => ({
    items: await ctx.inPark((tx) => readPeople(tx, ctx.park.code, ctx.query)),
  }),
});

const position = z.tuple([z.number().int(), z.string(), z.string()]);

/** Queues of the staff and the list of an applicant. */
export function queueRoutes(): Route[] {
  return [
    people,
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/my/cases',
      permission: 'signed-in',
      purpose: 'To follow one’s own matters',
      summary: 'Cases I filed or that a party of mine asked for; open ones by next deadline.',
      query: z.object({ state: z.enum(['open', 'closed']).optional() }),
      response: { 200: z.object({ items: z.array(myCase) }) },
      handler: async (ctx) => ({
        items: await ctx.inPark((tx) => readMyCases(tx, lookingOf(ctx), ctx.query.state)),
      }),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/desk/queue/:name',
      permission: 'cases.queue',
      purpose: 'To handle what is due',
      summary: 'A queue of the desk, least remaining working time first.',
      params: z.object({ name: z.enum(queueNames) }),
      query: pageQuery.extend({
        q: z.string().max(200).optional(),
        node: z.string().max(80).optional(),
        phase: z.string().max(40).optional(),
      }),
      response: { 200: queuePage },
      handler: (ctx) =>
        ctx.inPark((tx) =>
          readQueue(tx, lookingOf(ctx), {
            name: ctx.params.name,
            text: ctx.query.q,
            node: ctx.query.node,
            phase: ctx.query.phase,
            after: readCursor(ctx.query.cursor, position),
            limit: ctx.query.limit,
          }),
        ),
    }),
  ];
}
