/** A sequencer of its own process for the test of two that race; told to end by its input. */

import { openDatabase } from '#platform/db/index.ts';
import { signersIn } from './rotation.ts';
import { sequence } from './sequencer.ts';

const [url = '', home = '', park = '', origin = '', holder = ''] = process.argv.slice(2);
const db = openDatabase(url, 'worker', { max: 2 });
const keys = signersIn(home, { origin, suite: 'sha256-ed25519' });
let isEnding = false;
process.stdin.once('end', () => {
  isEnding = true;
});
process.stdin.resume();
process.stdout.write('ready\n');
let signed = 0;
while (!isEnding) {
  const at = new Date().toISOString();
  const done = await sequence(db, { park, origin, keys, holder, at });
  if (done.signedSize !== undefined) signed += 1;
}
await db.destroy();
process.stdout.write(`signed ${signed}\n`);
