import { setTimeout as sleep } from 'node:timers/promises';
import { demoPassword } from '#apps/cli/load.ts';
import { startCluster } from '#platform/db/cluster/index.ts';
import { signIn } from '../demo/caller.ts';
import { actsOf, loadNeeds, type Acknowledged } from '../demo/needs.ts';
import { stopwatch } from '../progress.ts';
import { killMoments, type Moment } from './moments.ts';
import { prove, type Proof } from './proof.ts';
import { startVictim, type Victim } from './victim.ts';

/** What a kill test runs. */
export type KillTest = {
  readonly kills: number;
  /** Needs; all but nine in 1,270 are closed. */
  readonly total: number;
  readonly seed: number;
  /** Needs at once. */
  readonly width: number;
  /** Empty folder that PostgreSQL's account can reach; it stays with its data. */
  readonly home: string;
  readonly port: number;
  readonly tell: (key: string, values?: Readonly<Record<string, string | number>>) => void;
};

/** How a kill test ended. */
export type KillResult = Proof & {
  readonly kills: number;
  readonly seconds: number;
  /** The park's overview, as a director reads it, counts what was acknowledged. */
  readonly counted: boolean;
  readonly holds: boolean;
};

const park = 'qinchuangyuan';
const OPEN_OF = 9 / 1270;
const LOOK_MS = 5;

/**
 * Runs a load of needs under kills and proves what is left.
 *
 * @throws {Error} when the server or the database does not come back
 * @source issue 2, "Shown by": no acknowledged act lost, none doubled, the ledger verifies
 */
export async function runKillTest(test: KillTest): Promise<KillResult> {
  const { home, port, total, tell } = test;
  const seconds = stopwatch();
  tell('kill.starting');
  const victim = await startVictim(home, port);
  try {
    const closed = total - Math.ceil(total * OPEN_OF);
    const { acknowledged, kills } = await loadUnderKills(victim, test, closed);
    tell('kill.proving');
    const cluster = await startCluster({ home });
    const proof = await prove({ databaseUrl: cluster.url, park }, acknowledged);
    const counted = await isCounted(victim.address, { total, closed });
    await cluster.stop();
    const found = [proof.lost, proof.doubled, proof.unfolded, proof.broken].flat().length;
    const holds = found === 0 && counted && kills === test.kills;
    const result = { ...proof, kills, seconds: seconds(), counted, holds };
    tellResult(tell, result);
    return result;
  } finally {
    await victim.stop();
  }
}

async function loadUnderKills(
  victim: Victim,
  test: KillTest,
  closed: number,
): Promise<{ acknowledged: Acknowledged[]; kills: number }> {
  let acts = 0;
  const ending = new AbortController();
  const { seed, kills, total } = test;
  const moments = killMoments({ seed, kills, acts: actsOf({ total, closed }) });
  const killing = killAt(victim, moments, {
    acts: () => acts,
    signal: ending.signal,
    told: (moment, index) => test.tell(`kill.${moment.victim}`, { count: index + 1, kills, acts }),
  });
  const loading = loadNeeds({
    address: victim.address,
    park,
    password: demoPassword,
    run: 'kill-test',
    total,
    closed,
    width: test.width,
    log: () => undefined,
    onAct: () => (acts += 1),
  });
  // Whichever fails first is the reason; a victim that stays dead would leave the load waiting.
  const [acknowledged] = await Promise.all([loading.finally(() => ending.abort()), killing]);
  return { acknowledged, kills: await killing };
}

type Killing = {
  readonly acts: () => number;
  readonly signal: AbortSignal;
  readonly told: (moment: Moment, index: number) => void;
};

/** Returns how many kills fell into the load. */
async function killAt(
  victim: Victim,
  moments: readonly Moment[],
  { acts, signal, told }: Killing,
): Promise<number> {
  for (const [index, moment] of moments.entries()) {
    while (acts() < moment.afterActs && !signal.aborted) await sleep(LOOK_MS);
    await sleep(moment.delayMs);
    if (signal.aborted) return index;
    told(moment, index);
    await (moment.victim === 'server' ? victim.killServer() : victim.killDatabase());
  }
  return moments.length;
}

async function isCounted(
  address: string,
  expected: { total: number; closed: number },
): Promise<boolean> {
  const director = await signIn({
    address,
    email: `director@${park}.example`,
    password: demoPassword,
  });
  const { body } = await director.get(`/p/${park}/api/office/overview`);
  const needs = body.openNeeds;
  if (typeof needs !== 'object' || needs === null) return false;
  const { total, closed } = { total: undefined, closed: undefined, ...needs };
  return total === expected.total && closed === expected.closed;
}

function tellResult(tell: KillTest['tell'], result: KillResult): void {
  const { kills, acts, entries, seconds } = result;
  for (const what of ['lost', 'doubled', 'unfolded', 'broken'] as const) {
    for (const item of result[what].slice(0, 20)) tell(`kill.${what}`, { item });
  }
  if (!result.counted) tell('kill.miscounted');
  tell('kill.result', {
    ...{ kills, acts, entries, seconds },
    lost: result.lost.length,
    doubled: result.doubled.length,
    unfolded: result.unfolded.length,
  });
}
