import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dayInZone } from '#domains/parties/index.ts';
import { bundleFor } from '#domains/services/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { FileStore } from '#platform/files/index.ts';
import { defineRoute, FileAnswer, fileResponse, type Route } from '#platform/http/index.ts';
import { casesRefusals } from '../errors.ts';
import { draftCard, fileCase as fileCaseBody } from '../model/index.ts';
import { readDrafts } from '../service/drafts.ts';
import { mayReadStream } from '../service/read.ts';
import { streamOf } from '../service/stream.ts';
import { caseOfDocument } from '../store/document.ts';
import { draftOf, dropDraft, saveDraft } from '../store/draft.ts';
import { filesByIds, insertFile, type FileRow } from '../store/file.ts';
import type { Asking } from './looking.ts';

const byService = z.object({ service: z.string().max(80) });
const answers = fileCaseBody.shape.answers;

/** Most bytes one material may have. */
export const materialMaxBytes = 10 * 1024 * 1024;

/** What may be handed in, by the ending of its name. */
const endings = ['pdf', 'jpg', 'jpeg', 'png', 'doc', 'docx', 'xls', 'xlsx', 'ofd', 'zip'];

/** Drafts of forms and the materials handed in with them. */
export function formRoutes(files: FileStore): Route[] {
  return [
    listDraftsRoute(),
    readDraftRoute(),
    saveDraftRoute(),
    dropDraftRoute(),
    uploadRoute(files),
    downloadRoute(files),
  ];
}

function listDraftsRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/my/drafts',
    permission: 'signed-in',
    purpose: 'To go on with a form one has begun',
    summary: 'Forms I have begun and not filed, latest first.',
    response: { 200: z.object({ items: z.array(draftCard) }) },
    handler: async (ctx) => {
      const day = dayInZone(ctx.now, ctx.park.zone);
      const owner = ctx.principal.id;
      return { items: await ctx.inPark((tx) => readDrafts(tx, { owner, day })) };
    },
  });
}

function dropDraftRoute(): Route {
  return defineRoute({
    method: 'DELETE',
    url: '/p/:park/api/my/drafts/:service',
    permission: 'signed-in',
    idempotencyExempt: 'A draft thrown away twice is gone once',
    summary: 'Throws a form away that was begun.',
    params: byService,
    response: { 200: z.object({ service: z.string() }) },
    handler: async (ctx) => {
      const { service } = ctx.params;
      await ctx.inPark((tx) => dropDraft(tx, ctx.principal.id, service));
      return { service };
    },
  });
}

function readDraftRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/my/drafts/:service',
    permission: 'signed-in',
    purpose: 'To go on with a form one has begun',
    summary: 'The saved draft of a form; `outdated` when a newer edition applies.',
    params: byService,
    response: {
      200: z.object({
        answers: answers.nullable(),
        savedAt: z.string().nullable(),
        outdated: z.boolean(),
      }),
    },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const draft = await draftOf(tx, ctx.principal.id, ctx.params.service);
        if (draft === undefined) return { answers: null, savedAt: null, outdated: false };
        const day = dayInZone(ctx.now, ctx.park.zone);
        const { hash } = await bundleFor(tx, ctx.params.service, day);
        const outdated = hash !== draft.bundle;
        return { answers: answers.parse(draft.answers), savedAt: draft.saved_at, outdated };
      }),
  });
}

function saveDraftRoute(): Route {
  return defineRoute({
    method: 'PUT',
    url: '/p/:park/api/my/drafts/:service',
    permission: 'signed-in',
    idempotencyExempt: 'Saving the same draft again leaves the same draft',
    summary: 'Saves a form that is not yet submitted.',
    params: byService,
    body: z.object({ answers }),
    response: { 200: z.object({ savedAt: z.string() }) },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const day = dayInZone(ctx.now, ctx.park.zone);
        const { hash } = await bundleFor(tx, ctx.params.service, day);
        await saveDraft(tx, {
          park_id: ctx.park.code,
          owner: ctx.principal.id,
          service: ctx.params.service,
          bundle: hash,
          answers: JSON.stringify(ctx.body.answers),
          saved_at: ctx.now,
        });
        return { savedAt: ctx.now };
      }),
  });
}

function uploadRoute(files: FileStore): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/files',
    permission: 'signed-in',
    consumes: 'upload',
    bodyLimitBytes: materialMaxBytes,
    idempotencyExempt: 'A file handed in twice is two files, of which the form names one',
    summary: 'Takes one material; a case names it by its id.',
    response: { 201: z.object({ id: z.string(), name: z.string(), sizeBytes: z.number().int() }) },
    handler: async (ctx) => {
      const { upload } = ctx;
      if (upload === undefined) throw new Error('an upload route is given its file');
      const ending = upload.name.split('.').at(-1)?.toLowerCase() ?? '';
      if (!endings.includes(ending)) {
        throw casesRefusals.refuse('cases.file_type', { name: upload.name });
      }
      const key = createHash('sha256').update(upload.bytes).digest('hex');
      await files.put({ park: ctx.park.code, key }, upload.bytes);
      const id = newId();
      await ctx.inPark((tx) =>
        insertFile(tx, {
          park_id: ctx.park.code,
          id,
          key,
          name: upload.name.slice(0, 200),
          media_type: upload.mediaType.slice(0, 120),
          size_bytes: upload.bytes.length,
          owner: ctx.principal.id,
          added_at: ctx.now,
        }),
      );
      return { id, name: upload.name, sizeBytes: upload.bytes.length };
    },
  });
}

function downloadRoute(files: FileStore): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/files/:id',
    permission: 'signed-in',
    purpose: 'To read a material of a matter one handles or has asked for',
    summary: 'A material, for whoever handed it in and for the staff.',
    params: z.object({ id: z.uuid() }),
    response: { 200: fileResponse('application/octet-stream') },
    handler: async (ctx) => {
      const { id } = ctx.params;
      const { found, allowed } = await ctx.inPark(async (tx) => {
        const file = (await filesByIds(tx, [id])).get(id);
        return { found: file, allowed: file !== undefined && (await mayTake(tx, ctx, file)) };
      });
      const bytes =
        found && allowed ? await files.get({ park: ctx.park.code, key: found.key }) : undefined;
      if (found === undefined || bytes === undefined) {
        throw casesRefusals.refuse('cases.file_not_found', { file: id });
      }
      return new FileAnswer(bytes, 'application/octet-stream', found.name);
    },
  });
}

/** Whoever handed a file in, the staff, and for a result document everybody who may see its case. */
async function mayTake(
  tx: Tx,
  { principal }: Pick<Asking, 'principal'>,
  { id, owner }: Pick<FileRow, 'id' | 'owner'>,
): Promise<boolean> {
  if (owner === principal.id || principal.roles.some(({ role }) => role !== 'applicant'))
    return true;
  const number = await caseOfDocument(tx, id);
  return number !== undefined && (await mayReadStream(tx, principal, streamOf(number)));
}
