import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/** A mail server of this machine that keeps what it is given. */
export type TestMailServer = {
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  /** Messages as they came over the wire, in order. */
  readonly messages: readonly { readonly to: readonly string[]; readonly raw: string }[];
  /** Answers the next messages with this status instead of taking them; undefined takes them. */
  readonly refuseWith: (status: number | undefined) => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts a real SMTP server on the loopback.
 *
 * @param login user and password it asks for; it asks for none when absent
 */
export async function testMailServer(login?: {
  readonly user: string;
  readonly password: string;
}): Promise<TestMailServer> {
  const messages: { to: string[]; raw: string }[] = [];
  let refusal: number | undefined;
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS', ...(login === undefined ? ['AUTH'] : [])],
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login?.user && password === login?.password;
      if (isRight) done(null, { user: username });
      else done(new Error('wrong login'));
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (refusal !== undefined) {
          const error = new Error(`will not take mail to ${to.join()}`);
          done(Object.assign(error, { responseCode: refusal }));
          return;
        }
        messages.push({ to, raw: Buffer.concat(pieces).toString('utf8') });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const credentials = login ? `${login.user}:${encodeURIComponent(login.password)}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${address.port}`,
    messages,
    refuseWith: (status) => {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** The plain text of a message as a reader of mail sees it. */
export function textOf(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/content-transfer-encoding: base64/i.test(head)) {
    return Buffer.from(text, 'base64').toString('utf8');
  }
  if (!/quoted-printable/i.test(head)) return text;
  const joined = text.replaceAll('=\r\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
