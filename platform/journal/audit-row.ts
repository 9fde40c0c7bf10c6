import { readInstant } from '#platform/db/index.ts';
import { digestBytes, parseEntry, saltBytes, type Suite } from '#engines/ledger/index.ts';
import type { AuditHasher } from './audit-hash.ts';
import { datumText } from './datum-text.ts';
import {
  erasedPayload,
  separator,
  type AuditRow,
  type PageColumns,
  type Span,
} from './audit-page.ts';

/** What is wrong with the row of an entry; `column` says where it can be told. */
export type RowProblem = {
  readonly what: 'entry-malformed' | 'columns-differ' | 'act-differs' | 'datum-differs';
  readonly column?: string;
};

/** The log that rows are compared with. */
export type AuditedLog = { readonly suite: Suite; readonly origin: string };

/**
 * Confirms a whole page at once: writes anew, from the columns and the commitments to act and data,
 * the text every entry has to have, and compares. What is not confirmed is read again row by row, to
 * see why; nothing is ever found wrong here.
 *
 * @returns hashes of the leaves that are confirmed, one after the other, from the first of the span
 */
export function confirmPage(
  log: AuditedLog & { readonly hasher: AuditHasher },
  page: PageColumns,
  span: Span,
): Uint8Array {
  const columns = splitColumns(page, span);
  const dataOf = columns && dataTexts(log.hasher, page);
  const leaves = new Uint8Array((span.to - span.from) * digestBytes);
  if (!columns || !dataOf) return leaves.subarray(0, 0);
  const { ids, streams, seqs, types, ats, acts, entries } = columns;
  const tail = `","log":${JSON.stringify(log.origin)},"suite":"${log.suite.name}","type":`;
  for (const [at, entry] of entries.entries()) {
    const confirmed = at * digestBytes;
    const [act, instant] = [acts[at] ?? '', instantIn(ats[at] ?? '')];
    const place = `"seq":${seqs[at]},"stream":${JSON.stringify(streams[at])}}`;
    if (instant === undefined || !act.endsWith(place)) return leaves.subarray(0, confirmed);
    const data = dataOf(ids[at] ?? '', entry);
    const commitment = log.hasher.commit(page.salts, at * saltBytes, act);
    const head = `{"act":"${commitment}","at":"${instant}","data":[${data}],"id":"${ids[at]}`;
    if (`${head}${tail}${JSON.stringify(types[at])},"v":1}` !== entry) {
      return leaves.subarray(0, confirmed);
    }
    log.hasher.leaf(entry, leaves, confirmed);
  }
  return leaves;
}

/** The columns of a page, a value an entry; undefined when a row is missing or a text odd. */
function splitColumns(page: PageColumns, span: Span) {
  const count = span.to - span.from;
  if (page.count !== count || page.salts.length !== count * saltBytes) return undefined;
  const split = (text: string): string[] => text.split(separator);
  const columns = {
    ...{ ids: split(page.ids), streams: split(page.streams), seqs: split(page.seqs) },
    ...{ types: split(page.types), ats: split(page.ats), acts: split(page.acts) },
    entries: split(page.entries),
  };
  return Object.values(columns).every((each) => each.length === count) ? columns : undefined;
}

/** The commitments of each entry of a page, as they stand between the brackets of its `data`. */
function dataTexts(hasher: AuditHasher, { data }: PageColumns) {
  const split = (text: string): string[] => text.split(separator);
  const [owners, ordinals] = [split(data.owners), split(data.ordinals)];
  const [subjects, payloads] = [split(data.subjects), split(data.payloads)];
  if (data.count === 0) return () => '';
  const isWhole = [subjects, payloads].every(({ length }) => length === data.count);
  if (!isWhole || data.salts.length !== data.count * saltBytes) return undefined;
  const first = new Map<string, number>();
  for (const [at, owner] of owners.entries()) if (!first.has(owner)) first.set(owner, at);
  return (id: string, entry: string): string => {
    const from = first.get(id);
    if (from === undefined) return '';
    const found: string[] = [];
    for (let at = from; owners[at] === id; at += 1) {
      const payload = payloads[at] ?? '';
      // Two data under one number, or one too many, give a text that no entry has.
      if (Number(ordinals[at]) !== found.length) found.push('');
      const commitment =
        payload === erasedPayload
          ? commitmentIn(entry, found.length)
          : hasher.commit(data.salts, at * saltBytes, datumText(subjects[at] ?? '', payload));
      found.push(`"${commitment}"`);
    }
    return found.join(',');
  };
}

/** What an entry says was committed to, where nothing is left to open it with. */
function commitmentIn(entry: string, position: number): string {
  return parseEntry(entry)?.data[position] ?? '';
}

let lastInstant = { text: '', instant: '' };

/**
 * Reads an instant as PostgreSQL writes it, to the last digit.
 *
 * @returns undefined when it is none of those the journal writes
 */
export function instantIn(text: string): string | undefined {
  if (text === lastInstant.text) return lastInstant.instant;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/.test(text)) return undefined;
  lastInstant = { text, instant: readInstant(text) };
  return lastInstant.instant;
}

/**
 * Compares the row of one entry, and the rows of its data, with what its text commits to.
 *
 * @returns undefined when all of it holds
 */
export function checkRow(
  log: AuditedLog & { readonly hasher: AuditHasher },
  row: AuditRow,
): RowProblem | undefined {
  const entry = parseEntry(row.entry);
  if (!entry) return { what: 'entry-malformed', column: 'entry' };
  const differ = (column: string): RowProblem => ({ what: 'columns-differ', column });
  if (entry.log !== log.origin) return differ('log');
  if (entry.suite !== log.suite.name) return differ('suite');
  if (entry.id !== row.id) return differ('id');
  if (entry.type !== row.type) return differ('type');
  if (entry.at !== instantIn(row.at)) return differ('at');
  const { commit } = log.hasher;
  if (row.actSalt.length !== saltBytes) return { what: 'act-differs', column: 'act_salt' };
  if (commit(row.actSalt, 0, row.act) !== entry.act) return { what: 'act-differs', column: 'act' };
  // Canonical JSON sorts these two last, so they stand at the end of every act.
  if (!row.act.endsWith(`,"stream":${JSON.stringify(row.stream)}}`)) return differ('stream');
  const place = `"seq":${row.seq},"stream":${JSON.stringify(row.stream)}}`;
  if (!row.act.endsWith(place)) return differ('seq');
  return checkData(commit, row, entry.data);
}

function checkData(
  commit: AuditHasher['commit'],
  row: AuditRow,
  commitments: readonly string[],
): RowProblem | undefined {
  const differs: RowProblem = { what: 'datum-differs' };
  if (row.data.length !== commitments.length) return differs;
  for (const [position, { ordinal, salt, subject, payload }] of row.data.entries()) {
    if (ordinal !== position) return { ...differs, column: 'ordinal' };
    if (salt === null || payload === null) continue;
    if (salt.length !== saltBytes) return { ...differs, column: 'salt' };
    // Entries of the first releases commit to the payload without its subject.
    const texts = [datumText(subject, payload), payload];
    if (!texts.some((text) => commit(salt, 0, text) === commitments[position]))
      return { ...differs, column: 'payload' };
  }
  return undefined;
}
