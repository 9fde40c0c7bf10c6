import { dayInZone } from '#domains/parties/index.ts';
import { addDays } from '#engines/calendar/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Figure, MonthSummary } from '../model/index.ts';
import { casesRefusals } from '../errors.ts';
import {
  countMatters,
  countNeedsBy,
  countRatings,
  countRecords,
  countVisits,
} from '../store/figures.ts';
import { cardGround } from './cards.ts';
import { lineFigures, matterFigures, ratingFigure, type FigureGround } from './figures.ts';
import { dayBounds } from './queue.ts';
import { stuckOn } from './stuck.ts';
import type { Looking } from './view.ts';

/**
 * The first day of a month and the last it can be counted to: its own last, or today.
 *
 * @throws {RefusalError} `cases.no_such_month` for no month, or one that has not begun
 */
export function daysOfMonth(month: string, today: string): { first: string; until: string } {
  const [year = '', number = ''] = month.split('-');
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  if (!isMonth || month > today.slice(0, 7)) {
    throw casesRefusals.refuse('cases.no_such_month', { month });
  }
  const next =
    number === '12'
      ? `${Number(year) + 1}-01-01`
      : `${year}-${String(Number(number) + 1).padStart(2, '0')}-01`;
  const last = addDays(next, -1);
  return { first: `${month}-01`, until: last < today ? last : today };
}

/**
 * 月总结: what was asked in the month and how much of it is closed, by class and by node, beside
 * the totals since the beginning; the four ledgers apart.
 *
 * @throws {RefusalError} `cases.no_such_month`
 * @source US-12
 */
export async function readMonth(tx: Tx, looking: Looking, month: string): Promise<MonthSummary> {
  const { park, words, now } = looking;
  const { first, until } = daysOfMonth(month, dayInZone(now, park.zone));
  const span = { start: dayBounds(first, park.zone).start, end: dayBounds(until, park.zone).end };
  const judged = {
    now,
    stuckBefore: (await stuckOn(tx, { park: park.code, zone: park.zone, now })).before,
  };
  const ground = { words, from: first, to: until };
  const counts = await countMatters(tx, span, judged);
  const ratings = await countRatings(tx, span);
  const lines = {
    services: await countRecords(tx, span),
    visits: await countVisits(tx, { from: first, to: until }),
  };
  const all = await countMatters(tx, { end: span.end }, judged);
  return {
    month,
    title: words.say('cases.rhythm.title.month', {
      month: words.month(month),
      until: words.date(until),
    }),
    until,
    demo: park.demo,
    figures: [
      ...matterFigures(ground, 'needs', counts.needs),
      ratingFigure(ground, 'needs', ratings.needs),
      ...lineFigures(ground, lines),
      ...matterFigures(ground, 'cases', counts.cases),
      ratingFigure(ground, 'cases', ratings.cases),
      ...sinceBeginning({ words, to: until }, all),
    ],
    ...(await tables(tx, looking, span)),
  };
}

/** The totals up to the month's end, so that a month stands beside the whole. */
function sinceBeginning(
  ground: FigureGround,
  all: Awaited<ReturnType<typeof countMatters>>,
): Figure[] {
  return matterFigures(ground, 'needs', all.needs)
    .slice(0, 4)
    .map((figure) => ({
      ...figure,
      id: `all-${figure.id}`,
      title: ground.words.say('cases.figure.all', { title: figure.title }),
    }));
}

async function tables(
  tx: Tx,
  { park, words, now }: Looking,
  span: { readonly start: string; readonly end: string },
): Promise<Pick<MonthSummary, 'byClass' | 'byNode'>> {
  const { network, needTitles } = await cardGround(tx, { park: park.code, words, now });
  const classes = new Map(
    (await countNeedsBy(tx, 'need_class', span)).map((row) => [row.key, row]),
  );
  const nodes = new Map((await countNeedsBy(tx, 'node', span)).map((row) => [row.key, row]));
  const of = (rows: typeof classes, key: string) => {
    const { total, closed } = rows.get(key) ?? { total: 0, closed: 0 };
    return { total, closed };
  };
  const unnamed = { 'zh-CN': '–' };
  const classCodes = [...new Set([...needTitles.keys(), ...classes.keys()])];
  const nodeCodes = [...new Set([...network.nodes.map(({ code }) => code), ...nodes.keys()])];
  return {
    byClass: classCodes.map((code) => ({
      code,
      title: needTitles.get(code) ?? (code === '' ? unnamed : { 'zh-CN': code }),
      ...of(classes, code),
    })),
    byNode: nodeCodes.map((node) => ({
      node,
      title: node === '' ? unnamed : network.nodeTitle(node),
      ...of(nodes, node),
    })),
  };
}
