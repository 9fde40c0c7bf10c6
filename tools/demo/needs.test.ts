import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { loadNeeds } from './needs.ts';

let server: Server | undefined;
afterEach(async () => {
  const open = server;
  server = undefined;
  await new Promise<void>((closed) => (open === undefined ? closed() : open.close(() => closed())));
});

/** A server at which everybody signs in; what is asked besides is answered with `refused`. */
async function serverThatRefuses(refused: { status: number; title: string }): Promise<string> {
  server = createServer((request, response) => {
    request.resume();
    const isSignIn = request.url?.endsWith('/sign-in/email') === true;
    response.writeHead(isSignIn ? 200 : refused.status, {
      ...{ 'content-type': 'application/json', connection: 'close' },
      ...(isSignIn && { 'set-cookie': 'session=1; Path=/' }),
    });
    response.end(JSON.stringify(isSignIn ? {} : { code: 'x', title: refused.title }));
  });
  const listening = server;
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  const { port } = listening.address() as AddressInfo; // it listens on TCP
  return `http://127.0.0.1:${port}`;
}

const loading = (address: string, now?: string) =>
  loadNeeds({
    ...{ address, park: 'p', password: 'x', run: 'r', total: 1, closed: 0, log: () => undefined },
    ...(now !== undefined && { now }),
  });

describe('a demonstration of needs at a park loaded by an earlier version', () => {
  test('says whom the server refuses, why, and that the park is to be loaded anew', async () => {
    const address = await serverThatRefuses({ status: 403, title: 'Not your post' });
    await expect(loading(address, '2026-09-18T09:00:00+08:00')).rejects.toMatchObject({
      key: 'demo.old-data',
      message: expect.stringMatching(/director@p\.example.*Not your post.*--demo --fresh/),
    });
    await expect(loading(address)).rejects.toMatchObject({
      key: 'demo.old-data',
      message: expect.stringContaining('firm@p.example'),
    });
  });

  test('is a fault where the server says no for another reason', async () => {
    const address = await serverThatRefuses({ status: 422, title: 'Closed' });
    const refused = loading(address);
    await expect(refused).rejects.toThrow('422');
    await expect(refused).rejects.not.toHaveProperty('key');
  });
});
