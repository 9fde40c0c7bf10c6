import { dayInZone } from '#domains/parties/index.ts';
import {
  addDays,
  addWorkingDays,
  closeOf,
  formatInstant,
  nextWorkingDay,
  parseInstant,
  weekday,
  workingDaysBetween,
} from '#engines/calendar/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { RhythmSheet } from '../model/index.ts';
import type { CaseRow } from '../store/case.ts';
import { openNeeds, openNeedsCount, sameDayCount, sameDayNeeds } from '../store/figures.ts';
import { decisionsOfWeek, type WeekDecisionRow } from '../store/week.ts';
import { cardGround, cardOf, type CardGround } from './cards.ts';
import { dayBounds } from './queue.ts';
import { stuckOn } from './stuck.ts';
import type { Looking } from './view.ts';

type Kind = RhythmSheet['kind'];
type Row = RhythmSheet['rows'][number];

/** Rows of a printed sheet at most; the sheet says how many there are and where the rest is. */
const sheetRowsMax = 500;

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekday(day));

/**
 * A sheet of the rhythm on a park day: 即日办 undone first, 日调度 all open needs with node and
 * holder, 周推进 what has not moved on, each line with its decision of the week.
 *
 * @param on the day printed on the sheet; today when absent. States are those of now.
 * @source US-09, US-10, US-11 (即日办、日调度、周推进)
 */
export async function readSheet(
  tx: Tx,
  looking: Looking,
  asked: { readonly kind: Kind; readonly on?: string | undefined },
): Promise<RhythmSheet> {
  const { park, words, now } = looking;
  const on = asked.on ?? dayInZone(now, park.zone);
  const ground = await cardGround(tx, { park: park.code, words, now });
  const judged = on === dayInZone(now, park.zone) ? now : dayBounds(on, park.zone).start;
  const stuck = await stuckOn(tx, { park: park.code, zone: park.zone, now: judged });
  const rowsAndTotal = await {
    today: () => sameDaySheet(tx, ground, on),
    dispatch: () => dispatchSheet(tx, ground, on),
    week: () => weekSheet(tx, ground, { on, before: stuck.before }),
  }[asked.kind]();
  return {
    kind: asked.kind,
    on,
    title: titleOf(asked.kind, on, looking),
    demo: park.demo,
    ...rowsAndTotal,
    stuckDays: stuck.days,
    stuckIsOurs: stuck.isOurs,
  };
}

function titleOf(kind: Kind, on: string, { words }: Looking): string {
  const day = words.day(kind === 'week' ? mondayOf(on) : on);
  return words.say(`cases.rhythm.title.${kind}`, { day });
}

/**
 * From when to when what is received counts for a day: after the close of the working day before,
 * until its own close. A day off has no list of its own; what comes in counts for the next.
 *
 * @source US-09 (received after closing counts from the next working day)
 */
export function receivedFor(ground: Pick<CardGround, 'network'>, on: string) {
  const calendar = ground.network.calendarOf(ground.network.top);
  const before = addWorkingDays(calendar, on, -1);
  const close = closeOf(calendar, on);
  const after = closeOf(calendar, before);
  return {
    after: formatInstant(after ?? 0),
    until: formatInstant(close ?? after ?? 0),
    isDayOff: close === undefined,
  };
}

type Sheet = Pick<RhythmSheet, 'rows' | 'total' | 'link'>;

async function sameDaySheet(tx: Tx, ground: CardGround, on: string): Promise<Sheet> {
  const window = receivedFor(ground, on);
  const rows = await sameDayNeeds(tx, { ...window, limit: sheetRowsMax });
  return {
    rows: rows.map((row) => rowOf(row, ground, { why: sameDayReason(row, ground) })),
    total: await sameDayCount(tx, window),
    link: '/desk/ledgers/needs?state=same-day',
  };
}

function sameDayReason(row: CaseRow, { words, now }: CardGround): string {
  if (row.end_id === null && row.same_day) {
    const due = row.due_response ?? row.due_step ?? row.due_at;
    const key = due !== null && due < now ? 'cases.rhythm.late' : 'cases.rhythm.undone';
    return words.say(key, { due: due === null ? '' : words.instant(parseInstant(due)) });
  }
  const acted = row.state.clocks.find(({ limit }) => limit === 'same-day')?.stoppedAt;
  return words.say('cases.rhythm.done', {
    at: words.instant(parseInstant(acted ?? row.progressed_at)),
  });
}

async function dispatchSheet(tx: Tx, ground: CardGround, on: string): Promise<Sheet> {
  const rows = await openNeeds(tx, { limit: sheetRowsMax });
  return {
    rows: rows.map((row) => rowOf(row, ground, { why: dispatchReason(row, ground, on) })),
    total: await openNeedsCount(tx),
    link: '/desk/ledgers/needs?state=open',
  };
}

/** Since when a need counts: from the working day on which, or before which, it was received. */
function dispatchReason(row: CaseRow, { network, words }: CardGround, on: string): string {
  const calendar = network.calendarOf(network.top);
  const day = dayInZone(row.filed_at, network.zone);
  const close = closeOf(calendar, day);
  const inTime = close !== undefined && parseInstant(row.filed_at) <= close;
  const from = inTime ? day : nextWorkingDay(calendar, day);
  if (!inTime && from >= on)
    return words.say('cases.rhythm.after_close', { from: words.day(from) });
  if (from >= on) return words.say('cases.rhythm.received_today');
  return words.say('cases.rhythm.open_days', {
    from: words.day(from),
    n: workingDaysBetween(calendar, from, on),
  });
}

async function weekSheet(
  tx: Tx,
  ground: CardGround,
  { on, before }: { readonly on: string; readonly before: string },
): Promise<Sheet> {
  const { network, words } = ground;
  const calendar = network.calendarOf(network.top);
  const rows = await openNeeds(tx, { limit: sheetRowsMax, stuckBefore: before });
  const decisions = await decisionsOfWeek(tx, mondayOf(on));
  return {
    rows: rows.map((row) => {
      const since = dayInZone(row.progressed_at, network.zone);
      const n = workingDaysBetween(calendar, since, on);
      const why = words.say('cases.rhythm.stuck', { since: words.day(since), n });
      return rowOf(row, ground, { why, decision: decisions.get(row.number) });
    }),
    total: await openNeedsCount(tx, before),
    link: '/desk/ledgers/needs?state=stuck',
  };
}

function rowOf(
  row: CaseRow,
  ground: CardGround,
  more: { readonly why: string; readonly decision?: WeekDecisionRow | undefined },
): Row {
  const { decision } = more;
  return {
    card: cardOf(row, ground),
    why: more.why,
    decision:
      decision === undefined
        ? null
        : { who: decision.who, what: decision.what, when: decision.due_on, at: decision.at },
  };
}
