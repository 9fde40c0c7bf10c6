import { dayInZone } from '#domains/parties/index.ts';
import { decide, emptyState, fold, type Actor, type CommandInput } from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { NewEntry } from '#platform/journal/index.ts';
import { saveCase, type NewCaseRow } from '../store/case.ts';
import { contextOf } from './act.ts';
import { appendAll, type ImportTask } from './import-ground.ts';
import { codeIn, pastIn, type Faults, type ImportRow } from './import-rows.ts';
import { needServiceOn } from './need-service.ts';
import { projectCase } from './project.ts';
import { entryOf, subjectOf } from './stream.ts';

type Ground = ImportTask['ground'];

/** A need of before this product, as its row says it. */
type PastNeed = {
  readonly filedAt: string;
  readonly closedAt: string | undefined;
  readonly node: string;
  readonly needClass: string | undefined;
  readonly summary: string;
  readonly applicant: string;
};

/**
 * Reads the needs of an import and answers with what writes them: one `case.imported` each, under
 * the edition in force today, with the day it was asked on as its day in every ledger.
 */
export async function importNeeds(tx: Tx, { ground, rows, faults }: ImportTask) {
  const { park, now } = ground.acting;
  const day = dayInZone(now, park.zone);
  const bundle = await needServiceOn(tx, { service: undefined, day });
  const classes = new Map(
    [...ground.classes].filter(([code]) => bundle.definition.classes.includes(code)),
  );
  const needs = rows.flatMap((line) => pastNeed(line, { ...ground, classes }, faults) ?? []);
  return async () => {
    const made: { entry: NewEntry; row: NewCaseRow }[] = [];
    for (const need of needs) made.push(await caseOf(ground, bundle, need));
    await appendAll(
      tx,
      made.map(({ entry }) => entry),
    );
    for (const { row } of made) await saveCase(tx, row);
  };
}

function pastNeed(line: ImportRow, ground: Ground, faults: Faults): PastNeed | undefined {
  const { row } = line;
  const at = { zone: ground.acting.park.zone, now: ground.acting.now };
  const node = codeIn(ground.nodes, { line, column: 'node' }, faults);
  const filedAt = pastIn({ line, column: 'filed' }, at, faults);
  const closedAt = pastIn({ line, column: 'closed' }, at, faults);
  const isClosed = closedIn(line, ground, faults);
  const needClass = codeIn(ground.classes, { line, column: 'needClass' }, faults);
  if (ground.classes.size > 0 && !line.cells['needClass']) {
    faults.add({ row, column: 'needClass' }, 'missing');
  }
  if (isClosed === true && !line.cells['closed']) faults.add({ row, column: 'closed' }, 'missing');
  if (filedAt !== undefined && closedAt !== undefined && closedAt < filedAt) {
    faults.add({ row, column: 'closed' }, 'closed_before');
  }
  if (node === undefined || filedAt === undefined || isClosed === undefined) return undefined;
  const { summary = '', applicant = '' } = line.cells;
  return {
    filedAt,
    closedAt: isClosed ? closedAt : undefined,
    node,
    needClass,
    summary,
    applicant,
  };
}

/** Whether a need was closed: the word of the ledger for it, or any other state of an open one. */
function closedIn(line: ImportRow, { words }: Ground, faults: Faults): boolean | undefined {
  const text = line.cells['phase'] ?? '';
  if (text === '') return undefined;
  const closed = [
    words.say('cases.phase.closed'),
    words.say('cases.ledger.closed'),
    'closed',
    '已办结',
  ];
  const open = [
    ...['to-dispatch', 'to-claim', 'handling', 'to-call-back', 'reopened'].map((phase) =>
      words.say(`cases.phase.${phase}`),
    ),
    ...[words.say('cases.ledger.open'), 'open', '在办'],
  ];
  if (closed.includes(text)) return true;
  if (open.includes(text)) return false;
  return faults.add({ row: line.row, column: 'phase' }, 'unknown_value', { value: text });
}

async function caseOf(
  ground: Ground,
  bundle: Ground['bundles'][number],
  need: PastNeed,
): Promise<{ entry: NewEntry; row: NewCaseRow }> {
  const { acting, network, world } = ground;
  const { park, principal, now } = acting;
  const about = await ground.about(need.applicant);
  const party = about.subject.startsWith('party/') ? about.subject.slice(6) : null;
  const year = Number(dayInZone(need.filedAt, park.zone).slice(0, 4));
  const number = await world.numbers.next(park.code, year);
  const { definition } = bundle;
  const actor: Actor = { id: principal.id, roles: [], system: true };
  const context = contextOf(network, actor, { now, number, bundle: bundle.hash });
  const input = inputOf(need, bundle, { name: about.name, party });
  const decision = decide(definition, emptyState(), { verb: 'import', input }, context);
  // What a person filled in was checked with its row; the rest is the definition's own.
  if (!decision.ok) throw new Error(`import of ${number}: ${decision.refusal.code}`);
  const [event] = decision.events;
  if (event === undefined) throw new Error(`import of ${number} has no event`);
  const state = fold(decision.events, emptyState());
  const head = {
    park_id: park.code,
    number,
    filed_by: principal.id,
    applicant_id: party,
    applicant_name: about.name,
    imported: true,
    filed_at: need.filedAt,
    ...(need.closedAt === undefined ? {} : { closed_at: need.closedAt }),
  };
  const row = projectCase({ head, bundle, state, network, now, progressedAt: event.at });
  const subject = subjectOf(party, principal.id);
  return {
    entry: entryOf(event, { id: newId(), number, seq: 1, subject }),
    row: { ...row, files: '[]' },
  };
}

/** The input of the import: the line as the form's first text, the end it reached, both days. */
function inputOf(
  need: PastNeed,
  { definition }: Ground['bundles'][number],
  about: { readonly name: string; readonly party: string | null },
): CommandInput {
  const first = definition.form.find(({ type }) => type === 'text' || type === 'longtext');
  const good = Object.entries(definition.flow.ends).find(([, end]) => !end.adverse);
  const { party, name } = about;
  const applicant = { kind: 'enterprise', name, ...(party === null ? {} : { party }) };
  const closed =
    need.closedAt === undefined ? {} : { key: good?.[0] ?? '', closedAt: need.closedAt };
  const history = {
    answers: first === undefined ? {} : { [first.id]: need.summary },
    channel: 'import',
    node: need.node,
    applicant,
    occurredAt: need.filedAt,
    ...(need.needClass === undefined ? {} : { needClass: need.needClass }),
    ...closed,
  };
  return history;
}
