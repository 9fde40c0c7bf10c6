import type { Tx } from '#platform/db/index.ts';
import type { FileStore } from '#platform/files/index.ts';
import {
  deleteDocuments,
  deleteNotices,
  forgetReader,
  numbersUnder,
} from '../store/erase-effects.ts';

/** Erases what followed from the acts of a subject's cases; made for a store of files. */
export type EffectsEraser = (tx: Tx, park: string, subject: string) => Promise<number>;

/**
 * Erases result documents with their files and the notices of a subject's cases, and forgets that
 * a person of the staff has read cases of others. It finds cases by their applicant, so it runs
 * before that is erased.
 *
 * @source 3-architecture Journal (`erase(subject)` covers projections and files)
 */
export function effectsEraser(files: FileStore): EffectsEraser {
  return async (tx, park, subject) => {
    const numbers = await numbersUnder(tx, subject);
    const keys = await deleteDocuments(tx, numbers);
    for (const key of keys) await files.remove({ park, key });
    const notices = await deleteNotices(tx, numbers);
    const person = subject.startsWith('person/') ? subject.slice('person/'.length) : undefined;
    const readings = person === undefined ? 0 : await forgetReader(tx, person);
    return keys.length + notices + readings;
  };
}
