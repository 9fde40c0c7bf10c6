import { parseInstant } from '#engines/calendar/index.ts';
import {
  clocksOf,
  groundTitle,
  type ClockReading,
  type Definition,
} from '#engines/process/index.ts';
import { needClasses, pinnedBundle } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { CaseCard, Lamp } from '../model/index.ts';
import type { CaseRow } from '../store/case.ts';
import { networkOf, type Network } from './network.ts';
import { partsRole, postTitle } from './post.ts';
import type { Words } from './words.ts';

/** What lines of a list are written with. */
export type CardGround = {
  readonly network: Network;
  readonly words: Words;
  readonly needTitles: ReadonlyMap<string, Localized>;
  /** ISO instant. */
  readonly now: string;
  /** What a ground of a pause is called, where the definition is at hand; else as events name it. */
  readonly groundOf?: (ground: string, bundle: string) => string;
  /** What an end is called, where the definition is at hand. */
  readonly endOf?: (end: string, bundle: string) => Localized | undefined;
};

/** Reads what lines of a list need, once a request. */
export async function cardGround(
  tx: Tx,
  asked: { readonly park: string; readonly words: Words; readonly now: string },
): Promise<CardGround> {
  return {
    network: await networkOf(tx, asked.park),
    words: asked.words,
    needTitles: await needClasses(tx),
    now: asked.now,
  };
}

/**
 * What lines of these cases are written with, grounds of pauses and ends as their definitions call
 * them. Only a case that stands still or has ended has its definition read, which is kept in memory.
 */
export async function withDefinitions(
  tx: Tx,
  ground: CardGround,
  rows: readonly CaseRow[],
): Promise<CardGround> {
  const still = new Map(
    rows
      .filter(({ suspended, end_id }) => suspended || end_id !== null)
      .map((row) => [row.bundle, row.park_id]),
  );
  const known = new Map<string, Definition>();
  for (const [hash, park] of still) {
    known.set(hash, (await pinnedBundle(tx, park, hash)).definition);
  }
  const groundOf = (name: string, bundle: string): string => {
    const definition = known.get(bundle);
    return definition === undefined ? name : ground.words.pick(groundTitle(definition, name));
  };
  const endOf = (end: string, bundle: string): Localized | undefined =>
    known.get(bundle)?.flow.ends[end]?.title;
  return { ...ground, groundOf, endOf };
}

/**
 * The running clock a line tells the time by: the one that is due first. It is read as the page of
 * the case reads it, so that both say the same; a line without a deadline has none.
 */
function clockOfLine(row: CaseRow, { network, now }: CardGround): ClockReading | undefined {
  if (row.end_id !== null || row.suspended || row.due_at === null) return undefined;
  // The clause of a clock is not shown on a line, so no definition is needed to read it.
  const clocks = clocksOf({ standard: { number: '' } }, row.state, {
    now: parseInstant(now),
    calendarOf: network.calendarOf,
  });
  const dueOf = ({ due }: ClockReading) => due ?? Infinity;
  const running = clocks.filter(({ state }) => state === 'running');
  return running.toSorted((one, other) => dueOf(one) - dueOf(other))[0];
}

/** The lamp of a line: that of its clock, or of what stands in for one. */
function lampOf(row: CaseRow, clock: ClockReading | undefined, now: string): Lamp {
  if (row.end_id !== null) return 'stopped';
  if (row.suspended) return 'paused';
  if (clock !== undefined) return clock.lamp;
  return row.due_at !== null && row.due_at < now ? 'overdue' : 'normal';
}

/** What a case is called by; the title of its service in the reader's language where nothing else. */
export function titleOf(
  { summary, service_title: title }: Pick<CaseRow, 'summary' | 'service_title'>,
  words: Words,
): string {
  return summary === title['zh-CN'] ? words.pick(title) : summary;
}

/** One line of a queue or list. */
export function cardOf(row: CaseRow, ground: CardGround): CaseCard {
  const { network, words, needTitles, now } = ground;
  const { state } = row;
  const clock = clockOfLine(row, ground);
  const needClass = row.need_class;
  const endTitle = row.end_id === null ? undefined : ground.endOf?.(row.end_id, row.bundle);
  return {
    number: row.number,
    service: row.service,
    serviceTitle: row.service_title,
    need: row.need,
    needClass:
      needClass === null
        ? null
        : { code: needClass, title: needTitles.get(needClass) ?? { 'zh-CN': needClass } },
    summary: titleOf(row, words),
    phase: row.phase,
    end:
      row.end_id === null
        ? null
        : {
            id: row.end_id,
            title: endTitle ?? { 'zh-CN': words.say(`cases.phase.closed`) },
            adverse: row.adverse,
          },
    holder: holderOf(row, network),
    applicant: row.applicant_name,
    channel: row.channel,
    filedAt: state.filedAt ?? row.filed_at,
    updatedAt: row.updated_at,
    due: row.due_at,
    dueText: dueTextOf(row, ground),
    leftText: leftTextOf(row, clock, ground),
    lamp: lampOf(row, clock, now),
    next: nextOf(row, ground),
    imported: row.imported,
  };
}

/** Until when, in words. A matter to be called back has no deadline but the one silence closes it on. */
function dueTextOf(row: CaseRow, { words, now }: CardGround): string {
  if (row.suspended) return words.say('cases.words.suspended');
  if (row.phase !== 'to-call-back' || row.due_at !== null) return words.due(row.due_at, now);
  // With every clock stopped the next thing that happens by itself is that closing.
  const closes = row.next_check_at;
  if (closes === null) return words.say('cases.words.to_call_back');
  return words.say('cases.words.silence', { due: words.instant(parseInstant(closes)) });
}

/** What is left of the working time, or on which ground it stands still; empty without a deadline. */
function leftTextOf(
  row: CaseRow,
  clock: ClockReading | undefined,
  { network, words, now, groundOf }: CardGround,
): string {
  if (row.end_id !== null) return '';
  if (row.suspended) {
    const pause = row.state.pauses.find(({ to }) => to === undefined);
    if (pause === undefined) return words.say('cases.words.suspended');
    return words.say('cases.words.suspended_for', {
      ground: groundOf?.(pause.ground, row.bundle) ?? pause.ground,
    });
  }
  if (clock === undefined) return '';
  const calendar = network.calendarOf(clock.node);
  return words.leftShort(clock, { now: parseInstant(now), calendar });
}

/** What of a line says who holds it. */
type HeldRow = Pick<CaseRow, 'holder_role' | 'holder_node' | 'phase'>;

/** The post that holds a matter now, as people read it; empty when none does. */
export function heldBy(row: HeldRow, { network, words }: CardGround): string {
  const { holder_role: role, holder_node: node } = row;
  if (role === null || node === null) return '';
  return postTitle({ role, node: seatOf(role, row, network) }, network, words);
}

/** Where the holder sits: whoever calls back may do so for the nodes below. */
const seatOf = (role: string, { phase, holder_node: node }: HeldRow, network: Network): string =>
  phase === 'to-call-back' ? network.postNode(role, node ?? '') : (node ?? '');

function holderOf(row: CaseRow, network: Network): CaseCard['holder'] {
  if (row.holder_role === null || row.holder_node === null) return null;
  const node = seatOf(row.holder_role, row, network);
  return {
    role: row.holder_role,
    roleTitle: network.roleTitle(row.holder_role),
    node,
    nodeTitle: network.nodeTitle(node),
    person: row.holder_person,
  };
}

/** What happens next and by whom, in a sentence. */
function nextOf(row: CaseRow, { network, words }: CardGround): string {
  if (row.end_id !== null) return words.say('cases.next.closed');
  if (row.holder_role === null || row.holder_node === null) {
    return words.say(`cases.next.${row.phase}`, { holder: '' });
  }
  const role = row.holder_role;
  const isApplicant = role === 'applicant';
  const node = isApplicant ? '' : seatOf(role, row, network);
  const holder = postTitle({ role, node }, network, words);
  // Only an amendment is the applicant's own phase; else a step of the flow waits for them.
  const waits = isApplicant && row.phase !== 'to-amend';
  const key = waits ? 'applicant' : role === partsRole ? partsRole : row.phase;
  return words.say(`cases.next.${key}`, { holder });
}
