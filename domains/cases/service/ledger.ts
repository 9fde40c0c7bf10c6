import { pinnedBundle } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { writeCursor } from '#platform/http/index.ts';
import type { LedgerFilter, LedgerPage } from '../model/index.ts';
import {
  caseLedgerCount,
  caseLedgerRows,
  recordLedgerCount,
  recordLedgerRows,
  visitLedgerCount,
  visitLedgerRows,
  type CaseLedgerRow,
  type LedgerPosition,
  type LedgerQuestion,
} from '../store/ledger.ts';
import type { RecordRow, VisitRow } from '../store/record.ts';
import { cardGround, heldBy, titleOf, type CardGround } from './cards.ts';
import { columnsOf, type LedgerName } from './ledger-columns.ts';
import { postName } from './post.ts';
import { dayBounds } from './queue.ts';
import { stampOf } from './stamp.ts';
import { stuckOn } from './stuck.ts';
import type { Looking } from './view.ts';

/** Which part of which ledger. */
export type LedgerAsked = {
  readonly name: LedgerName;
  readonly filter: LedgerFilter;
  readonly after?: LedgerPosition | undefined;
  readonly limit: number;
};

type LedgerRow = LedgerPage['rows'][number];
/** A line with where it stands in the order. */
type PlacedRow = { readonly row: LedgerRow; readonly position: LedgerPosition };
type Ground = CardGround & { readonly zone: string };

/**
 * A page of a ledger: named cells in the reader's language, latest first.
 *
 * @source 9-pages (four ledgers, never added together)
 */
export async function readLedger(
  tx: Tx,
  looking: Looking,
  asked: LedgerAsked,
): Promise<LedgerPage> {
  const question = await questionOf(tx, looking, asked.filter);
  const { rows, next } = await readLedgerRows(tx, looking, asked);
  return {
    name: asked.name,
    columns: columnsOf(asked.name, looking.words.say),
    rows,
    total: await countOf(tx, asked.name, question),
    nextCursor: next === undefined ? null : writeCursor([...next]),
    demo: looking.park.demo,
  };
}

/** Lines of a ledger after a position, and the position to go on from, if there are more. */
export async function readLedgerRows(
  tx: Tx,
  looking: Looking,
  asked: LedgerAsked,
): Promise<{ rows: LedgerRow[]; next: LedgerPosition | undefined }> {
  const { park, words, now } = looking;
  const ground = {
    ...(await cardGround(tx, { park: park.code, words, now })),
    zone: park.zone,
  };
  const question = await questionOf(tx, looking, asked.filter);
  const cut = { after: asked.after, limit: asked.limit + 1 };
  const placed = await placedRows(tx, { name: asked.name, question, cut, ground });
  const kept = placed.slice(0, asked.limit);
  const more = placed.length > asked.limit;
  return { rows: kept.map(({ row }) => row), next: more ? kept.at(-1)?.position : undefined };
}

async function questionOf(
  tx: Tx,
  { park, now }: Looking,
  filter: LedgerFilter,
): Promise<LedgerQuestion> {
  const stuck = await stuckOn(tx, { park: park.code, zone: park.zone, now });
  const { q, from, to, ...rest } = filter;
  return {
    ...rest,
    text: q?.trim(),
    from,
    to,
    start: from === undefined ? undefined : dayBounds(from, park.zone).start,
    end: to === undefined ? undefined : dayBounds(to, park.zone).end,
    now,
    stuckBefore: stuck.before,
  };
}

function countOf(tx: Tx, name: LedgerName, question: LedgerQuestion): Promise<number> {
  if (name === 'services') return recordLedgerCount(tx, question);
  if (name === 'visits') return visitLedgerCount(tx, question);
  return caseLedgerCount(tx, name === 'needs', question);
}

async function placedRows(
  tx: Tx,
  asked: {
    readonly name: LedgerName;
    readonly question: LedgerQuestion;
    readonly cut: { readonly after: LedgerPosition | undefined; readonly limit: number };
    readonly ground: Ground;
  },
): Promise<PlacedRow[]> {
  const { name, question, cut, ground } = asked;
  if (name === 'services') {
    const rows = await recordLedgerRows(tx, question, cut);
    return rows.map((row) => ({ row: recordLine(row, ground), position: [row.at, row.id] }));
  }
  if (name === 'visits') {
    const rows = await visitLedgerRows(tx, question, cut);
    return rows.map((row) => ({ row: visitLine(row, ground), position: [row.visited_on, row.id] }));
  }
  const rows = await caseLedgerRows(tx, { need: name === 'needs', asked: question, cut });
  const placed: PlacedRow[] = [];
  for (const row of rows) {
    const end = await endTitle(tx, row, ground);
    placed.push({ row: caseLine(row, end, ground), position: [row.filed_at, row.number] });
  }
  return placed;
}

async function endTitle(tx: Tx, row: CaseLedgerRow, ground: Ground): Promise<string> {
  if (row.end_id === null) return '';
  const { definition } = await pinnedBundle(tx, ground.network.park, row.bundle);
  const end = definition.flow.ends[row.end_id];
  return end === undefined ? row.end_id : ground.words.pick(end.title);
}

const originOf = (imported: boolean, { words }: Ground): string =>
  imported ? words.say('cases.ledger.imported') : '';

function recordLine(row: RecordRow, ground: Ground): LedgerRow {
  const { network, words, zone } = ground;
  return {
    id: row.id,
    link: row.need_number === null ? null : `/desk/cases/${row.need_number}`,
    cells: {
      at: stampOf(row.at, zone),
      occurred: stampOf(row.occurred_at, zone),
      service: words.pick(row.service_title),
      node: words.pick(network.nodeTitle(row.node)),
      organisation: row.organisation,
      line: row.line,
      by: postName(row.by_post, network, words),
      need: row.need_number ?? '',
      origin: originOf(row.imported, ground),
    },
  };
}

function visitLine(row: VisitRow, ground: Ground): LedgerRow {
  const { network, words, zone } = ground;
  return {
    id: row.id,
    link: null,
    cells: {
      visitedOn: row.visited_on,
      node: words.pick(network.nodeTitle(row.node)),
      organisation: row.organisation,
      summary: row.summary,
      by: postName(row.by_post, network, words),
      at: stampOf(row.at, zone),
      origin: originOf(row.imported, ground),
    },
  };
}

function caseLine(row: CaseLedgerRow, end: string, ground: Ground): LedgerRow {
  const { network, words, zone, needTitles } = ground;
  const needClass = row.need_class === null ? undefined : needTitles.get(row.need_class);
  return {
    id: row.number,
    link: `/desk/cases/${row.number}`,
    cells: {
      number: row.number,
      filed: stampOf(row.filed_at, zone),
      needClass: needClass === undefined ? (row.need_class ?? '') : words.pick(needClass),
      service: words.pick(row.service_title),
      summary: titleOf(row, words),
      applicant: row.applicant_name,
      node: row.node === null ? '' : words.pick(network.nodeTitle(row.node)),
      holder: heldBy(row, ground),
      phase: words.say(`cases.phase.${row.phase}`),
      end,
      due: row.suspended ? words.say('cases.words.suspended') : stampOf(row.due_at, zone),
      closed: stampOf(row.closed_at, zone),
      kept: row.kept === null ? '' : words.say(row.kept ? 'cases.words.met' : 'cases.words.missed'),
      channel: words.say(`cases.channel.${row.channel}`),
      edition: row.edition,
      origin: originOf(row.imported, ground),
    },
  };
}
