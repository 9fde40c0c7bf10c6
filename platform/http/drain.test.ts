import { expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '#platform/db/index.ts';
import { defineRoute } from './route.ts';
import { serverOf } from './testing.ts';

test('a server that closes answers what it has begun and takes nothing more', async () => {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = () => undefined as void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const slow = defineRoute({
    method: 'GET',
    url: '/api/slow',
    permission: 'public',
    summary: 'Answers when told to',
    response: { 200: z.object({ done: z.boolean() }) },
    handler: async () => {
      arrived();
      await opened;
      return { done: true };
    },
  });
  const db = openDatabase('postgres://nobody@127.0.0.1:9/none', 'app');
  const app = await serverOf(db, [slow]);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const begun = fetch(`${address}/api/slow`);
  await arrival;
  const closed = app.close();
  open();
  expect(await (await begun).json()).toEqual({ done: true });
  await closed;
  await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed');
  await db.destroy();
});
