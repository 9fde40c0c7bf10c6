import { z } from 'zod';
import type { Db } from '#platform/db/index.ts';
import { defineRoute, FileAnswer, fileResponse, type Route } from '#platform/http/index.ts';
import {
  auditView,
  entryView,
  erasureGrounds,
  erasurePreview,
  erasureRecord,
  erasureView,
  logView,
} from './model.ts';
import {
  auditLog,
  entriesPerPageAuditMax,
  eraseSubject,
  listErasures,
  previewErasure,
  readCheckpointNote,
  readEntry,
  readLog,
  readPolicy,
  readProof,
  readReceipt,
  readTile,
  readTimestampRoots,
  requireLog,
  type Erasers,
  type MayRead,
} from './service/index.ts';

/** What the routes need of the slices outside. */
export type EvidenceDependencies = {
  /** Connections under the application role; an audit takes a transaction a page. */
  readonly db: Db;
  readonly mayRead: MayRead;
  readonly erasers: Erasers;
};

const byEntry = z.object({ entryId: z.uuid() });
const textType = 'text/plain; charset=utf-8';
const tileType = 'application/octet-stream';

/** A full tile never changes; a narrower one is soon replaced by a wider. */
const tileCaching = { full: 'public, max-age=31536000, immutable', partial: 'public, max-age=60' };

/** The routes of this slice. */
export function evidenceRoutes(dependencies: EvidenceDependencies): Route[] {
  return [
    ...logRoutes(),
    ...entryRoutes(dependencies),
    ...officeRoutes(dependencies),
    ...erasureRoutes(dependencies),
  ];
}

/** The log for everybody, in the formats foreign tools read. @source C2SP tlog-tiles */
function logRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/log',
      permission: 'public',
      summary: 'The log: its key, size, newest checkpoint and policy.',
      response: { 200: logView },
      handler: ({ inPark }) => inPark(readLog),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/log/checkpoint',
      permission: 'public',
      summary: 'The newest checkpoint, a signed note (C2SP tlog-checkpoint).',
      response: { 200: fileResponse('text/plain') },
      handler: async ({ inPark, header }) => {
        header('cache-control', 'no-cache');
        return new FileAnswer(await inPark(readCheckpointNote), textType);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/log/tile/*',
      permission: 'public',
      summary: 'A tile of hashes or a bundle of entries (C2SP tlog-tiles).',
      params: z.object({ '*': z.string().max(200) }),
      response: { 200: fileResponse(tileType) },
      handler: async ({ inPark, params, header }) => {
        const tile = await inPark((tx) => readTile(tx, `tile/${params['*']}`));
        header('cache-control', tile.full ? tileCaching.full : tileCaching.partial);
        return new FileAnswer(tile.bytes, tileType);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/log/policy',
      permission: 'public',
      summary: 'The policy this site publishes (C2SP tlog-policy).',
      response: { 200: fileResponse('text/plain') },
      handler: async ({ inPark, park }) => {
        const text = await inPark(async (tx) => readPolicy(tx, await requireLog(tx)));
        return new FileAnswer(text, textType, `${park.code}.policy`);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/log/timestamp-roots',
      permission: 'public',
      summary: 'Certificates (PEM) in which chains of its timestamps end (RFC 3161).',
      response: { 200: fileResponse('application/x-pem-file') },
      handler: async ({ inPark, park }) => {
        const roots = await inPark(readTimestampRoots);
        return new FileAnswer(roots, 'application/x-pem-file', `${park.code}-timestamps.pem`);
      },
    }),
  ];
}

/** Entries and receipts, for whom they concern. */
function entryRoutes({ mayRead }: EvidenceDependencies): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/entries/:entryId',
      permission: 'evidence.read',
      summary: 'One entry of the journal and where it stands in the log.',
      params: byEntry,
      response: { 200: entryView },
      handler: ({ inPark, params, principal }) =>
        inPark((tx) => readEntry(tx, params.entryId, { principal, mayRead })),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/receipts/:entryId',
      permission: 'evidence.read',
      summary: 'The receipt of an entry; 409 until a checkpoint covers it.',
      params: byEntry,
      response: { 200: fileResponse('text/plain') },
      handler: async ({ inPark, params, principal }) => {
        const receipt = await inPark((tx) =>
          readReceipt(tx, params.entryId, { principal, mayRead }),
        );
        return new FileAnswer(receipt.text, textType, receipt.fileName);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/receipts/:entryId/proof',
      permission: 'evidence.read',
      summary: 'The proof of an entry for foreign tools (C2SP tlog-proof).',
      params: byEntry,
      response: { 200: fileResponse('text/plain') },
      handler: async ({ inPark, params, principal }) => {
        const proof = await inPark((tx) => readProof(tx, params.entryId, { principal, mayRead }));
        return new FileAnswer(proof.text, textType, proof.fileName);
      },
    }),
  ];
}

/** What offices do with the whole log. */
function officeRoutes({ db }: EvidenceDependencies): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/log/audit',
      permission: 'evidence.audit',
      summary: 'Re-hashes the journal against its log and names the first bad row.',
      idempotencyExempt: 'It only reads.',
      response: { 200: auditView },
      handler: ({ park }) => auditLog(db, park.code, { entriesMax: entriesPerPageAuditMax }),
    }),
  ];
}

/** Erasing a person or firm: what is held, doing it, and what was done. */
function erasureRoutes({ erasers }: EvidenceDependencies): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/erasures',
      permission: 'parties.manage',
      summary: 'What was erased in this park, newest first, at most fifty.',
      response: { 200: z.object({ items: z.array(erasureRecord) }) },
      handler: ({ inPark }) => inPark(async (tx) => ({ items: await listErasures(tx) })),
    }),
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/erasures/preview',
      permission: 'parties.manage',
      summary: 'What the journal holds about a subject; nothing is erased.',
      query: z.object({ subject: z.string().min(1).max(120) }),
      response: { 200: erasurePreview },
      handler: ({ inPark, query }) => inPark((tx) => previewErasure(tx, query.subject)),
    }),
    defineRoute({
      method: 'POST',
      url: '/p/:park/api/erasures',
      permission: 'parties.manage',
      summary: 'Erases a subject everywhere in the park; the log still verifies.',
      body: z.object({
        subject: z.string().min(1).max(120),
        ground: z.enum(erasureGrounds).optional(),
      }),
      response: { 200: erasureView },
      handler: ({ inPark, park, principal, now, body }) =>
        inPark((tx) =>
          eraseSubject(tx, { ...body, park: park.code, by: principal.id, now, erasers }),
        ),
    }),
  ];
}
