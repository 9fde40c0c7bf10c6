import type { Bundle } from '#domains/services/index.ts';
import type { CaseEvent, State } from '#engines/process/index.ts';
import { clocksOf, groundTitle } from '#engines/process/index.ts';
import { formatInstant, parseInstant } from '#engines/calendar/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { emit } from '#platform/jobs/index.ts';
import { cutPage } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { Notice, NoticeKind, NoticeValues } from '../model/index.ts';
import { insertNotices, noticesOfApplicant, type NoticeRow } from '../store/notice.ts';
import type { CaseHead } from './project.ts';
import type { Network } from './network.ts';
import type { Looking } from './view.ts';
import type { Words } from './words.ts';

/** Where the jobs of notices begin among the effects of an event, far beyond those it declares. */
export const noticeJobFrom = 1_000;

/** An act that was carried out, with the ids its events got. */
export type Done = {
  readonly head: Pick<CaseHead, 'park_id' | 'number' | 'imported'>;
  readonly bundle: Bundle;
  readonly network: Network;
  readonly before: State;
  readonly after: State;
  readonly events: readonly CaseEvent[];
  readonly ids: readonly string[];
};

/** A notice that an event gives rise to. */
type Told = { readonly kind: NoticeKind; readonly event: number; readonly said: NoticeValues };

/**
 * Writes the notices of an act, in its transaction, and asks for them to be mailed where the park
 * does so. The job names the notice: words and addresses are read when it is sent.
 *
 * @source issue 2 §4; 8-features row 85
 */
export async function tellApplicant(tx: Tx, done: Done): Promise<void> {
  const { head, network, ids, events } = done;
  if (head.imported) return;
  const told = noticesFor(done);
  if (told.length === 0) return;
  const written = told.map(({ kind, event, said }) => ({
    ...{ kind, said, entryId: ids[event] ?? '', at: events[event]?.at ?? '' },
  }));
  await writeNotices(tx, head, { told: written, byMail: network.mailsNotices });
}

/** What an applicant is told after an act, each thing once. */
export function noticesFor(done: Omit<Done, 'head' | 'ids'>): Told[] {
  const { bundle, before, after, events } = done;
  const service = bundle.definition.title;
  const told: Told[] = [];
  for (const [event, { type, data }] of events.entries()) {
    const { outcome } = data;
    const end = outcome.end && bundle.definition.flow.ends[outcome.end.key];
    const accepted = outcome.accepted && before.acceptedAt === undefined;
    if (type === 'case.filed') {
      // A need is accepted as it is filed: one notice says both.
      const due = accepted ? promisedDue(done) : {};
      told.push({ kind: 'filed', event, said: { service, ...due } });
    } else if (accepted) {
      told.push({ kind: 'accepted', event, said: { service, ...promisedDue(done) } });
    }
    if (type === 'case.returned') {
      const items = data.remarks?.length ?? 0;
      told.push({ kind: 'returned', event, said: { service, items, ...stepDue(done) } });
    }
    const moved = movedBy({ type, data });
    if (moved) told.push({ ...moved, event, said: { service, ...moved.said } });
    if (outcome.extend)
      told.push({ kind: 'extended', event, said: { service, ...promisedDue(done) } });
    if (outcome.awaitClosing) told.push({ kind: 'resolved', event, said: { service } });
    if (outcome.end) {
      const { adverse, key } = outcome.end;
      const title: Localized = end?.title ?? { 'zh-CN': key };
      told.push({ kind: 'ended', event, said: { service, end: title, adverse } });
    }
  }
  const pause = after.pauses.at(-1);
  if (pause !== undefined && pause.to === undefined && after.pauses.length > before.pauses.length) {
    const said = { service, ground: groundTitle(bundle.definition, pause.ground) };
    told.push({ kind: 'suspended', event: events.length - 1, said });
  }
  return told;
}

/** Events that move a promise by themselves, and the notice each gives. */
const moving: Readonly<Record<string, NoticeKind>> = {
  'case.calendar-changed': 'calendar-changed',
  'case.migrated': 'edition-changed',
};

/** What was promised and what is now, where an event of that sort moved it. */
function movedBy({ type, data }: Pick<CaseEvent, 'type' | 'data'>) {
  const kind = moving[type];
  const change = ['promised', 'statutory', 'response']
    .map((name) => data.dues?.find(({ clock }) => clock.split('#')[0] === name))
    .find((one) => typeof one?.before === 'string' && one.due !== null && one.before !== one.due);
  if (kind === undefined || !change?.due || !change.before) return undefined;
  return { kind, said: { before: change.before, due: change.due } };
}

const promisedDue = (done: Omit<Done, 'head' | 'ids'>) => dueOf(done, 'promised');
const stepDue = (done: Omit<Done, 'head' | 'ids'>) => dueOf(done, 'step');

function dueOf(
  { bundle, network, after }: Omit<Done, 'head' | 'ids'>,
  kind: 'promised' | 'step',
): { due?: string } {
  const now = parseInstant(after.updatedAt ?? '');
  const clock = clocksOf(bundle.definition, after, { now, calendarOf: network.calendarOf }).find(
    (one) => one.kind === kind && one.state === 'running' && one.due !== null,
  );
  return clock === undefined || clock.due === null ? {} : { due: formatInstant(clock.due) };
}

/** What the words of a notice are made of; `need` says whether it is about a need or a case. */
export type NoticeSaid = Pick<NoticeRow, 'number' | 'kind' | 'said'> & { readonly need: boolean };

/** A notice in words: a title and a sentence or two. */
export function noticeWords(
  { number, kind, said, need }: NoticeSaid,
  words: Words,
): { readonly title: string; readonly text: string } {
  const matter = need ? 'need' : 'case';
  const values = {
    number,
    matter: words.say(`cases.notice.matter.${matter}`),
    first: words.say(`cases.notice.matter-first.${matter}`),
    service: words.pick(said.service),
    end: said.end === undefined ? '' : words.pick(said.end),
    document: said.document === undefined ? '' : words.pick(said.document),
    ground: groundText(said.ground, words),
    count: said.items ?? 0,
    due: said.due === undefined ? '' : words.instant(parseInstant(said.due)),
    before: said.before === undefined ? '' : words.instant(parseInstant(said.before)),
  };
  const key = `cases.notice.${kind}`;
  const more = [
    ...(said.due === undefined ? [] : [words.say(`${key}.due`, values)]),
    ...(said.adverse === true ? [words.say(`${key}.adverse`, values)] : []),
  ];
  const text = [words.say(`${key}.text`, values), ...more].join(words.say('cases.notice.join'));
  return { title: words.say(`${key}.title`, values), text };
}

/** Notices written before grounds had titles name them as events do, in the park's language. */
const groundText = (ground: NoticeValues['ground'], words: Words): string =>
  typeof ground === 'object' ? words.pick(ground) : (ground ?? '');

/** The notices of an applicant, latest first. */
export async function readNotices(
  tx: Tx,
  looking: Looking,
  page: { readonly after?: readonly [string, string] | undefined; readonly limit: number },
): Promise<{ items: Notice[]; next: string | null }> {
  const { principal, words } = looking;
  const rows = await noticesOfApplicant(tx, {
    person: principal.id,
    parties: principal.parties.map(({ id }) => id),
    after: page.after,
    limit: page.limit + 1,
  });
  const cut = cutPage(rows, page.limit, ({ at, id }) => [at, id]);
  const items = cut.items.map(({ id, number, kind, said, at, delivery, need }) => ({
    ...{ id, number, kind, at, delivery },
    ...noticeWords({ number, kind, said, need }, words),
    deliveryText: words.say(`cases.notice.delivery.${delivery}`),
  }));
  return { items, next: cut.next };
}

/** Tells of a document that was rendered after the act it belongs to. */
export async function tellOfDocument(
  tx: Tx,
  of: {
    readonly row: Pick<Done['head'], 'park_id' | 'number'>;
    readonly bundle: Bundle;
    readonly network: Network;
    readonly entryId: string;
    readonly title: Localized;
    /** ISO instant. */
    readonly now: string;
  },
): Promise<void> {
  const said = { service: of.bundle.definition.title, document: of.title };
  const one = { kind: 'document' as const, entryId: of.entryId, at: of.now, said };
  await writeNotices(tx, of.row, { told: [one], byMail: of.network.mailsNotices });
}

type Written = {
  readonly kind: NoticeKind;
  readonly entryId: string;
  readonly at: string;
  readonly said: NoticeValues;
};

async function writeNotices(
  tx: Tx,
  { park_id, number }: Pick<Done['head'], 'park_id' | 'number'>,
  { told, byMail }: { readonly told: readonly Written[]; readonly byMail: boolean },
): Promise<void> {
  const rows = told.map(({ kind, entryId, at, said }) => ({
    ...{ park_id, id: newId(), number, entry_id: entryId, kind, at },
    said: JSON.stringify(said),
    delivery: byMail ? ('queued' as const) : ('product' as const),
    mailed_at: null,
  }));
  await insertNotices(tx, rows);
  if (!byMail) return;
  const jobs = rows.map(({ id, entry_id }, place) => ({
    task: 'mail.send',
    eventId: entry_id,
    index: noticeJobFrom + place,
    payload: { notice: id },
  }));
  await emit(tx, jobs);
}
