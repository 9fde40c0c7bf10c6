import { dayInZone } from '#domains/parties/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Overview } from '../model/index.ts';
import { closedRateBp, percentText } from '../rules.ts';
import type { CaseRow } from '../store/case.ts';
import {
  countMatters,
  countOpenByNode,
  countRatings,
  countRecords,
  countVisits,
  openNeeds,
  type Counts,
} from '../store/figures.ts';
import { latestDecisions, type WeekDecisionRow } from '../store/week.ts';
import { cardGround, cardOf, heldBy, type CardGround } from './cards.ts';
import { lineFigures, matterFigures, pressingFigures, ratingFigure } from './figures.ts';
import { dayBounds } from './queue.ts';
import { stuckOn } from './stuck.ts';
import type { Looking } from './view.ts';

/** Open needs listed on the overview; all of them are behind its figure's link. */
const openLinesMax = 50;

/**
 * The office's overview: headline figures of the four ledgers apart, what presses now, open matters
 * by node, and the open needs with holder, reason, next step and limit.
 *
 * @param on park day up to which it counts; today when absent. What presses is always of now.
 * @source 9-pages (every figure is a link to its records); US-12
 */
export async function readOverview(tx: Tx, looking: Looking, on?: string): Promise<Overview> {
  const { park, words, now } = looking;
  const today = dayInZone(now, park.zone);
  const day = on !== undefined && on < today ? on : today;
  const span = { end: dayBounds(day, park.zone).end };
  const stuck = await stuckOn(tx, { park: park.code, zone: park.zone, now });
  const counts = await countMatters(tx, span, { now, stuckBefore: stuck.before });
  const ratings = await countRatings(tx, span);
  const lines = {
    services: await countRecords(tx, span),
    visits: await countVisits(tx, { to: day }),
  };
  const ground = { words, to: day === today ? undefined : day };
  return {
    on: day,
    demo: park.demo,
    figures: [
      ...matterFigures(ground, 'needs', counts.needs),
      ...pressingFigures(ground, counts, stuck),
      ratingFigure(ground, 'needs', ratings.needs),
      ...lineFigures(ground, lines),
      ...matterFigures(ground, 'cases', counts.cases),
      ratingFigure(ground, 'cases', ratings.cases),
    ],
    byNode: await byNode(tx, looking, true),
    casesByNode: await byNode(tx, looking, false),
    openNeeds: await openNeedsOf(tx, looking, counts.needs),
  };
}

/** Every node of the network in its order, and what it holds open. */
async function byNode(tx: Tx, { park, words, now }: Looking, need: boolean) {
  const { network } = await cardGround(tx, { park: park.code, words, now });
  const rows = new Map((await countOpenByNode(tx, need, now)).map((row) => [row.node, row]));
  return network.nodes.map(({ code, title }) => {
    const { open, overdue, sameDay } = rows.get(code) ?? { open: 0, overdue: 0, sameDay: 0 };
    return { node: code, title, open, overdue, sameDay };
  });
}

async function openNeedsOf(
  tx: Tx,
  { park, words, now }: Looking,
  { total, closed }: Counts,
): Promise<Overview['openNeeds']> {
  const rows = await openNeeds(tx, { limit: openLinesMax });
  const decisions = await latestDecisions(
    tx,
    rows.map(({ number }) => number),
  );
  const ground = await cardGround(tx, { park: park.code, words, now });
  return {
    total,
    closed,
    rateBp: closedRateBp(closed, total) ?? null,
    rateText: percentText(closed, total),
    lines: rows.map((row) => lineOf(row, ground, decisions.get(row.number))),
  };
}

function lineOf(
  row: CaseRow,
  ground: CardGround,
  decision: WeekDecisionRow | undefined,
): Overview['openNeeds']['lines'][number] {
  const card = cardOf(row, ground);
  const { words } = ground;
  return {
    number: row.number,
    holder: heldBy(row, ground),
    reason: reasonOpen(row, ground),
    next:
      decision === undefined || decision.what === ''
        ? card.next
        : words.say('cases.office.next', {
            who: decision.who,
            what: decision.what,
            when: words.day(decision.due_on),
          }),
    due: card.due,
    dueText: card.dueText,
    leftText: card.leftText,
    lamp: card.lamp,
  };
}

/** Why a need is still open: on which ground it stands still, or since when it is where it is. */
export function reasonOpen(row: CaseRow, { network, words }: CardGround): string {
  const pause = row.state.pauses.at(-1);
  if (row.suspended && pause !== undefined) {
    return words.say('cases.office.paused', { ground: pause.ground });
  }
  const since = words.day(dayInZone(row.progressed_at, network.zone));
  const phase = words.say(`cases.phase.${row.phase}`);
  if (row.reopened > 0) return words.say('cases.office.reopened', { phase, since });
  return words.say('cases.office.since', { phase, since });
}
