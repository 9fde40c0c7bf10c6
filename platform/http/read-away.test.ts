import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { afterReadingAway } from './read-away.ts';

test('an answer waits until its refused body is read to the end', async () => {
  const body = new PassThrough();
  const answer = vi.fn<() => void>();
  afterReadingAway(body, answer);
  body.write('x'.repeat(1000));
  expect(answer).not.toHaveBeenCalled();
  body.end();
  await once(body, 'close');
  expect(answer).toHaveBeenCalledTimes(1);
});

test('an answer waits for no more than the limit', async () => {
  const body = new PassThrough();
  const answered = new Promise<void>((resolve) => afterReadingAway(body, resolve, 10));
  body.write('x'.repeat(11));
  await answered;
  expect(body.readableEnded).toBe(false);
});

test('a body that is over, or whose sender has gone, is not waited for', async () => {
  const body = new PassThrough();
  const answer = vi.fn<() => void>();
  afterReadingAway(body, answer);
  body.destroy();
  await once(body, 'close');
  expect(answer).toHaveBeenCalledTimes(1);
  afterReadingAway(body, answer);
  expect(answer).toHaveBeenCalledTimes(2);
});
