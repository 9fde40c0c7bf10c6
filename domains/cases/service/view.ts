import { staffOf } from '#domains/parties/index.ts';
import { pinnedBundle, type Bundle } from '#domains/services/index.ts';
import { citedStandard } from '#domains/standards/index.ts';
import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import {
  activeBranches,
  allowedActions,
  clocksOf,
  commandsAhead,
  groundTitle,
  invitesRating,
  unitTitle,
  type Branch,
  type ClockReading,
  type State,
} from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Principal } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { readStream } from '#platform/journal/index.ts';
import type { Action, CaseView, ClockView } from '../model/index.ts';
import { numberText } from '../rules.ts';
import type { CaseRow } from '../store/case.ts';
import { ratingOf } from '../store/rating.ts';
import { actorOf, contextOf } from './act.ts';
import { actsOf } from './act-view.ts';
import { assistanceOf } from './assistance-view.ts';
import { actionView, choiceTitle, isOfPart } from './action-view.ts';
import { cardGround, cardOf, type CardGround } from './cards.ts';
import { decisionsOf } from './decision-view.ts';
import { eventOf, streamOf } from './stream.ts';
import type { Network } from './network.ts';
import { postTitles } from './post.ts';
import type { TimeLeftGround } from './time-left.ts';
import { courseOf } from './view-course.ts';
import { readDocuments } from './result.ts';
import { timelineOf } from './time-line.ts';
import type { Words } from './words.ts';

/** Who looks at a case, in whose words, when. */
export type Looking = {
  readonly park: { readonly code: string; readonly zone: string; readonly demo: boolean };
  readonly principal: Principal;
  readonly words: Words;
  readonly now: string;
};

/** What this person may do next with a case, and why not what they may not. */
export function actionsOf(
  looking: Pick<Looking, 'principal' | 'words' | 'now'>,
  on: {
    readonly bundle: Bundle;
    readonly state: State;
    readonly network: Network;
    readonly number: string;
  },
): Action[] {
  const { principal, words, now } = looking;
  const context = contextOf(on.network, actorOf(principal), {
    now,
    number: on.number,
    bundle: on.bundle.hash,
  });
  return allowedActions(on.bundle.definition, on.state, context)
    .filter(({ verb }) => verb !== 'rate') // a rating has a route of its own, see service/rate.ts
    .filter(({ branch }) => !isOfPart(on.state, branch))
    .map((one) => actionView(one, on, words));
}

/** The whole page of a case. */
export async function viewCase(tx: Tx, looking: Looking, row: CaseRow): Promise<CaseView> {
  const { park, words, now } = looking;
  const bundle = await pinnedBundle(tx, park.code, row.bundle);
  const groundOf = (name: string) => words.pick(groundTitle(bundle.definition, name));
  const ground = { ...(await cardGround(tx, { park: park.code, words, now })), groundOf };
  const { state } = row;
  const { network } = ground;
  const clocks = clocksOf(bundle.definition, state, {
    now: parseInstant(now),
    calendarOf: network.calendarOf,
  });
  const entries = await readStream(tx, streamOf(row.number));
  const standard = await citedStandard(tx, bundle.definition.standard.number, bundle.effectiveOn);
  const erased = entries.some((entry) => eventOf(entry).erased);
  const actions = actionsOf(looking, { bundle, state, network, number: row.number });
  return {
    card: endedCard(row, bundle, ground),
    demo: park.demo,
    bundle: { hash: bundle.hash, edition: bundle.edition, effectiveOn: bundle.effectiveOn },
    standard: {
      code: standard?.code ?? '',
      number: bundle.definition.standard.number,
      clause: bundle.definition.standard.clause ?? '',
    },
    firstTaker: state.firstTaker === undefined ? null : postText(state.firstTaker, network, words),
    answers: answersOf(bundle, row, { words, erased }),
    materials: materialsOf(bundle, row),
    documents: await readDocuments(tx, row.number),
    branches: await branchesOf(tx, { bundle, state, network }),
    ...(await courseOf(tx, { row, bundle, ground })),
    remarks: state.remarks.map((remark) => ({ ...remark, answer: remark.answer ?? null })),
    assistance: await assistanceOf(tx, entries, { bundle, network, words }),
    clocks: clocks.map((clock) => ({
      ...clockView(clock, {
        words,
        now: parseInstant(now),
        calendar: network.calendarOf(clock.node),
      }),
      stretches: stretchesOf(clock, { bundle, state, network, groundOf }),
    })),
    timeline: timelineOf(state, groundOf),
    ifNobodyActs: ifNobodyActs(bundle, state, { network, words, now }),
    actions,
    decisions: decisionsOf(actions, { bundle, state, network }),
    acts: (await actsOf(tx, entries, { bundle, network, words })).toReversed(),
    rating: {
      invited: invitesRating(bundle.definition, row.end_id),
      rated: (await ratingOf(tx, row.number, state.instance)) !== undefined,
    },
    etag: String(row.seq),
  };
}

function endedCard(row: CaseRow, bundle: Bundle, ground: CardGround): CaseView['card'] {
  const card = cardOf(row, ground);
  const end = row.end_id === null ? undefined : bundle.definition.flow.ends[row.end_id];
  if (card.end === null || end === undefined) return card;
  return { ...card, end: { ...card.end, title: end.title } };
}

function postText(taker: NonNullable<State['firstTaker']>, network: Network, words: Words): string {
  return taker.node === undefined ? '' : words.pick(network.nodeTitle(taker.node));
}

function answersOf(
  bundle: Bundle,
  row: CaseRow,
  { words, erased }: { readonly words: Words; readonly erased: boolean },
): CaseView['answers'] {
  // What a step asks, or only some are asked, stands there once it is answered.
  const shown = bundle.definition.form.filter(
    ({ id, at, when }) =>
      (!at && (when === undefined || erased)) || Object.hasOwn(row.state.answers, id),
  );
  return shown.map((field) => {
    const value = row.state.answers[field.id];
    const gone = erased && value === undefined;
    return {
      id: field.id,
      title: field.title,
      value: gone ? words.say('cases.words.erased') : answerText(value, field, words),
      given: givenOf(value),
      erased: gone,
      source: field.prefill ?? null,
    };
  });
}

/** An answer as data for a form; what no form gives is left out. */
function givenOf(value: unknown): CaseView['answers'][number]['given'] {
  if (Array.isArray(value)) return value.map(String);
  const plain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? value : null;
}

function answerText(
  value: unknown,
  field: Bundle['definition']['form'][number],
  words: Words,
): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return words.say(value ? 'cases.words.yes' : 'cases.words.no');
  const named = unitTitle(field);
  const unit = named === undefined ? '' : ` ${words.pick(named)}`;
  if (typeof value === 'number') return `${numberText(value, field.type)}${unit}`;
  const titles = new Map(field.choices.map((choice) => [choice.value, choice.title]));
  const one = (each: unknown) => {
    const title = titles.get(String(each));
    return title === undefined ? String(each) : words.pick(title);
  };
  return Array.isArray(value) ? value.map(one).join('、') : one(value);
}

function materialsOf(bundle: Bundle, row: CaseRow): CaseView['materials'] {
  return bundle.definition.materials.map(({ id, title }) => ({
    id,
    title,
    files: row.files
      .filter(({ material }) => material === id)
      .map(({ file, name, sizeBytes }) => ({ id: file, name, sizeBytes })),
  }));
}

async function branchesOf(
  tx: Tx,
  {
    bundle,
    state,
    network,
  }: {
    readonly bundle: Bundle;
    readonly state: State;
    readonly network: Network;
  },
): Promise<CaseView['branches']> {
  const delegates = new Map<string, Localized>();
  for (const branch of activeBranches(state)) {
    const post = await delegateOf(tx, branch, network);
    if (post !== undefined) delegates.set(branch.id, post);
  }
  return state.branches.map((branch) => {
    const step = bundle.definition.flow.steps[branch.step];
    const member =
      step?.kind === 'block' && branch.member !== undefined
        ? step.members[branch.member]
        : undefined;
    return {
      id: branch.id,
      step: branch.step,
      title: member?.title ?? step?.title ?? { 'zh-CN': branch.step },
      holder: postTitles(branch, network),
      delegate: delegates.get(branch.id) ?? null,
      state: branch.active ? ('active' as const) : doneState(branch.why),
      outcome: branch.verb ?? null,
    };
  });
}

/** The post of a holder who has not the branch's own; nothing for whoever works at their own post. */
async function delegateOf(
  tx: Tx,
  { holder, role, node }: Branch,
  network: Network,
): Promise<Localized | undefined> {
  if (holder === undefined || role === 'applicant') return undefined;
  const posts = await staffOf(tx, network.park, holder);
  const [post] = posts;
  const isOwn = posts.some((one) => one.role === role && one.node === node);
  return post === undefined || isOwn ? undefined : postTitles(post, network);
}

const doneState = (why: string | undefined) =>
  why === undefined || why === 'done' ? ('done' as const) : ('cancelled' as const);

/** What a clock of the whole case ran between its pauses, in working minutes. */
function stretchesOf(
  clock: ClockReading,
  {
    bundle,
    state,
    network,
    groundOf,
  }: {
    readonly bundle: Bundle;
    readonly state: State;
    readonly network: Network;
    readonly groundOf: (ground: string) => string;
  },
): ClockView['stretches'] {
  const usedAt = (now: number) =>
    clocksOf(bundle.definition, state, { now, calendarOf: network.calendarOf }).find(
      ({ id }) => id === clock.id,
    )?.remaining.usedMinutes ?? 0;
  const stands = clock.kind === 'promised' || clock.kind === 'statutory';
  const pauses = stands
    ? state.pauses.filter(({ to }) => to === undefined || parseInstant(to) > clock.start)
    : [];
  const marks = [
    ...pauses.map(({ from }) => usedAt(parseInstant(from))),
    clock.remaining.usedMinutes,
  ];
  const ran = marks.map((used, place) => Math.max(0, used - (marks[place - 1] ?? 0)));
  return ran.flatMap((minutes, place): ClockView['stretches'] => {
    const pause = pauses[place];
    const running = { kind: 'running' as const, minutes };
    // After a pause that goes on nothing has run yet.
    if (pause === undefined) return clock.suspended && minutes === 0 ? [] : [running];
    return [
      running,
      { kind: 'paused', ground: groundOf(pause.ground), clause: pause.clause ?? null },
    ];
  });
}

function clockView(
  clock: ClockReading,
  { words, ...on }: TimeLeftGround & { readonly words: Words },
): Omit<ClockView, 'stretches'> {
  return {
    kind: clock.kind,
    branch: clock.branch ?? null,
    limit: clock.limit,
    clause: clock.clause ?? null,
    startedAt: formatInstant(clock.start),
    due: clock.due === null ? null : formatInstant(clock.due),
    unit: clock.remaining.unit,
    left: clock.remaining.left,
    leftText: words.left(clock, on),
    lamp: clock.lamp,
    provisional: clock.provisional,
    budgetMinutes: Math.max(1, clock.remaining.budgetMinutes),
  };
}

/** What happens by itself next, in a sentence. */
function ifNobodyActs(
  bundle: Bundle,
  state: State,
  {
    network,
    words,
    now,
  }: { readonly network: Network; readonly words: Words; readonly now: string },
): string {
  const [ahead] = commandsAhead(bundle.definition, state, { now, calendarOf: network.calendarOf });
  if (ahead === undefined) return words.say('cases.ahead.nothing');
  const { verb, branch } = ahead.command;
  const at = words.instant(ahead.at);
  const step = state.branches.find(({ id }) => id === branch)?.step ?? '';
  const to = bundle.definition.flow.steps[step]?.overdue;
  if (verb !== 'overdue' || to === undefined) return words.say(`cases.ahead.${verb}`, { at });
  const end = choiceTitle(to, { bundle, network }, words);
  const key = bundle.definition.flow.ends[to] === undefined ? 'overdue_step' : 'overdue_to';
  return words.say(`cases.ahead.${key}`, { at, to: end });
}
