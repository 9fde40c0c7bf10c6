import { z } from 'zod';
import {
  defineRoute,
  FileAnswer,
  fileResponse,
  pageQuery,
  pageSizeMax,
  readCursor,
  type Route,
} from '#platform/http/index.ts';
import { dayInZone } from '#domains/parties/index.ts';
import type { Tx } from '#platform/db/index.ts';
import {
  importReport,
  ledgerFilter,
  ledgerNames,
  ledgerPage,
  type LedgerFilter,
} from '../model/index.ts';
import type { CasesWorld } from '../service/act.ts';
import { importLedger } from '../service/import.ts';
import { importBytesMax } from '../service/sheet-reading.ts';
import { columnsOf, type LedgerName } from '../service/ledger-columns.ts';
import { readLedger, readLedgerRows } from '../service/ledger.ts';
import type { Looking } from '../service/view.ts';
import { writeWorkbook } from '../service/workbook.ts';
import { actingOf, lookingOf } from './looking.ts';

const byName = z.object({ name: z.enum(ledgerNames) });
const position = z.tuple([z.string().max(40), z.string().max(80)]);

/** Media type of .xlsx. */
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 服务台账, 需求台账, 走访台账, 办件台账: read, taken away, filled with history. */
export function ledgerRoutes(world: CasesWorld): Route[] {
  return [pageRoute(), workbookRoute(), importRoute(world)];
}

function importRoute(world: CasesWorld): Route {
  return defineRoute({
    method: 'POST',
    url: '/p/:park/api/ledgers/:name/import',
    permission: 'cases.import',
    consumes: 'upload',
    bodyLimitBytes: importBytesMax,
    summary: 'Imports history from an .xlsx, all rows or none, with every fault and its row.',
    params: z.object({ name: z.enum(['services', 'visits', 'needs']) }),
    response: { 200: importReport },
    handler: (ctx) => {
      const { upload } = ctx;
      if (upload === undefined) throw new Error('an upload route is given its file');
      const { words } = lookingOf(ctx);
      const asked = { acting: actingOf(ctx), words, name: ctx.params.name, bytes: upload.bytes };
      return ctx.inPark((tx) => importLedger(tx, world, asked));
    },
  });
}

function pageRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/ledgers/:name',
    permission: 'cases.ledgers',
    purpose: 'To keep the park’s ledgers',
    summary: 'A ledger, latest first; the four ledgers are never added together.',
    params: byName,
    query: pageQuery.extend(ledgerFilter.shape),
    response: { 200: ledgerPage },
    handler: (ctx) => {
      const { cursor, limit, ...filter } = ctx.query;
      const after = readCursor(cursor, position);
      const asked = { name: ctx.params.name, filter, after, limit };
      return ctx.inPark((tx) => readLedger(tx, lookingOf(ctx), asked));
    },
  });
}

function workbookRoute(): Route {
  return defineRoute({
    method: 'GET',
    url: '/p/:park/api/ledgers/:name.xlsx',
    permission: 'cases.ledgers',
    purpose: 'To take a ledger of the park away',
    summary: 'What a ledger shows under a filter, as a workbook; demonstration data says so.',
    params: byName,
    query: ledgerFilter,
    response: { 200: fileResponse(xlsx) },
    handler: async (ctx) => {
      const looking = lookingOf(ctx);
      const { name } = ctx.params;
      const { say } = looking.words;
      const columns = columnsOf(name, say);
      const mark = ctx.park.demo ? [say('cases.ledger.demo')] : [];
      const title = say(`cases.ledger.name.${name}`);
      const content = writeWorkbook({
        name: title,
        header: [...columns.map((column) => column.title), ...mark],
        batches: batchesOf(ctx.inPark, looking, {
          name,
          filter: ctx.query,
          columns: columns.map(({ id }) => id),
        }),
      });
      const day = dayInZone(ctx.now, ctx.park.zone);
      const fileName = [title, day, ...(ctx.park.demo ? [say('cases.ledger.demo_file')] : [])];
      return new FileAnswer(content, xlsx, `${fileName.join('-')}.xlsx`);
    },
  });
}

type InPark = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Rows of a ledger page by page, each in a transaction of its own: a slow reader holds none. */
async function* batchesOf(
  inPark: InPark,
  looking: Looking,
  asked: {
    readonly name: LedgerName;
    readonly filter: LedgerFilter;
    readonly columns: readonly string[];
  },
): AsyncGenerator<string[][]> {
  const { columns, ...rest } = asked;
  let after: readonly [string, string] | undefined;
  do {
    const page = await inPark((tx) =>
      readLedgerRows(tx, looking, { ...rest, after, limit: pageSizeMax * 5 }),
    );
    yield page.rows.map(({ cells }) => columns.map((id) => cells[id] ?? ''));
    after = page.next;
  } while (after !== undefined);
}
