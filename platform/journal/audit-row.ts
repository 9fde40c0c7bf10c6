import { Buffer } from 'node:buffer';
import { readInstant } from '#platform/db/index.ts';
import { parseEntry, saltBytes, type Suite } from '#engines/ledger/index.ts';
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

/** Hashes texts behind prefixes over one block of memory, which grows with the longest. */
export type TextHasher = {
  /** Base 64 of the hash of `salts[from, from + 32)` and the text: a commitment. */
  readonly commit: (salts: Uint8Array, from: number, text: string) => string;
  /** Hash of the leaf of an entry's text. @source RFC 9162 §2.1.1 */
  readonly leaf: (text: string) => Uint8Array;
};

/** Bytes of UTF-8 a UTF-16 code unit takes at most. */
const bytesPerUnitMax = 3;

/** Makes the hasher of a suite. */
export function textHasher({ hash }: Pick<Suite, 'hash'>): TextHasher {
  let block = Buffer.alloc(4096);
  const write = (text: string, at: number): Uint8Array => {
    const needed = at + text.length * bytesPerUnitMax;
    if (needed > block.length) {
      const larger = Buffer.alloc(2 * needed);
      block.copy(larger, 0, 0, at);
      block = larger;
    }
    return block.subarray(0, at + block.write(text, at));
  };
  return {
    commit: (salts, from, text) => {
      for (let at = 0; at < saltBytes; at += 1) block[at] = salts[from + at] ?? 0;
      const { buffer, byteOffset, length } = hash(write(text, saltBytes));
      return Buffer.from(buffer, byteOffset, length).toString('base64');
    },
    leaf: (text) => {
      block[0] = 0;
      return hash(write(text, 1));
    },
  };
}

/**
 * Confirms a whole page at once: writes anew, from the columns and the commitments to act and data,
 * the text every entry has to have, and compares. What is not confirmed is read again row by row, to
 * see why; nothing is ever found wrong here.
 *
 * @returns hashes of the leaves that are confirmed, from the first of the span
 */
export function confirmPage(
  log: AuditedLog & { readonly hasher: TextHasher },
  page: PageColumns,
  span: Span,
): Uint8Array[] {
  const columns = splitColumns(page, span);
  const dataOf = columns && dataTexts(log.hasher, page, span);
  if (!columns || !dataOf) return [];
  const { ids, streams, seqs, types, ats, acts, entries } = columns;
  const tail = `","log":${JSON.stringify(log.origin)},"suite":"${log.suite.name}","type":`;
  const leaves: Uint8Array[] = [];
  for (const [at, entry] of entries.entries()) {
    const [act, instant] = [acts[at] ?? '', instantIn(ats[at] ?? '')];
    const place = `"seq":${seqs[at]},"stream":${JSON.stringify(streams[at])}}`;
    if (instant === undefined || !act.endsWith(place)) return leaves;
    const data = dataOf(at, entry);
    const commitment = log.hasher.commit(page.salts, at * saltBytes, act);
    const head = `{"act":"${commitment}","at":"${instant}","data":[${data}],"id":"${ids[at]}`;
    if (`${head}${tail}${JSON.stringify(types[at])},"v":1}` !== entry) return leaves;
    leaves.push(log.hasher.leaf(entry));
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
function dataTexts(hasher: TextHasher, page: PageColumns, { from }: Span) {
  const count = page.datum_count;
  if (count === 0) return () => '';
  const column = (text: string) => text.split(separator);
  const [places, ordinals] = [column(page.datum_places), column(page.ordinals)];
  const payloads = column(page.payloads);
  if (payloads.length !== count || page.datum_salts.length !== count * saltBytes) return undefined;
  let next = 0;
  return (at: number, entry: string): string => {
    const found: string[] = [];
    for (; next < count && Number(places[next]) === from + at; next += 1) {
      const payload = payloads[next] ?? '';
      // Two data under one number, or one too many, give a text that no entry has.
      if (Number(ordinals[next]) !== found.length) found.push('');
      const isErased = payload === erasedPayload;
      const commitment = isErased
        ? commitmentIn(entry, found.length)
        : hasher.commit(page.datum_salts, next * saltBytes, payload);
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
export function checkRow(log: AuditedLog, row: AuditRow): RowProblem | undefined {
  const entry = parseEntry(row.entry);
  if (!entry) return { what: 'entry-malformed', column: 'entry' };
  const differ = (column: string): RowProblem => ({ what: 'columns-differ', column });
  if (entry.log !== log.origin) return differ('log');
  if (entry.suite !== log.suite.name) return differ('suite');
  if (entry.id !== row.id) return differ('id');
  if (entry.type !== row.type) return differ('type');
  if (entry.at !== instantIn(row.at)) return differ('at');
  const { commit } = textHasher(log.suite);
  if (row.actSalt.length !== saltBytes) return { what: 'act-differs', column: 'act_salt' };
  if (commit(row.actSalt, 0, row.act) !== entry.act) return { what: 'act-differs', column: 'act' };
  // Canonical JSON sorts these two last, so they stand at the end of every act.
  if (!row.act.endsWith(`,"stream":${JSON.stringify(row.stream)}}`)) return differ('stream');
  const place = `"seq":${row.seq},"stream":${JSON.stringify(row.stream)}}`;
  if (!row.act.endsWith(place)) return differ('seq');
  return checkData(commit, row, entry.data);
}

function checkData(
  commit: TextHasher['commit'],
  row: AuditRow,
  commitments: readonly string[],
): RowProblem | undefined {
  const differs: RowProblem = { what: 'datum-differs' };
  if (row.data.length !== commitments.length) return differs;
  for (const [position, { ordinal, salt, payload }] of row.data.entries()) {
    if (ordinal !== position) return { ...differs, column: 'ordinal' };
    if (salt === null || payload === null) continue;
    if (salt.length !== saltBytes) return { ...differs, column: 'salt' };
    if (commit(salt, 0, payload) !== commitments[position])
      return { ...differs, column: 'payload' };
  }
  return undefined;
}
