import type { Tx } from '#platform/db/index.ts';
import type { FileStore } from '#platform/files/index.ts';
import { readStream } from '#platform/journal/index.ts';
import {
  casesOfSubject,
  dropDraftsOf,
  dropFiles,
  eraseRatingWords,
  looseFilesOf,
} from '../store/erase.ts';
import { idsOfSubject, lockRecord, updateRecord, updateVisit, visitById } from '../store/record.ts';
import { writeCase } from './rebuild.ts';
import { refoldCase } from './refold.ts';
import { streamOf } from './stream.ts';

/**
 * Makes the eraser of this slice: what cases, records and visits hold about a subject beside the
 * journal. Cases are folded again from their erased streams, so that answers, names, remarks and
 * the words they are found by go together; numbers, classes, clocks and levels of ratings stay.
 *
 * @param files where materials are kept
 * @returns `(tx, park, subject)` with subject `person/<user id>` or `party/<organisation code>`,
 *          to be called after `eraseFromJournal`; it answers how many rows and files it emptied
 */
export function casesEraser(files: FileStore) {
  return async (tx: Tx, park: string, subject: string): Promise<number> => {
    const [kind, id = ''] = [subject.slice(0, subject.indexOf('/')), subject.split('/')[1]];
    const isPerson = kind === 'person';
    const { cases, fileIds } = await eraseMatters(
      tx,
      park,
      isPerson ? { person: id } : { party: id },
    );
    const loose = isPerson ? await looseFilesOf(tx, id) : [];
    const ids = [...fileIds, ...loose];
    for (const key of await dropFiles(tx, ids)) await files.remove({ park, key });
    const drafts = isPerson ? await dropDraftsOf(tx, id) : 0;
    return cases + ids.length + drafts + (await eraseLines(tx, subject));
  };
}

async function eraseMatters(
  tx: Tx,
  park: string,
  subject: { readonly person: string } | { readonly party: string },
): Promise<{ cases: number; fileIds: string[] }> {
  const rows = await casesOfSubject(tx, subject);
  for (const { number } of rows) {
    const entries = await readStream(tx, streamOf(number));
    await writeCase(tx, number, await refoldCase(tx, { park, number }, entries));
    await eraseRatingWords(tx, number);
  }
  const fileIds = rows.flatMap((row) => row.files.map(({ file }) => file));
  return { cases: rows.length, fileIds };
}

async function eraseLines(tx: Tx, subject: string): Promise<number> {
  const { records, visits } = await idsOfSubject(tx, subject);
  let erased = 0;
  for (const id of records) {
    if ((await lockRecord(tx, id))?.line === '') continue;
    await updateRecord(tx, id, { organisation: '', line: '' });
    erased += 1;
  }
  for (const id of visits) {
    if ((await visitById(tx, id))?.summary === '') continue;
    await updateVisit(tx, id, { organisation: '', summary: '' });
    erased += 1;
  }
  return erased;
}
