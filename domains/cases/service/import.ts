import { dayInZone } from '#domains/parties/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { NewEntry } from '#platform/journal/index.ts';
import { languages } from '#platform/text/localized.ts';
import { translate } from '#platform/text/index.ts';
import type { ImportReport } from '../model/index.ts';
import {
  insertRecords,
  insertVisits,
  type NewRecordRow,
  type NewVisitRow,
} from '../store/record.ts';
import type { Acting, CasesWorld } from './act.ts';
import { appendAll, groundOf, type ImportTask } from './import-ground.ts';
import { importNeeds } from './import-needs.ts';
import {
  codeIn,
  newFaults,
  pastIn,
  readImport,
  refuseFaults,
  type ImportName,
} from './import-rows.ts';
import { postAt, postCode } from './post.ts';
import { recordMade } from './record.ts';
import { visitMade } from './visit.ts';
import type { Words } from './words.ts';

/**
 * Imports history into a ledger from an .xlsx: all rows or none. Every row is an event of its own
 * that says it is history; needs are `case.imported`, never counted as on time.
 *
 * @throws {RefusalError} `cases.import_invalid` with every fault and its row, and what reading the
 *         sheet refuses
 * @source 3-architecture Packs and parks (historical data enters marked)
 */
export async function importLedger(
  tx: Tx,
  world: CasesWorld,
  asked: { acting: Acting; words: Words; name: ImportName; bytes: Buffer },
): Promise<ImportReport> {
  const { acting, name, bytes, words } = asked;
  const ground = await groundOf(tx, world, { acting, words });
  const faults = newFaults((column) => columnTitle(column, words.say));
  const rows = await readImport(
    bytes,
    {
      name,
      demoPark: ground.network.demo,
      titlesOf: (column) =>
        languages.map((language) => translate(language, `cases.ledger.column.${column}`)),
      marks: languages.map((language) => translate(language, 'cases.ledger.demo')),
    },
    faults,
  );
  const write = await { services: readServices, visits: readVisits, needs: importNeeds }[name](tx, {
    ground,
    rows,
    faults,
  });
  refuseFaults(faults);
  await write();
  return { name, rows: rows.length };
}

/** The title of a column; what is no column of ours is named as it was written. */
function columnTitle(column: string, say: Words['say']): string {
  const key = `cases.ledger.column.${column}`;
  const title = say(key);
  return title === key ? column : title;
}

async function readServices(tx: Tx, { ground, rows, faults }: ImportTask) {
  const { acting, network, bundles, nodes } = ground;
  const { park, principal, now } = acting;
  const titles = new Map(bundles.map(({ definition }) => [definition.code, definition.title]));
  const lines: NewRecordRow[] = [];
  const entries: NewEntry[] = [];
  for (const line of rows) {
    const service = codeIn(titles, { line, column: 'service' }, faults);
    const node = codeIn(nodes, { line, column: 'node' }, faults);
    const at = pastIn({ line, column: 'occurred' }, { zone: park.zone, now }, faults);
    const bundle = bundles.find(({ definition }) => definition.code === service);
    if (bundle === undefined || node === undefined || at === undefined) continue;
    const about = await ground.about(line.cells['organisation'] ?? '');
    const row: NewRecordRow = {
      park_id: park.code,
      id: newId(),
      service: bundle.definition.code,
      service_title: JSON.stringify(bundle.definition.title),
      node,
      organisation: about.name,
      line: line.cells['line'] ?? '',
      at,
      occurred_at: at,
      by_post: postCode(postAt(principal, node)),
      need_number: null,
      demo: network.demo,
      subject: about.subject,
      imported: true,
    };
    lines.push(row);
    entries.push(recordMade(row, { actor: principal.id, bundle, now }));
  }
  return async () => {
    await appendAll(tx, entries);
    await insertRecords(tx, lines);
  };
}

async function readVisits(tx: Tx, { ground, rows, faults }: ImportTask) {
  const { acting, network, nodes } = ground;
  const { park, principal, now } = acting;
  const lines: NewVisitRow[] = [];
  for (const line of rows) {
    const node = codeIn(nodes, { line, column: 'node' }, faults);
    const at = pastIn({ line, column: 'visitedOn' }, { zone: park.zone, now }, faults);
    if (node === undefined || at === undefined) continue;
    const about = await ground.about(line.cells['organisation'] ?? '');
    lines.push({
      park_id: park.code,
      id: newId(),
      node,
      organisation: about.name,
      visited_on: dayInZone(at, park.zone),
      summary: line.cells['summary'] ?? '',
      at: now,
      by_post: postCode(postAt(principal, node)),
      demo: network.demo,
      subject: about.subject,
      imported: true,
    });
  }
  return async () => {
    const entries = lines.map((row) => visitMade(row, principal.id));
    await appendAll(tx, entries);
    await insertVisits(tx, lines);
  };
}
