import { dayInZone, mandateHolders, selectPeople } from '#domains/parties/index.ts';
import { pinnedBundle } from '#domains/services/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { languages } from '#platform/text/localized.ts';
import { caseByNumber, type CaseRow } from '../store/case.ts';
import { insertNotices, markNotice, noticeById } from '../store/notice.ts';
import { networkOf } from './network.ts';
import { noticeWords, type NoticeSaid } from './notices.ts';
import { wordsOf } from './words.ts';

/** A notice ready to be mailed to one address. */
export type NoticeMail = { readonly to: string; readonly subject: string; readonly text: string };

/** Takes a notice to the mail server; `refused` when the server will never take it. */
export type SendNotice = (mail: NoticeMail, place: number) => Promise<'sent' | 'refused'>;

/** What mailing a notice needs beside the transaction. */
export type MailingNotice = {
  readonly park: string;
  readonly notice: string;
  /** ISO instant. */
  readonly now: string;
  /** Address of the case's page for its applicant. */
  readonly addressOf: (number: string) => string;
  /** Absent where the installation has no mail server. */
  readonly send: SendNotice | undefined;
};

/** Most people of one party that are written to. */
const recipientsMax = 10;

/**
 * Mails a notice to the people of its case and notes what became of it. A notice that is no longer
 * there, because its subject was erased, is not mailed.
 *
 * @throws whatever `send` throws: the notice stays queued and is tried again
 * @source issue 2 §4; 3-architecture Tenancy (jobs carry ids, never personal data)
 */
export async function mailNotice(tx: Tx, mailing: MailingNotice): Promise<void> {
  const { notice: id, now, send } = mailing;
  const notice = await noticeById(tx, id);
  const row = notice && (await caseByNumber(tx, notice.number));
  if (notice === undefined || row === undefined) return;
  if (send === undefined) return markNotice(tx, id, { delivery: 'no-server' });
  const recipients = await addressesOf(tx, row, now);
  if (recipients.length === 0) return markNotice(tx, id, { delivery: 'no-address' });
  const { zone } = await networkOf(tx, mailing.park);
  const mail = mailOf({ ...notice, need: row.need }, zone, mailing.addressOf(notice.number));
  let taken = 0;
  for (const [place, to] of recipients.entries()) {
    if ((await send({ to, ...mail }, place)) === 'sent') taken += 1;
  }
  await markNotice(
    tx,
    id,
    taken > 0 ? { delivery: 'mailed', mailed_at: now } : { delivery: 'refused' },
  );
}

/**
 * Everybody who may act for the party that asked; without a party, whoever filed it on the web: at
 * every other door it was the staff, who need no notice of their own.
 */
async function addressesOf(tx: Tx, row: CaseRow, now: string): Promise<string[]> {
  const { zone } = await networkOf(tx, row.park_id);
  const users =
    row.applicant_id === null
      ? row.channel === 'web'
        ? [row.filed_by]
        : []
      : await mandateHolders(tx, row.park_id, {
          organisation: row.applicant_id,
          on: dayInZone(now, zone),
        });
  const people = await selectPeople(tx, row.park_id, users.slice(0, recipientsMax));
  return people.map(({ email }) => email).filter((email) => email !== '');
}

/** Both languages, one after the other: an address has no language. */
function mailOf(
  notice: NoticeSaid,
  zone: string,
  address: string,
): Pick<NoticeMail, 'subject' | 'text'> {
  const said = languages.map((language) => noticeWords(notice, wordsOf(language, zone)));
  const subject = said.map(({ title }) => title).join(' / ');
  return { subject, text: [...said.map(({ text }) => text), address].join('\n\n') };
}

/**
 * Writes the notice that a definition's own `mail.send` or `notice.send` asks for.
 *
 * @returns its id, or undefined when the case is no longer there
 */
export async function noteEffect(
  tx: Tx,
  of: {
    readonly park: string;
    readonly number: string;
    readonly eventId: string;
    readonly now: string;
  },
): Promise<string | undefined> {
  const row = await caseByNumber(tx, of.number);
  if (row === undefined) return undefined;
  const { definition } = await pinnedBundle(tx, of.park, row.bundle);
  const id = newId();
  await insertNotices(tx, [
    {
      park_id: of.park,
      id,
      number: of.number,
      entry_id: of.eventId,
      kind: 'told',
      said: JSON.stringify({ service: definition.title }),
      at: of.now,
      delivery: 'product',
      mailed_at: null,
    },
  ]);
  return id;
}
