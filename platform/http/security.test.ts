import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { HttpOptions } from './ports.ts';
import { addSecurity } from './security.ts';

const lines: string[] = [];
const stream = { write: (line: string) => void lines.push(line) };
const app = fastify({ logger: { level: 'warn', stream } });
afterEach(() => app.close());

test('who hangs up before the request is looked at is neither answered nor a fault', async () => {
  // Of the options only the limit is read here.
  await addSecurity(app, { requestsPerMinute: 5 } as HttpOptions);
  let handled = 0;
  app.get('/', async () => ({ handled: (handled += 1) }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  // Fastify listens to the same event; this hangs up just before it is told.
  let hangsUp = true;
  app.server.prependListener('request', ({ socket }) => {
    if (hangsUp) socket.destroy();
  });
  const { port } = app.server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const ask = () => fetch(`http://127.0.0.1:${port}/`);
  await expect(ask()).rejects.toThrow('fetch failed');
  expect([handled, lines]).toEqual([0, []]);
  hangsUp = false;
  expect((await ask()).status).toBe(200);
});
