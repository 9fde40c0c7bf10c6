/**
 * Our own process around one append, for a fault test: connects, says so, appends when told, and says
 * whether it was acknowledged.
 */

import { faultEntry, openAppender, ways } from './append.ts';

const [, , url = '', wanted = ''] = process.argv;
const way = ways.find((each) => each === wanted) ?? 'act';
const appender = await openAppender(url, way);
process.on('message', async ({ stream, id }: { stream: string; id: string }) => {
  await appender.append({ ...faultEntry(stream), id });
  process.send?.('acknowledged');
});
process.send?.('ready');
