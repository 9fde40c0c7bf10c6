import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { identify, isSameAlive } from '#platform/db/cluster/index.ts';
import { Refusal } from '../text.mjs';

type Presence = { readonly identity: string; readonly address: string };

const fileIn = (home: string): string => join(home, 'up.json');

/**
 * Marks `home` as served by this process; a mark left by a process that was killed is taken over.
 *
 * @throws {Refusal} `up.running` when another living process serves it
 */
export function claimHome(home: string): { tell(address: string): void; release(): void } {
  const other = readPresence(home);
  if (other && isSameAlive(other.identity)) {
    const pid = other.identity.split(' ')[0] ?? '';
    throw new Refusal('up.running', { pid, address: other.address });
  }
  const tell = (address: string): void =>
    writeFileSync(fileIn(home), JSON.stringify({ identity: identify(process.pid), address }));
  tell('');
  return { tell, release: () => rmSync(fileIn(home), { force: true }) };
}

function readPresence(home: string): Presence | undefined {
  if (!existsSync(fileIn(home))) return undefined;
  try {
    return JSON.parse(readFileSync(fileIn(home), 'utf8'));
  } catch {
    // A power cut may leave half a file; it names nobody.
    return undefined;
  }
}

/**
 * Proves that the port is free before anything slow begins.
 *
 * @throws {Refusal} `up.busy-port`
 */
export async function ensureFreePort(port: number): Promise<void> {
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen({ port, exclusive: true }, () => resolve(true));
  });
  if (!isFree) throw new Refusal('up.busy-port', { port });
  await new Promise((resolve) => probe.close(resolve));
}
