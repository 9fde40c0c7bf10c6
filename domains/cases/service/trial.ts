import { definitionsOfRevision, type ReplayPage } from '#domains/services/index.ts';
import { dayIn, parseInstant, workingDaysBetween } from '#engines/calendar/index.ts';
import {
  replay,
  type CaseEvent,
  type Definition,
  type Replay,
  type Replayed,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { writeCursor } from '#platform/http/index.ts';
import { readStream } from '#platform/journal/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { countFiledIn, numbersFiledIn, type FiledIn } from '../store/migration.ts';
import { networkOf, type Network } from './network.ts';
import { eventOf, streamOf } from './stream.ts';
import type { Words } from './words.ts';

/** Which real cases are played under what. */
export type ReplayAsked = {
  readonly park: string;
  readonly draft: Definition;
  readonly span: FiledIn;
  readonly words: Words;
  readonly after: string;
  readonly limit: number;
};

/**
 * Plays the cases of a span under a draft, a page at a time, and says in words what would have
 * become otherwise. Reads the journal and writes nothing.
 *
 * @source 2-service-language, "Beside every definition" (replay)
 */
export async function replayCases(tx: Tx, asked: ReplayAsked): Promise<ReplayPage> {
  const { park, draft, span, words, after, limit } = asked;
  const network = await networkOf(tx, park);
  const total = await countFiledIn(tx, span);
  const numbers = await numbersFiledIn(tx, { ...span, after, limit });
  const { journals, erased } = await readJournals(tx, numbers);
  const { calendarOf, parentOf } = network;
  const result = replay(draft, journals, { calendarOf, parentOf });
  const last = numbers.at(-1);
  return {
    ...{ from: span.from, to: span.to, total, erased, played: Object.keys(journals).length },
    ...counts(result),
    items: result.cases
      .filter(({ changed }) => changed)
      .map((one) => ({ number: one.case, changes: changesIn(one, draft, words) })),
    workload: workloadIn(result, network),
    next: numbers.length < limit || last === undefined ? null : writeCursor([last]),
  };
}

const counts = ({ changed, refusals, ends, dues }: Replay) => ({ changed, refusals, ends, dues });

/** Journals by case; one whose texts were erased cannot be decided again and is only counted. */
async function readJournals(
  tx: Tx,
  numbers: readonly string[],
): Promise<{ readonly journals: Record<string, CaseEvent[]>; readonly erased: number }> {
  const journals: Record<string, CaseEvent[]> = {};
  let erased = 0;
  for (const number of numbers) {
    const read = (await readStream(tx, streamOf(number))).map(eventOf);
    if (read.some((one) => one.erased)) erased += 1;
    else journals[number] = read.map(({ event }) => event);
  }
  return { journals, erased };
}

function workloadIn({ workload }: Replay, network: Network): ReplayPage['workload'] {
  return Object.entries(workload)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([role, { before, after }]) => ({
      ...{ role, title: network.roleTitle(role), before, after },
    }));
}

function changesIn(one: Replayed, draft: Definition, words: Words): string[] {
  const end = (key: string | undefined) =>
    key === undefined ? words.say('cases.trial.open') : words.pick(endTitle(draft, key));
  const due = (at: number | null | undefined) =>
    at === undefined || at === null ? words.say('cases.trial.no_due') : words.instant(at);
  return [
    ...one.refused.map(({ verb, at, refusal }) =>
      words.say('cases.trial.refused', {
        ...{ verb: words.say(`process.verb.${verb}`), at: words.instant(parseInstant(at)) },
        why: words.say(`${refusal.code}.title`, refusal.values),
      }),
    ),
    ...(one.end.before === one.end.after
      ? []
      : [words.say('cases.trial.end', { before: end(one.end.before), after: end(one.end.after) })]),
    ...(one.due.before === one.due.after
      ? []
      : [words.say('cases.trial.due', { before: due(one.due.before), after: due(one.due.after) })]),
  ];
}

function endTitle({ flow }: Definition, key: string): Localized {
  return (Object.hasOwn(flow.ends, key) ? flow.ends[key]?.title : undefined) ?? { 'zh-CN': key };
}

/** As {@link replayCases}, with the definition a revision would give. */
export async function replayRevision(
  tx: Tx,
  asked: Omit<ReplayAsked, 'draft' | 'span'> & {
    readonly revision: string;
    readonly span: Omit<FiledIn, 'service'>;
  },
): Promise<ReplayPage> {
  const { after: draft } = await definitionsOfRevision(tx, asked.revision);
  const { revision: _revision, ...rest } = asked;
  return replayCases(tx, { ...rest, draft, span: { ...asked.span, service: draft.code } });
}

/** Months a replay looks back when no span is named: the quarter before today. */
const monthsBack = 3;

/**
 * The instants of the three months up to an instant, by the calendar's months.
 *
 * @param now ISO instant
 */
export function lastQuarter(now: string): { readonly from: string; readonly to: string } {
  const month = Number(now.slice(0, 4)) * 12 + Number(now.slice(5, 7)) - 1 - monthsBack;
  const [year, index] = [Math.floor(month / 12), month % 12];
  // The 28th is in every month; a day or two more of history changes no decision.
  const day = Math.min(Number(now.slice(8, 10)), 28);
  const pad = (part: number) => String(part).padStart(2, '0');
  return { from: `${year}-${pad(index + 1)}-${pad(day)}T00:00:00.000Z`, to: now };
}

/** Working days of a span at the top node, at least one. */
export function workingDaysIn(network: Network, span: { from: string; to: string }): number {
  const calendar = network.calendarOf(network.top);
  const day = (at: string) => dayIn(calendar, parseInstant(at));
  return Math.max(1, workingDaysBetween(calendar, day(span.from), day(span.to)));
}
