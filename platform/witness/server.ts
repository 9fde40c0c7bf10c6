import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { lockFolder } from './lock.ts';
import { openWitness, type Witness, type WitnessOptions } from './witness.ts';

/** A witness that answers over HTTP. */
export type RunningWitness = {
  /** Submission prefix: what policies name as its address. */
  readonly url: string;
  readonly vkey: string;
  readonly origins: readonly string[];
  readonly close: () => Promise<void>;
};

/** A longer request is none: 63 hashes and a note of a hundred signatures fit well. */
const requestBytesMax = 65_536;

/** A request that takes longer is ended. */
const requestTimeoutMs = 15_000;

/**
 * Starts a witness: `POST /add-checkpoint`, and `GET /` with its key for whoever sets up a policy.
 *
 * @param options `port` 0: the system chooses
 * @throws {Error} when another witness runs in the folder, or the port is taken
 * @source C2SP tlog-witness, “HTTP Interface”
 */
export async function startWitness(
  options: WitnessOptions & {
    readonly host: string;
    readonly port: number;
    readonly tell: (line: string) => void;
  },
): Promise<RunningWitness> {
  const release = await lockFolder(options.home);
  try {
    const witness = await openWitness(options);
    const server = createServer((request, response) => {
      answer(witness, request, response).catch((error: unknown) => {
        options.tell(String(error));
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    });
    server.requestTimeout = requestTimeoutMs;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await release();
    };
    const { vkey, origins } = witness;
    return { url: `http://${options.host}:${port}`, vkey, origins, close };
  } catch (error) {
    await release();
    throw error;
  }
}

async function answer(
  witness: Witness,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = { 'content-type': 'text/plain; charset=utf-8' };
  if (request.method === 'GET' && request.url === '/') {
    response.writeHead(200, text).end(`${witness.vkey}\n`);
    return;
  }
  if (request.method !== 'POST' || request.url !== '/add-checkpoint') {
    response.writeHead(404, text).end('POST /add-checkpoint\n');
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, text).end('request is too long\n');
    return;
  }
  const told = await witness.addCheckpoint(body);
  const type = 'contentType' in told && told.contentType ? told.contentType : text['content-type'];
  response.writeHead(told.status, { 'content-type': type }).end(told.body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > requestBytesMax) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
