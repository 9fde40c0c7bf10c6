import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuiteName } from '#engines/ledger/index.ts';
import { startWitness, type RunningWitness } from './server.ts';

/** A witness that can be stopped and started again at its address. */
export type TestWitness = {
  readonly vkey: string;
  readonly url: string;
  readonly home: string;
  /** Its line in a policy. */
  readonly line: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Starts a witness of its own folder on loopback.
 *
 * @param name   its name in policies; its key is `<name>.example/w`
 * @param policy the logs it knows
 */
export async function testWitness(
  name: string,
  policy: string,
  suite: SuiteName = 'sha256-ed25519',
): Promise<TestWitness> {
  const home = await mkdtemp(join(tmpdir(), 'guiju-witness-'));
  const options = { home, name: `${name}.example/w`, suite, policy, host: '127.0.0.1' };
  const tell = () => undefined;
  let running: RunningWitness | undefined = await startWitness({
    ...options,
    ...{ port: 0, tell, now: Date.now },
  });
  const { url, vkey } = running;
  const port = Number(new URL(url).port);
  const stop = async () => {
    await running?.close();
    running = undefined;
  };
  return {
    ...{ vkey, url, home, stop },
    line: `witness ${name} ${vkey} ${url}`,
    start: async () => {
      running ??= await startWitness({ ...options, port, tell, now: Date.now });
    },
    close: async () => {
      await stop();
      await rm(home, { recursive: true });
    },
  };
}
