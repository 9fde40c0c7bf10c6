import { z } from 'zod';
import {
  defineRoute,
  FileAnswer,
  fileResponse,
  pageOf,
  pageQuery,
  readCursor,
  type Route,
} from '#platform/http/index.ts';
import { writeWord, wordMediaType } from '#platform/office/index.ts';
import { caseRead, notice } from '../model/index.ts';
import { readNotices } from '../service/notices.ts';
import type { PaperAddresses } from '../service/paper.ts';
import { requireVisible } from '../service/read.ts';
import { noteRead, readReads } from '../service/reads.ts';
import { readVoucher } from '../service/voucher.ts';
import { lookingOf } from './looking.ts';

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** What follows from acts, as people read it: notices, papers, and who has read a case. */
export function outcomeRoutes(addressesOf: (park: string) => PaperAddresses): Route[] {
  return [noticesRoute(), voucherRoute(addressesOf), readsRoute()];
}

function noticesRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/my/notices',
    permission: 'signed-in',
    purpose: 'To be told of one’s own matters',
    summary: 'Notices about my cases and those of my parties, latest first.',
    query: pageQuery,
    response: { 200: pageOf(notice) },
    handler: (ctx) =>
      ctx.inPark((tx) => {
        const after = readCursor(ctx.query.cursor, position);
        return readNotices(tx, lookingOf(ctx), { after, limit: ctx.query.limit });
      }),
  });
}

function voucherRoute(addressesOf: (park: string) => PaperAddresses): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/cases/:number/vouchers/:entry.docx',
    permission: 'cases.read',
    purpose: 'To have the paper of an act in hand',
    summary:
      'The paper of an act (收件凭证, 受理通知书, 一次告知补正通知书 …), a sample without seal.',
    params: z.object({ number: z.string().max(80), entry: z.uuid() }),
    response: { 200: fileResponse(wordMediaType) },
    handler: async (ctx) => {
      const { number, entry: entryId } = ctx.params;
      const looking = lookingOf(ctx);
      const document = await ctx.inPark(async (tx) => {
        const row = await requireVisible(tx, looking, number);
        await noteRead(tx, looking, { row, purpose: 'paper' });
        return readVoucher(tx, looking, { row, entryId, addresses: addressesOf(ctx.park.code) });
      });
      const name = `${number}-${document.title}.docx`;
      return new FileAnswer(await writeWord(document), wordMediaType, name);
    },
  });
}

function readsRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/cases/:number/reads',
    permission: 'cases.read',
    purpose: 'To see who has read one’s own matter',
    summary: 'Which posts of the staff have read a case, for what and when; no names.',
    params: z.object({ number: z.string().max(80) }),
    response: { 200: z.object({ items: z.array(caseRead) }) },
    handler: (ctx) =>
      ctx.inPark(async (tx) => {
        const looking = lookingOf(ctx);
        await requireVisible(tx, looking, ctx.params.number);
        return { items: await readReads(tx, looking, ctx.params.number) };
      }),
  });
}
