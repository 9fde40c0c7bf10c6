/** A real time stamp authority for tests: OpenSSL behind a small HTTP server on loopback. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How the authority behaves. */
export type AuthorityMood = 'works' | 'away' | 'refuses' | 'replays';

/** An authority that answers. */
export type TestAuthority = {
  readonly url: string;
  /** Its root certificate, PEM. */
  readonly roots: string;
  /** Queries it was asked so far. */
  readonly asked: () => number;
  readonly behave: (mood: AuthorityMood) => void;
  readonly close: () => Promise<void>;
};

const configuration = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = placeholder
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[stamp]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[loose]
basicConstraints = critical, CA:false
extendedKeyUsage = timeStamping, emailProtection
[tsa]
default_tsa = main
[main]
serial = serial
crypto_device = builtin
signer_cert = stamp.pem
signer_key = stamp.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/**
 * Starts an authority with a root of its own.
 *
 * @param profile `stamp`: a certificate as RFC 3161 wants it; `loose`: its purpose is not critical
 *   and not the only one
 */
export async function testAuthority(profile: 'stamp' | 'loose' = 'stamp'): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'guiju-tsa-'));
  const openssl = (...words: string[]) => run('openssl', words, { cwd: folder });
  await writeFile(join(folder, 'openssl.cnf'), configuration);
  await writeFile(join(folder, 'serial'), '01\n');
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-config', 'openssl.cnf'];
  await openssl(
    ...['req', '-x509', ...made, '-subj', '/CN=Test root', '-extensions', 'root'],
    ...['-keyout', 'root.key', '-out', 'root.pem'],
  );
  await openssl(
    ...['req', '-x509', ...made, '-subj', '/CN=Test authority', '-extensions', profile],
    ...['-CA', 'root.pem', '-CAkey', 'root.key', '-keyout', 'stamp.key', '-out', 'stamp.pem'],
  );
  let mood: AuthorityMood = 'works';
  let asked = 0;
  let last: Buffer | undefined;
  const reply = async (query: Buffer): Promise<Buffer> => {
    const name = `query-${asked}`;
    await writeFile(join(folder, `${name}.tsq`), query);
    await openssl(
      ...['ts', '-reply', '-config', 'openssl.cnf', '-section', 'main'],
      ...['-queryfile', `${name}.tsq`, '-out', `${name}.tsr`],
    );
    return readFile(join(folder, `${name}.tsr`));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const query = Buffer.concat(parts);
    asked += 1;
    if (mood === 'away') {
      response.writeHead(503).end();
      return;
    }
    // RFC 3161 §2.4.2: status 2 is a rejection without a token.
    const rejection = Buffer.from('30053003020102', 'hex');
    if (mood === 'refuses') response.end(rejection);
    else response.end(mood === 'replays' && last ? last : (last = await reply(query)));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    roots: await readFile(join(folder, 'root.pem'), 'utf8'),
    asked: () => asked,
    behave: (next) => {
      mood = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
