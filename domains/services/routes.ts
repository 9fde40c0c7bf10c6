import { z } from 'zod';
import { dayInZone } from '#domains/parties/index.ts';
import { newId } from '#platform/config/index.ts';
import {
  defineRoute,
  FileAnswer,
  fileResponse,
  type Principal,
  type Route,
} from '#platform/http/index.ts';
import type { Language } from '#platform/text/localized.ts';
import {
  catalogue,
  change,
  clauseCarriers,
  flowDraft,
  needClassList,
  revisable,
  revision,
  revisionStates,
  serviceGuide,
} from './model/index.ts';
import {
  draftFlow,
  listRevisions,
  openRevision,
  publishRevision,
  readCarriers,
  readCatalogue,
  readFlowFile,
  readGuide,
  readNeedClasses,
  readRevisable,
  readRevision,
  renewRevision,
  revisionVersion,
  saveRevision,
  withdrawRevision,
  type CountOpenCases,
  type Reviser,
} from './service/index.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const byCode = z.object({ code: z.string().max(80) });
const byId = z.object({ id: z.uuid() });

/** Most changes one revision may make. */
const changesMax = 50;

const draft = z.object({
  reason: z.string().min(1).max(2_000),
  changes: z.array(change).max(changesMax),
});

const revisionLine = z.object({
  id: z.string(),
  service: z.string(),
  clause: z.string(),
  state: z.enum(revisionStates),
  reason: z.string(),
  openedAt: z.string(),
});

type Asking = {
  readonly park: { readonly code: string; readonly zone: string };
  readonly principal: Principal;
  readonly now: string;
  readonly lang: Language;
};

function reviserOf({ park, principal, now, lang }: Asking): Reviser {
  const node = principal.roles.find(({ role }) => role === 'standards-officer')?.node;
  return {
    park: park.code,
    by: principal.id,
    now,
    today: dayInZone(now, park.zone),
    lang,
    ...(node === undefined ? {} : { node }),
  };
}

/** What the routes need of the slices outside. */
export type ServicesDependencies = { readonly countOpenCases: CountOpenCases };

/** The routes of this slice. */
export function servicesRoutes(dependencies: ServicesDependencies): Route[] {
  return [...publicRoutes(), ...revisionRoutes(dependencies)];
}

function publicRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/services',
      permission: 'public',
      summary: 'The catalogue in force today; `q` finds words, pinyin and initials.',
      query: z.object({
        q: z.string().max(200).optional(),
        class: z.string().max(64).optional(),
        standard: z.string().max(80).optional(),
        on: day.optional(),
      }),
      response: { 200: catalogue },
      handler: ({ inPark, park, query, now }) =>
        inPark((tx) =>
          readCatalogue(tx, {
            park: park.code,
            day: query.on ?? dayInZone(now, park.zone),
            text: query.q,
            class: query.class,
            standard: query.standard,
          }),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/services/:code',
      permission: 'public',
      summary: 'The guide of a service, generated from the definition that runs.',
      params: byCode,
      query: z.object({ on: day.optional(), bundle: z.string().max(64).optional() }),
      response: { 200: serviceGuide },
      handler: ({ inPark, park, params, query, now }) =>
        inPark((tx) =>
          readGuide(tx, {
            park: park.code,
            service: params.code,
            day: query.on ?? dayInZone(now, park.zone),
            bundle: query.bundle,
          }),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/services/:code/need-classes',
      permission: 'public',
      summary: 'The classes a need of this service may have today, in their order.',
      params: byCode,
      response: { 200: needClassList },
      handler: ({ inPark, park, params, now }) =>
        inPark((tx) => readNeedClasses(tx, params.code, dayInZone(now, park.zone))),
    }),
    flowFileRoute(),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/clauses/:standard/:clause/carriers',
      permission: 'public',
      summary: 'What runs under a clause of a standard (by its number), and its revisions.',
      params: z.object({ standard: z.string().max(80), clause: z.string().max(40) }),
      response: { 200: clauseCarriers },
      handler: ({ inPark, park, params, now }) =>
        inPark((tx) => readCarriers(tx, { ...params, day: dayInZone(now, park.zone) })),
    }),
  ];
}

/** The flow for a BPMN tool; people see it drawn in the guide. */
function flowFileRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/services/:code/flow.bpmn',
    permission: 'public',
    summary: 'The flow of a service as BPMN 2.0 XML, drawn from the definition that runs.',
    params: byCode,
    query: z.object({ on: day.optional() }),
    response: { 200: fileResponse('application/xml') },
    handler: async ({ inPark, park, params, query, now, lang }) => {
      const xml = await inPark((tx) =>
        readFlowFile(tx, {
          park: park.code,
          service: params.code,
          day: query.on ?? dayInZone(now, park.zone),
          lang,
        }),
      );
      return new FileAnswer(xml, 'application/xml; charset=utf-8', `${params.code}.bpmn`);
    },
  });
}

function revisionRoutes({ countOpenCases }: ServicesDependencies): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/services/:code/revisable',
      permission: 'standards.revise',
      summary:
        'What may be revised under a clause of a service, from its latest or an earlier edition.',
      params: byCode,
      query: z.object({ clause: z.string().max(40), bundle: z.string().max(64).optional() }),
      response: { 200: revisable },
      handler: (ctx) =>
        ctx.inPark((tx) =>
          readRevisable(tx, reviserOf(ctx), {
            service: ctx.params.code,
            clause: ctx.query.clause,
            bundle: ctx.query.bundle,
          }),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/revisions',
      permission: 'standards.revise',
      summary: 'Revisions, latest first.',
      response: { 200: z.object({ items: z.array(revisionLine) }) },
      handler: async ({ inPark }) => ({ items: await inPark((tx) => listRevisions(tx)) }),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/revisions/:id',
      permission: 'standards.revise',
      summary: 'A revision with its findings and the guide as it would be.',
      params: byId,
      response: { 200: revision },
      handler: (ctx) => {
        // What it would move is counted anew each time; its version stands in the body.
        ctx.header('cache-control', 'no-store');
        return ctx.inPark((tx) =>
          readRevision(tx, reviserOf(ctx), { id: ctx.params.id, countOpenCases }),
        );
      },
    }),
    ...writingRoutes(countOpenCases),
  ];
}

/** The largest BPMN file handed in, in characters. */
const bpmnMax = 900_000;

/** A flow drawn in a BPMN tool becomes a revision. */
function flowDraftRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/services/:code/flow-drafts',
    permission: 'standards.revise',
    summary: 'Reads a BPMN 2.0 file as the flow of a service’s next edition and opens a revision.',
    params: byCode,
    body: z.object({
      file: z.string().min(1).max(200),
      xml: z.string().min(1).max(bpmnMax),
      reason: z.string().min(1).max(2_000),
    }),
    response: { 200: flowDraft },
    handler: (ctx) =>
      ctx.inPark((tx) =>
        draftFlow(tx, reviserOf(ctx), {
          id: newId(),
          handedIn: { service: ctx.params.code, ...ctx.body },
        }),
      ),
  });
}

type Course = {
  readonly act: 'withdraw' | 'renew';
  readonly summary: string;
  readonly carryOut: typeof withdrawRevision;
};

/** What becomes of a draft as a whole. */
function courseRoute(countOpenCases: CountOpenCases, { act, summary, carryOut }: Course): Route {
  return defineRoute({
    method: 'POST',
    url: `/p/:park/api/revisions/:id/${act}`,
    permission: 'standards.revise',
    summary,
    ifMatch: 'required',
    params: byId,
    body: z.object({}),
    response: { 200: revision },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const { id } = ctx.params;
        ctx.match(await revisionVersion(tx, id));
        await carryOut(tx, reviserOf(ctx), id);
        return readRevision(tx, reviserOf(ctx), { id, countOpenCases });
      }),
  });
}

function writingRoutes(countOpenCases: CountOpenCases): Route[] {
  return [
    flowDraftRoute(),
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/revisions',
      permission: 'standards.revise',
      summary: 'Opens a revision of a service under a clause.',
      body: draft.extend({ service: z.string().max(80), clause: z.string().max(40) }),
      response: { 201: revision },
      handler: (ctx) =>
        ctx.inPark(async (tx) => {
          const id = newId();
          await openRevision(tx, reviserOf(ctx), { id, draft: ctx.body });
          return readRevision(tx, reviserOf(ctx), { id, countOpenCases });
        }),
    }),
    defineRoute({
      method: 'PUT',
      url: '/p/:park/api/revisions/:id',
      permission: 'standards.revise',
      summary: 'Saves the reason and the changes of a draft.',
      ifMatch: 'required',
      params: byId,
      body: draft,
      response: { 200: revision },
      handler: (ctx) =>
        ctx.inPark(async (tx) => {
          ctx.match(await revisionVersion(tx, ctx.params.id));
          await saveRevision(tx, reviserOf(ctx), { id: ctx.params.id, ...ctx.body });
          return readRevision(tx, reviserOf(ctx), { id: ctx.params.id, countOpenCases });
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/revisions/:id/publish',
      permission: 'standards.revise',
      summary: 'Publishes a draft as the next edition.',
      ifMatch: 'required',
      params: byId,
      body: z.object({ edition: z.string().min(1).max(40), releasedOn: day, effectiveOn: day }),
      response: { 200: revision },
      handler: (ctx) =>
        ctx.inPark(async (tx) => {
          const { id } = ctx.params;
          ctx.match(await revisionVersion(tx, id));
          await publishRevision(tx, reviserOf(ctx), { id, release: ctx.body });
          return readRevision(tx, reviserOf(ctx), { id, countOpenCases });
        }),
    }),
    courseRoute(countOpenCases, {
      act: 'withdraw',
      summary: 'Gives a draft up; it stays to be read.',
      carryOut: withdrawRevision,
    }),
    courseRoute(countOpenCases, {
      act: 'renew',
      summary: 'Puts a draft on the latest edition, where another was published since.',
      carryOut: renewRevision,
    }),
  ];
}
