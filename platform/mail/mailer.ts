import { createTransport } from 'nodemailer';
import type { MailSettings } from './settings.ts';

/** A message in plain text to one address. */
export type Message = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /**
   * What the message is about, stable over tries: it becomes the Message-ID, so that a mailbox
   * shows a message once that was handed over twice.
   */
  readonly key: string;
};

/** Hands messages to the park's mail server. */
export type Mailer = {
  /** @throws {MailRefused} when the server cannot be reached or does not take it */
  readonly send: (message: Message) => Promise<void>;
  readonly close: () => void;
};

/** The mail server did not take a message. It names codes only: never an address or a password. */
export class MailRefused extends Error {
  /** Whether another try may succeed: the server was away, or asked to come back (4xx). */
  readonly isTemporary: boolean;
  constructor(code: string, status: number | undefined) {
    super(`mail server: ${code}${status === undefined ? '' : ` ${status}`}`);
    this.name = 'MailRefused';
    this.isTemporary = status === undefined || status < 500;
  }
}

/** How long a mail server may take to answer. */
const waitMs = 10_000;
const connectionsMax = 2;

/**
 * Opens the way to a mail server; nothing is connected before the first message.
 *
 * @source 8-features row 85 (no secrets in logs)
 */
export function openMailer(settings: MailSettings): Mailer {
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: connectionsMax,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    // Messages are made of our own texts: nothing in them may make the server read a file or page.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = settings.from.slice(settings.from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    send: async ({ to, subject, text, key }) => {
      const messageId = `<${key.replaceAll(/[^\w.-]/g, '.')}@${domain}>`;
      try {
        await transport.sendMail({ from: settings.from, to, subject, text, messageId });
      } catch (error) {
        throw refusedFrom(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The words of a server quote addresses: only its codes are kept, and not the cause. */
function refusedFrom(error: unknown): MailRefused {
  const told = error instanceof Error ? error : new Error('failed');
  const code = 'code' in told && typeof told.code === 'string' ? told.code : 'failed';
  const status = 'responseCode' in told ? told.responseCode : undefined;
  return new MailRefused(code, typeof status === 'number' ? status : undefined);
}
