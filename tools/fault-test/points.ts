import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultEntry, openAppender, type Way } from './append.ts';
import { attach, injectionsOf, wasReached, type Injection } from './strace.ts';

/** Whose system calls are disturbed: the backend of PostgreSQL, or our own process. */
export type Victim = 'backend' | 'client';

/** One append that is disturbed at one place. */
export type Point = Injection & { readonly victim: Victim; readonly way: Way };

/** What came of an append. */
export type Outcome = {
  readonly stream: string;
  readonly id: string;
  /** The append was acknowledged. */
  readonly acknowledged: boolean;
  /** The append came to the place at all; calls differ a little from run to run. */
  readonly reached: boolean;
};

const appendMsMax = 10_000;
const startMsMax = 60_000;

/** Name of a point, the same in every run. */
export const nameOf = ({ victim, way, syscall, nth, fault }: Point): string =>
  `${victim} ${way} ${syscall} ${nth} ${fault}`;

/** Writes down the calls of one undisturbed append, and names every place in it. */
export async function findPoints(
  place: { readonly url: string; readonly home: string },
  kind: { readonly victim: Victim; readonly way: Way },
): Promise<Point[]> {
  const file = join(place.home, 'calls.txt');
  const { acknowledged } = await appendUnder(
    place,
    { ...kind, stream: `calls/${Date.now()}` },
    file,
  );
  if (!acknowledged) throw new Error(`an append fails while it is only watched (${kind.victim})`);
  return injectionsOf(readFileSync(file, 'utf8')).map((each) => ({ ...each, ...kind }));
}

/** Appends once, disturbed at the point. */
export async function disturb(
  place: { readonly url: string; readonly home: string },
  point: Point,
  stream: string,
): Promise<Outcome> {
  const file = join(place.home, 'point.txt');
  const outcome = await appendUnder(place, { ...point, stream, injection: point }, file);
  const trace = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return { ...outcome, reached: wasReached(trace, point) };
}

type Watched = {
  readonly victim: Victim;
  readonly way: Way;
  readonly stream: string;
  readonly injection?: Injection;
};

function appendUnder(
  place: { readonly url: string },
  watched: Watched,
  file: string,
): Promise<Omit<Outcome, 'reached'>> {
  return watched.victim === 'backend'
    ? appendHere(place.url, watched, file)
    : appendThere(place.url, watched, file);
}

/** This process appends; the backend that serves it is watched. */
async function appendHere(url: string, { way, stream, injection }: Watched, file: string) {
  const entry = faultEntry(stream);
  const appender = await openAppender(url, way);
  const traced = await attach(appender.backend, file, injection);
  const acknowledged = await settles(appender.append(entry));
  await traced.detach();
  // A connection that broke cannot be closed properly.
  await settles(appender.close());
  return { stream, id: entry.id ?? '', acknowledged };
}

/** A process of its own appends, and is watched. */
async function appendThere(url: string, { way, stream, injection }: Watched, file: string) {
  const { id = '' } = faultEntry(stream);
  const child = fork(join(import.meta.dirname, 'client.ts'), [url, way], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const gone = once(child, 'exit');
  if ((await Promise.race([heard(child), gone.then(() => ''), late(startMsMax)])) !== 'ready') {
    throw new Error('the appending process did not start');
  }
  const traced = await attach(child.pid ?? 0, file, injection);
  child.send({ stream, id });
  const said = await Promise.race([heard(child), gone.then(() => 'gone'), late(appendMsMax)]);
  await traced.detach();
  child.kill('SIGKILL');
  await gone;
  return { stream, id, acknowledged: said === 'acknowledged' };
}

const heard = async (child: ChildProcess): Promise<string> =>
  String((await once(child, 'message'))[0]);

/** Does not keep the process alive. */
const late = (ms: number): Promise<string> => sleep(ms, 'late', { ref: false });

/** Whether the work succeeds in time. */
async function settles(work: Promise<unknown>): Promise<boolean> {
  const done = work.then(
    () => 'done',
    () => 'failed',
  );
  return (await Promise.race([done, late(appendMsMax)])) === 'done';
}
