import { dayInZone } from '#domains/parties/index.ts';
import { bundleFor, type Bundle } from '#domains/services/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { cutPage } from '#platform/http/index.ts';
import { append, readStream } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { NeedOfRecord, NewServiceRecord, ServiceRecord } from '../model/index.ts';
import {
  insertRecords,
  latestRecords,
  lockRecord,
  updateRecord,
  type LatestPosition,
  type NewRecordRow,
  type RecordRow,
} from '../store/record.ts';
import { aboutOf } from './about.ts';
import { fileCase, type ActedCase, type Acting, type CasesWorld } from './act.ts';
import { needServiceOn } from './need-service.ts';
import { networkOf, type Network } from './network.ts';
import { firstText } from './project.ts';
import { postAt, postCode, postName } from './post.ts';
import type { Looking } from './view.ts';
import type { Words } from './words.ts';

/** The stream of a service record. */
export const recordStream = (id: string): string => `record/${id}`;

/**
 * Writes a one-line service record (记一笔服务). A service is never a need: it is counted apart.
 *
 * @throws {RefusalError} `services.not_found`, `cases.no_such_node`
 * @source 9-pages (saved within 15 seconds); US-12 (a service is not a demand)
 */
export async function makeRecord(
  tx: Tx,
  acting: Acting,
  body: NewServiceRecord,
): Promise<RecordRow> {
  const { park, principal, now } = acting;
  const network = await networkOf(tx, park.code);
  requireNode(network, body.node);
  const bundle = await bundleFor(tx, body.service, dayInZone(now, park.zone));
  const about = await aboutOf(tx, {
    ...{ park: park.code, by: principal.id },
    organisation: body.organisation,
  });
  const row: NewRecordRow = {
    park_id: park.code,
    id: newId(),
    service: body.service,
    service_title: JSON.stringify(bundle.definition.title),
    node: body.node,
    organisation: about.name,
    line: body.line,
    at: now,
    occurred_at: body.occurredAt,
    by_post: postCode(postAt(principal, body.node)),
    need_number: null,
    demo: network.demo,
    subject: about.subject,
    imported: false,
  };
  await append(tx, [recordMade(row, { actor: principal.id, bundle, now })]);
  await insertRecords(tx, [row]);
  return {
    ...row,
    service_title: bundle.definition.title,
    occurred_at: body.occurredAt,
  } as RecordRow; // the row just written
}

/** @throws {RefusalError} `cases.no_such_node` */
export function requireNode(network: Network, node: string): void {
  if (network.nodes.some(({ code }) => code === node)) return;
  throw casesRefusals.refuse('cases.no_such_node', { node });
}

/** The event of a new record: what was written is data and can be erased, the rest stays. */
export function recordMade(
  row: NewRecordRow,
  by: { readonly actor: string; readonly bundle: Bundle; readonly now: string },
) {
  const { standard } = by.bundle.definition;
  return {
    stream: recordStream(row.id),
    seq: 1,
    type: row.imported ? 'record.imported' : 'record.made',
    at: by.now,
    act: {
      actor: by.actor,
      bundle: by.bundle.hash,
      node: row.node,
      ...(standard.clause === undefined ? {} : { clause: standard.clause }),
      outcome: {
        service: row.service,
        post: row.by_post,
        occurredAt: row.occurred_at ?? null,
        demo: row.demo,
        // History is told later than it happened.
        ...(row.imported ? { at: row.at } : {}),
      },
    },
    data: [{ subject: row.subject, payload: { organisation: row.organisation, line: row.line } }],
  };
}

/**
 * Turns a record into a need: the need is filed by the ordinary act, the record keeps its number.
 *
 * @throws {RefusalError} `cases.record_not_found`, `cases.record_is_need`, `cases.not_need`, and
 *         what filing refuses
 */
export async function becomeNeed(
  tx: Tx,
  world: CasesWorld,
  asked: { readonly acting: Acting; readonly id: string; readonly body: NeedOfRecord },
): Promise<{ readonly record: RecordRow; readonly done: ActedCase }> {
  const { acting, id, body } = asked;
  const record = await holdRecord(tx, id);
  const day = dayInZone(acting.now, acting.park.zone);
  const { definition } = await needServiceOn(tx, { service: body.service, day });
  const first = firstText(definition);
  const party = record.subject.startsWith('party/') ? record.subject.slice('party/'.length) : null;
  const done = await fileCase(tx, world, {
    acting,
    body: {
      service: definition.code,
      channel: channelOf(definition.channels),
      node: record.node,
      applicant: { organisation: party, name: record.organisation },
      needClass: body.needClass ?? null,
      answers: body.answers ?? (first === undefined ? {} : { [first]: record.line }),
      files: body.files ?? [],
      occurredAt: record.occurred_at,
      // The record was written at the time, by the staff: it is what proves when it was asked.
      proof: `record/${id}`,
      fromRecord: id,
    },
  });
  await keepNumber(tx, { acting, record, number: done.number });
  return { record: { ...record, need_number: done.number }, done };
}

/** A record is written by the staff at a service point; a station where the service has that door. */
function channelOf(channels: readonly string[]): 'station' | 'window' {
  return channels.includes('station') ? 'station' : 'window';
}

async function holdRecord(tx: Tx, id: string): Promise<RecordRow> {
  const record = await lockRecord(tx, id);
  if (record === undefined) throw casesRefusals.refuse('cases.record_not_found');
  if (record.need_number !== null) {
    throw casesRefusals.refuse('cases.record_is_need', { number: record.need_number });
  }
  return record;
}

/** Links a need just filed to the record it came from. @throws as {@link becomeNeed} */
export async function linkRecord(
  tx: Tx,
  { acting, id, number }: { readonly acting: Acting; readonly id: string; readonly number: string },
): Promise<void> {
  await keepNumber(tx, { acting, record: await holdRecord(tx, id), number });
}

async function keepNumber(
  tx: Tx,
  { acting, record, number }: { acting: Acting; record: RecordRow; number: string },
): Promise<void> {
  const stream = recordStream(record.id);
  const entries = await readStream(tx, stream);
  const last = entries.at(-1)?.at ?? acting.now;
  await append(tx, [
    {
      stream,
      seq: entries.length + 1,
      type: 'record.became-need',
      at: acting.now > last ? acting.now : last,
      act: { actor: acting.principal.id, node: record.node, outcome: { number } },
    },
  ]);
  await updateRecord(tx, record.id, { need_number: number });
}

/** A record as the wire shows it. */
export function recordView(
  row: RecordRow,
  { network, words }: { readonly network: Network; readonly words: Words },
): ServiceRecord {
  return {
    id: row.id,
    service: row.service,
    serviceTitle: row.service_title,
    node: row.node,
    nodeTitle: network.nodeTitle(row.node),
    organisation: row.organisation,
    line: row.line,
    at: row.at,
    occurredAt: row.occurred_at,
    by: postName(row.by_post, network, words),
    needNumber: row.need_number,
    demo: row.demo,
    imported: row.imported,
  };
}

/** Service records, latest first. */
export async function readRecords(
  tx: Tx,
  looking: Looking,
  page: { readonly after?: LatestPosition | undefined; readonly limit: number },
): Promise<{ items: ServiceRecord[]; next: string | null }> {
  const network = await networkOf(tx, looking.park.code);
  const rows = await latestRecords(tx, { after: page.after, limit: page.limit + 1 });
  const cut = cutPage(rows, page.limit, ({ at, id }) => [at, id]);
  const items = cut.items.map((row) => recordView(row, { network, words: looking.words }));
  return { items, next: cut.next };
}
