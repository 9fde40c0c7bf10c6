import { z } from 'zod';
import type { Clock } from '#platform/config/index.ts';
import { defineRoute, type Route } from '#platform/http/index.ts';
import { partiesRefusals } from './errors.ts';
import { me, node, organisation, park, person, place } from './model.ts';
import { noteAbsence, organisationsOf, presentPark, readMe, type Directory } from './service.ts';
import { searchOrganisations, searchPeople, selectNodes, selectPlaces } from './store/index.ts';

const organisationsMax = 20;
const peopleMax = 20;

/** What the routes of this slice ask of the server. */
export type PartiesDependencies = {
  readonly directory: Directory;
  readonly clock: Clock;
  /** Moves the clock of the whole server; absent where it may not be moved. */
  readonly setNow?: (instant: string) => void;
};

/** The HTTP face of this slice. */
export function partiesRoutes({ directory, clock, setNow }: PartiesDependencies): readonly Route[] {
  const parks = defineRoute({
    method: 'GET',
    url: '/api/parks',
    permission: 'public',
    summary: 'The parks this server runs',
    response: { 200: z.object({ items: z.array(park) }) },
    handler: async () => ({
      items: (await directory.parks()).map((stored) => presentPark(stored, clock)),
    }),
  });

  const whoAmI = defineRoute({
    method: 'GET',
    url: '/p/:park/api/me',
    permission: 'public',
    summary: 'Who is asking, as what, for whom, and which doors are open',
    response: { 200: me },
    handler: async (ctx) => {
      const stored = (await directory.parks()).find(({ code }) => code === ctx.park.code);
      if (!stored) throw new Error('the park of a request is in the directory');
      const shown = presentPark(stored, clock);
      return ctx.inPark((tx) => readMe(tx, { park: shown, principal: ctx.principal }));
    },
  });

  const setClock = defineRoute({
    method: 'PUT',
    url: '/p/:park/api/clock',
    permission: 'park.clock',
    summary: 'Set the day of a demonstration',
    body: z.object({ now: z.iso.datetime({ offset: true }) }),
    response: { 200: z.object({ now: z.string() }) },
    handler: async (ctx) => {
      if (!setNow || !ctx.park.demo) throw partiesRefusals.refuse('parties.clock_not_settable');
      setNow(ctx.body.now);
      return { now: clock.now() };
    },
  });

  const away = defineRoute({
    method: 'POST',
    url: '/p/:park/api/my/absences',
    permission: 'parties.read',
    summary: 'Note the days I am away; my substitutes act in my roles then',
    body: z.object({ from: z.iso.date(), to: z.iso.date() }),
    response: { 201: z.object({ from: z.string(), to: z.string() }) },
    handler: async (ctx) => {
      const { from, to } = ctx.body;
      const { park: at, principal, now } = ctx;
      await ctx.inPark((tx) => noteAbsence(tx, { park: at, principal, now, from, to }));
      ctx.afterCommit(async () => directory.forget());
      return { from, to };
    },
  });
  return [
    parks,
    placesRoute(directory),
    whoAmI,
    setClock,
    away,
    nodes,
    myOrganisations,
    findOrganisations,
    findPeople,
  ];
}

/** Where people may go: one list for the whole park, whatever they come for. */
function placesRoute(directory: Directory): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/places',
    permission: 'public',
    summary: 'The service points where somebody receives people, with address and hours',
    response: { 200: z.object({ items: z.array(place) }) },
    handler: async (ctx) => {
      const stored = (await directory.parks()).find(({ code }) => code === ctx.park.code);
      if (!stored) throw new Error('the park of a request is in the directory');
      return { items: await ctx.inPark((tx) => selectPlaces(tx, stored)) };
    },
  });
}

const nodes = defineRoute({
  method: 'GET',
  url: '/p/:park/api/nodes',
  permission: 'public',
  summary: 'The network of the park: trunk, branches, leaves, desks',
  response: { 200: z.object({ items: z.array(node) }) },
  handler: async (ctx) =>
    ctx.inPark(async (tx) => ({ items: await selectNodes(tx, ctx.park.code) })),
});

const myOrganisations = defineRoute({
  method: 'GET',
  url: '/p/:park/api/my/organisations',
  permission: 'signed-in',
  summary: 'The organisations I may act for',
  response: { 200: z.object({ items: z.array(organisation) }) },
  handler: async (ctx) =>
    ctx.inPark(async (tx) => ({
      items: await organisationsOf(tx, ctx.park.code, ctx.principal),
    })),
});

const findOrganisations = defineRoute({
  method: 'GET',
  url: '/p/:park/api/organisations',
  permission: 'parties.read',
  summary: 'Organisations by a part of their name or by their code, at most twenty',
  query: z.object({ q: z.string().trim().min(1).max(100) }),
  response: { 200: z.object({ items: z.array(organisation) }) },
  handler: async (ctx) => {
    const search = { text: ctx.query.q, limit: organisationsMax };
    return ctx.inPark(async (tx) => ({
      items: await searchOrganisations(tx, ctx.park.code, search),
    }));
  },
});

const findPeople = defineRoute({
  method: 'GET',
  url: '/p/:park/api/people',
  permission: 'parties.manage',
  summary: 'People with an account in this park by a part of their name or e-mail, at most twenty',
  query: z.object({ q: z.string().trim().min(1).max(100) }),
  response: { 200: z.object({ items: z.array(person) }) },
  handler: async (ctx) => {
    const search = { text: ctx.query.q, limit: peopleMax };
    return ctx.inPark(async (tx) => ({ items: await searchPeople(tx, ctx.park.code, search) }));
  },
});
