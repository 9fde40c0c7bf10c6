import { z } from 'zod';
import { defineRoute, pageOf, pageQuery, readCursor, type Route } from '#platform/http/index.ts';
import { needOfRecord, newServiceRecord, newVisit, serviceRecord, visit } from '../model/index.ts';
import type { CasesWorld } from '../service/act.ts';
import { networkOf } from '../service/network.ts';
import { becomeNeed, makeRecord, readRecords, recordView } from '../service/record.ts';
import { makeVisit, readVisits, visitView } from '../service/visit.ts';
import { actingOf, lookingOf } from './looking.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** 记一笔服务 and 走访: what the staff write down in a line. */
export function recordRoutes(world: CasesWorld): Route[] {
  return [
    writeRecordRoute(),
    listRecordsRoute(),
    needRoute(world),
    writeVisitRoute(),
    listVisitsRoute(),
  ];
}

function writeRecordRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/service-records',
    permission: 'cases.record',
    summary: 'Writes a one-line service record; a service is never counted as a need.',
    body: newServiceRecord,
    response: { 201: serviceRecord },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const row = await makeRecord(tx, actingOf(ctx), ctx.body);
        ctx.subject(row.id);
        const network = await networkOf(tx, ctx.park.code);
        return recordView(row, { network, words: lookingOf(ctx).words });
      }),
  });
}

function listRecordsRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/service-records',
    permission: 'cases.record',
    purpose: 'To see what was written down and go on from it',
    summary: 'Service records, latest first.',
    query: pageQuery,
    response: { 200: pageOf(serviceRecord) },
    handler: (ctx) =>
      ctx.inPark((tx) => {
        const after = readCursor(ctx.query.cursor, position);
        return readRecords(tx, lookingOf(ctx), { after, limit: ctx.query.limit });
      }),
  });
}

function needRoute(world: CasesWorld): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/service-records/:id/need',
    permission: 'cases.record',
    summary: 'Turns a service record into a need; the record keeps the number of the need.',
    params: z.object({ id: z.uuid() }),
    body: needOfRecord,
    response: { 201: serviceRecord },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const asked = { acting: actingOf(ctx), id: ctx.params.id, body: ctx.body };
        const { record, done } = await becomeNeed(tx, world, asked);
        ctx.subject(done.number);
        return recordView(record, { network: done.network, words: lookingOf(ctx).words });
      }),
  });
}

function writeVisitRoute(): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/visits',
    permission: 'cases.record',
    summary: 'Writes down a visit to a firm.',
    body: newVisit,
    response: { 201: visit },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const row = await makeVisit(tx, actingOf(ctx), ctx.body);
        ctx.subject(row.id);
        const network = await networkOf(tx, ctx.park.code);
        return visitView(row, { network, words: lookingOf(ctx).words });
      }),
  });
}

function listVisitsRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/visits',
    permission: 'cases.record',
    purpose: 'To see which firms were visited',
    summary: 'Visits, latest entered first.',
    query: pageQuery,
    response: { 200: pageOf(visit) },
    handler: (ctx) =>
      ctx.inPark((tx) => {
        const after = readCursor(ctx.query.cursor, position);
        return readVisits(tx, lookingOf(ctx), { after, limit: ctx.query.limit });
      }),
  });
}
