import type { Readable } from 'node:stream';

/** More of a refused body is not waited for; who sends more may see a broken connection. */
const readAwayBytesMax = 64 * 1024 * 1024;

/**
 * Calls `then` once, when the rest of a refused body has been read and dropped: an answer sent
 * before closes the connection under its sender, who then sees no answer at all.
 */
export function afterReadingAway(
  body: Readable,
  then: () => void,
  bytesMax: number = readAwayBytesMax,
): void {
  if (body.readableEnded || body.destroyed) return then();
  let bytes = 0;
  const end = (): void => {
    body.off('data', count).off('end', end).off('close', end).off('error', end);
    then();
  };
  const count = (chunk: Buffer | string): void => {
    bytes += chunk.length;
    if (bytes > bytesMax) end();
  };
  body.on('data', count).on('end', end).on('close', end).on('error', end);
  body.resume();
}
