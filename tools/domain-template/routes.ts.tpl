import { z } from 'zod';
import { defineRoute, type Route } from '#platform/http/index.ts';
import { __noun__ } from './model.ts';
import { close } from './service.ts';
import { select__Nouns__ } from './store.ts';

const list = defineRoute({
  method: 'GET',
  url: '/p/:park/api/__nouns__',
  permission: 'signed-in',
  summary: 'The latest __nouns__ of the park',
  response: { 200: z.object({ items: z.array(__noun__) }) },
  handler: (ctx) => ctx.inPark(async (tx) => ({ items: await select__Nouns__(tx) })),
});

const closing = defineRoute({
  method: 'POST',
  url: '/p/:park/api/__nouns__/:id/closing',
  permission: 'signed-in',
  summary: 'Close one of the __nouns__',
  params: z.object({ park: z.string(), id: z.uuid() }),
  response: { 200: __noun__ },
  handler: (ctx) => {
    const actor = { park: ctx.park.code, by: ctx.principal.id, now: ctx.now };
    return ctx.inPark((tx) => close(tx, actor, ctx.params.id));
  },
});

/** The HTTP face of this slice. */
export const __nouns__Routes: readonly Route[] = [list, closing];
