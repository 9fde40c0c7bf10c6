import { pinnedBundle } from '#domains/services/index.ts';
import { emptyState, fold, type CaseEvent, type State } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { StoredEntry } from '#platform/journal/index.ts';
import type { NewCaseRow } from '../store/case.ts';
import type { ClauseUseRow } from '../store/clause-use.ts';
import { filesByIds } from '../store/file.ts';
import type { NewRecordRow, NewVisitRow } from '../store/record.ts';
import type { PartRow } from '../store/part.ts';
import type { WeekDecisionRow } from '../store/week.ts';
import type { AskedTable, HandedIn } from '../tables.ts';
import { askedOver } from './asked.ts';
import { usesIn } from './clause-use.ts';
import { networkOf } from './network.ts';
import { editionsIn } from './migrated-editions.ts';
import { isProgress, projectCase, type CaseHead } from './project.ts';
import { eventOf } from './stream.ts';

/** Everything this slice projects of one case. */
export type CaseProjection = {
  readonly row: NewCaseRow;
  readonly uses: readonly ClauseUseRow[];
  readonly decisions: readonly WeekDecisionRow[];
  /** Who is asked to assist with it, or sent a copy. */
  readonly asked: readonly AskedTable[];
  /** Of which case it is a part, if of any. */
  readonly part: PartRow | undefined;
};

/**
 * Makes the projection of a case again from its stream, as acting made it event by event.
 *
 * @throws {Error} when the stream is empty or its first event names no bundle
 */
export async function refoldCase(
  tx: Tx,
  { park, number }: { readonly park: string; readonly number: string },
  entries: readonly StoredEntry[],
): Promise<CaseProjection> {
  const events = entries.map((entry) => eventOf(entry).event);
  const [first] = events;
  if (first?.bundle === undefined) throw new Error(`case ${number} has no first event`);
  const editions = await editionsIn(tx, park, events);
  const { bundle } = editions;
  const network = await networkOf(tx, park);
  const state = fold(events, emptyState());
  const head = headOf({ park, number, first, state });
  const now = state.updatedAt ?? first.at;
  const progressedAt = events.findLast(({ type }) => isProgress(type))?.at ?? now;
  const row = projectCase({ head, bundle, state, network, now, progressedAt });
  const entryIds = entries.map(({ id }) => id);
  return {
    row: { ...row, files: JSON.stringify(await filesOf(tx, events)) },
    uses: editions.spans.flatMap(({ bundle: edition, from, to }) => {
      const used = {
        ...{ park, number, bundle: edition, network },
        state: fold(events.slice(0, from), emptyState()),
        events: events.slice(from, to),
        entryIds: entryIds.slice(from, to),
      };
      return usesIn(used).rows;
    }),
    decisions: decisionsOf({ park, number }, events),
    asked: askedOver({ park, number }, events),
    part: partRowOf({ park, number }, state),
  };
}

function partRowOf(at: { park: string; number: string }, { parent }: State): PartRow | undefined {
  return (
    parent && { park_id: at.park, number: at.number, parent: parent.case, branch: parent.branch }
  );
}

function headOf(of: { park: string; number: string; first: CaseEvent; state: State }): CaseHead {
  const { park, number, first, state } = of;
  const applicant = first.data.input['applicant'];
  const named = typeof applicant === 'object' && applicant !== null ? applicant : {};
  const name = 'name' in named && typeof named.name === 'string' ? named.name : '';
  const closedAt = first.data.input['closedAt'];
  const isHistory = state.imported && state.instance === 1 && typeof closedAt === 'string';
  return {
    park_id: park,
    number,
    filed_by: first.actor,
    applicant_id: state.applicant?.party ?? null,
    applicant_name: name,
    imported: state.imported,
    ...(state.imported ? { filed_at: first.occurredAt ?? first.at } : {}),
    ...(isHistory ? { closed_at: closedAt } : {}),
  };
}

/** Materials in the order they were handed in; what is gone from the files is left out. */
async function filesOf(tx: Tx, events: readonly CaseEvent[]): Promise<HandedIn[]> {
  const named = events.flatMap(({ data }) => {
    const files = data.input['files'];
    return Array.isArray(files) ? files.filter(isHandedIn) : [];
  });
  const stored = await filesByIds(
    tx,
    named.map(({ file }) => file),
  );
  return named.flatMap(({ material, file }) => {
    const found = stored.get(file);
    return found === undefined
      ? []
      : [{ material, file, name: found.name, sizeBytes: found.size_bytes }];
  });
}

function isHandedIn(value: unknown): value is { material: string; file: string } {
  return typeof value === 'object' && value !== null && 'material' in value && 'file' in value;
}

function decisionsOf(
  { park, number }: { readonly park: string; readonly number: string },
  events: readonly CaseEvent[],
): WeekDecisionRow[] {
  const byWeek = new Map<string, WeekDecisionRow>();
  for (const { type, at, node, data } of events) {
    if (type !== 'case.week-decided') continue;
    const text = (key: string) => {
      const value = data.input[key];
      return typeof value === 'string' ? value : '';
    };
    const role = data.role ?? '';
    byWeek.set(text('week'), {
      park_id: park,
      number,
      week: text('week'),
      who: text('who'),
      what: text('what'),
      due_on: text('when'),
      at,
      by_post: role === '' ? '' : `${role}@${node ?? ''}`,
    });
  }
  return [...byWeek.values()].toSorted((a, b) => (a.week < b.week ? -1 : 1));
}

type Read = Readonly<Record<string, unknown>>;

const textIn = (from: Read, key: string): string => {
  const value = from[key];
  return typeof value === 'string' ? value : '';
};

function partsOf(entry: StoredEntry): { outcome: Read; data: Read; subject: string } {
  const [datum] = entry.data;
  // `recordMade` and `visitMade` wrote both as objects.
  const outcome = entry.act.outcome as unknown as Read;
  const data = (datum && !datum.erased ? datum.payload : {}) as unknown as Read;
  return { outcome, data, subject: datum?.subject ?? '' };
}

/** Makes the line of a service record again from its stream. @throws {Error} when it is empty */
export async function refoldRecord(
  tx: Tx,
  { park, id }: { readonly park: string; readonly id: string },
  entries: readonly StoredEntry[],
): Promise<NewRecordRow> {
  const [first] = entries;
  if (first === undefined) throw new Error(`record ${id} has no first event`);
  const { outcome, data, subject } = partsOf(first);
  const bundle = await pinnedBundle(tx, park, first.act.bundle ?? '');
  const need = entries.findLast(({ type }) => type === 'record.became-need');
  const occurred = outcome['occurredAt'];
  return {
    park_id: park,
    id,
    service: textIn(outcome, 'service'),
    service_title: JSON.stringify(bundle.definition.title),
    node: first.act.node ?? '',
    organisation: textIn(data, 'organisation'),
    line: textIn(data, 'line'),
    at: textIn(outcome, 'at') || first.at,
    occurred_at: typeof occurred === 'string' ? occurred : null,
    by_post: textIn(outcome, 'post'),
    need_number: need === undefined ? null : textIn(partsOf(need).outcome, 'number'),
    demo: outcome['demo'] === true,
    subject,
    imported: first.type === 'record.imported',
  };
}

/** Makes the line of a visit again from its stream. @throws {Error} when it is empty */
export function refoldVisit(
  { park, id }: { readonly park: string; readonly id: string },
  [first]: readonly StoredEntry[],
): NewVisitRow {
  if (first === undefined) throw new Error(`visit ${id} has no first event`);
  const { outcome, data, subject } = partsOf(first);
  return {
    park_id: park,
    id,
    node: first.act.node ?? '',
    organisation: textIn(data, 'organisation'),
    visited_on: textIn(outcome, 'visitedOn'),
    summary: textIn(data, 'summary'),
    at: first.at,
    by_post: textIn(outcome, 'post'),
    demo: outcome['demo'] === true,
    subject,
    imported: first.type === 'visit.imported',
  };
}
