import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { eraseAnswers } from '#platform/http/index.ts';
import { append, eraseFromJournal } from '#platform/journal/index.ts';
import { evidenceRefusals } from '../errors.ts';
import type { ErasureGround, ErasureView } from '../model.ts';
import { endOf, streamsAbout } from '../store.ts';

/**
 * Erases what one slice holds about a subject beside the journal: projections, search columns,
 * drafts, ratings, files. Files are removed before the transaction commits: an erasure that is
 * rolled back is run again, while a file whose row is gone would stay unseen.
 *
 * @param subject `person/<user id>` or `party/<organisation code>`
 * @returns how many rows and files were erased now; 0 the second time
 */
export type Eraser = (tx: Tx, park: string, subject: string) => Promise<number>;

/**
 * The erasers of all slices, by the name of what they empty, as `cases`; `journal` and `answers` are
 * built in.
 */
export type Erasers = Readonly<Record<string, Eraser>>;

/** Whom to erase, on whose word, and when. */
export type ErasureOrder = {
  readonly park: string;
  readonly subject: string;
  /** Internal id of who orders it; `operator` from the command line. */
  readonly by: string;
  /** ISO instant. */
  readonly now: string;
  readonly erasers: Erasers;
  readonly ground?: ErasureGround | undefined;
};

const subjectPattern = /^(person|party)\/[\w.-]{1,100}$/;
const personPrefix = 'person/';

/**
 * Erases a subject everywhere in the park, in one transaction, and records that it was done. The
 * log keeps its commitments, which nobody can open any more, and still verifies. Queued jobs hold
 * ids only, so there is nothing in them to erase.
 *
 * @throws {RefusalError} `evidence.not_a_subject`; `evidence.unknown_subject` when nothing is held
 *         about it and nothing ever was
 * @throws {Error} when an eraser has the name of one that is built in
 * @source 3-architecture Journal (`erase(subject)`); 个人信息保护法 第四十七条
 */
export async function eraseSubject(tx: Tx, order: ErasureOrder): Promise<ErasureView> {
  const { park, subject, now, erasers } = order;
  requireSubject(subject);
  const erased: Record<string, number> = {
    answers: await eraseStoredAnswers(tx, subject),
    journal: await eraseFromJournal(tx, subject, now),
  };
  for (const [name, erase] of Object.entries(erasers)) {
    if (Object.hasOwn(erased, name)) throw new Error(`eraser ${name} is built in already`);
    erased[name] = await erase(tx, park, subject);
  }
  const found = Object.values(erased).some((count) => count > 0);
  if (!found && (await streamsAbout(tx, subject)).length === 0) {
    throw evidenceRefusals.refuse('evidence.unknown_subject', { subject });
  }
  return { subject, erased, entryId: await recordErasure(tx, order, erased) };
}

/** @throws {RefusalError} `evidence.not_a_subject` */
export function requireSubject(subject: string): void {
  if (subjectPattern.test(subject)) return;
  throw evidenceRefusals.refuse('evidence.not_a_subject', { subject: subject.slice(0, 120) });
}

/** Answers to the person and, whoever got them, answers about the cases it appears in. */
async function eraseStoredAnswers(tx: Tx, subject: string): Promise<number> {
  const isPerson = subject.startsWith(personPrefix);
  let erased = 0;
  if (isPerson) {
    erased += await eraseAnswers(tx, { principal: subject.slice(personPrefix.length) });
  }
  for (const stream of await streamsAbout(tx, subject)) {
    const number = stream.slice(stream.indexOf('/') + 1);
    erased += await eraseAnswers(tx, { subject: number });
  }
  return erased;
}

async function recordErasure(
  tx: Tx,
  { subject, by, now, ground }: ErasureOrder,
  erased: Readonly<Record<string, number>>,
): Promise<string> {
  const id = newId();
  const stream = `subject/${subject}`;
  const { seq, at } = await endOf(tx, stream);
  await append(tx, [
    {
      ...{ id, stream, seq: seq + 1, type: 'subject.erased' },
      // A demonstration's clock may have been set back since; a stream's time never goes back.
      at: at !== null && at > now ? at : now,
      act: { actor: by, outcome: { subject, erased, ...(ground && { ground }) } },
    },
  ]);
  return id;
}
