import { mailNotice, noteEffect, type NoticeMail } from '#domains/cases/index.ts';
import type { Clock } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { carryOutOnce, effectKey, type Job, type JobHandler } from '#platform/jobs/index.ts';
import { MailRefused, type Mailer } from '#platform/mail/index.ts';
import { numberOf } from './payload.ts';

/** What mailing needs: a clock, the mail server if there is one, and addresses of pages. */
export type Mailing = {
  readonly clock: Clock;
  readonly mailer: Mailer | undefined;
  readonly addressOf: (park: string, number: string) => string;
};

/**
 * Carries out `mail.send`: mails the notice the job names, or the one a definition's own effect asks
 * for. A server that is away makes the job wait and try again; the act it follows from is long done.
 * A message may arrive twice, under the same Message-ID: exactly once is not claimed.
 *
 * @source 2-service-language Effects; issue 2 §4
 */
export function sendMail(mailing: Mailing): JobHandler {
  return async (job, { db }) => {
    await carryOutOnce(db, job, async (tx) => {
      const notice = await noticeOf(tx, job, mailing.clock.now());
      if (notice === undefined) return;
      await mailNotice(tx, {
        park: job.park,
        notice,
        now: mailing.clock.now(),
        addressOf: (number) => mailing.addressOf(job.park, number),
        send: mailing.mailer && sending(mailing.mailer, job),
      });
    });
  };
}

/** Carries out `notice.send`: a notice in the product alone. */
export function sendNotice(clock: Clock): JobHandler {
  return async (job, { db }) => {
    await carryOutOnce(db, job, async (tx) => {
      await noticeOf(tx, job, clock.now());
    });
  };
}

async function noticeOf(tx: Tx, job: Job, now: string): Promise<string | undefined> {
  const { notice } = job.payload;
  if (typeof notice === 'string') return notice;
  const { park, eventId } = job;
  return noteEffect(tx, { park, number: numberOf(job), eventId, now });
}

function sending(mailer: Mailer, job: Job) {
  return async (mail: NoticeMail, place: number): Promise<'sent' | 'refused'> => {
    try {
      await mailer.send({ ...mail, key: `${effectKey(job)}/${place}` });
      return 'sent';
    } catch (error) {
      if (error instanceof MailRefused && !error.isTemporary) return 'refused';
      throw error;
    }
  };
}
