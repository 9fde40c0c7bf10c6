import { logSigner, parseVerifierKey, type Signer, type SuiteName } from '#engines/ledger/index.ts';
import { keepKey, keyPath, newKey, readKey, type KeyUse, type PrivateKey } from './key-files.ts';
import { suiteNamed } from './suites.ts';

/** The key of a log, in memory. */
export type LogKey = {
  readonly suite: SuiteName;
  /** What policies name it by. */
  readonly vkey: string;
  readonly signer: Signer;
};

const useOf = (origin: string, suite: SuiteName): KeyUse => ({ name: origin, suite, kind: 'note' });

/**
 * Returns the first key of a log, made at its first use and kept in `<home>/keys`, mode 0600,
 * outside the database and every dump.
 *
 * @param origin the log's identity, as `park.example/log`; also the name of the key
 * @param suite  what the log is made with; it never changes afterwards
 * @throws {Error} when the file is readable by others, broken, of another log or another suite
 * @source 3-architecture Ledger (log keys are made at first start)
 */
export async function openLogKey(
  home: string,
  origin: string,
  suite: SuiteName = 'sha256-ed25519',
): Promise<LogKey> {
  const [path, use] = [keyPath(home, origin), useOf(origin, suite)];
  return logKey((await readKey(path, use)) ?? (await keepKey(path, use, newKey(use).seed)));
}

/**
 * Makes a further key of a log, to follow the one in use. Its file is named by its key id.
 *
 * @source 3-architecture Ledger (rotation)
 */
export async function makeNextKey(home: string, origin: string, suite: SuiteName): Promise<LogKey> {
  const use = useOf(origin, suite);
  const { private: made, seed } = newKey(use);
  await keepKey(keyPath(home, origin, keyIdIn(made.vkey, suite)), use, seed);
  return logKey(made);
}

/**
 * Returns the key that `vkey` verifies; undefined when its file is not in this folder.
 *
 * @throws {Error} when the file is readable by others or broken
 */
export async function findLogKey(
  home: string,
  log: { readonly origin: string; readonly suite: SuiteName; readonly vkey: string },
): Promise<LogKey | undefined> {
  const { origin, suite, vkey } = log;
  const use = useOf(origin, suite);
  const first = await readKey(keyPath(home, origin), use);
  if (first?.vkey === vkey) return logKey(first);
  const further = await readKey(keyPath(home, origin, keyIdIn(vkey, suite)), use);
  return further?.vkey === vkey ? logKey(further) : undefined;
}

/**
 * Returns the key of a witness, made at its first use and kept like that of a log.
 *
 * @param name as `witness.example/w1`
 * @throws {Error} when the file is readable by others, broken, or of another suite
 */
export async function openWitnessKey(
  home: string,
  name: string,
  suite: SuiteName,
): Promise<PrivateKey> {
  const use: KeyUse = { name, suite, kind: 'cosignature' };
  const path = keyPath(home, name);
  return (await readKey(path, use)) ?? (await keepKey(path, use, newKey(use).seed));
}

/** The key id of a vkey, as eight hexadecimal digits. */
function keyIdIn(vkey: string, suite: SuiteName): string {
  const key = parseVerifierKey(suiteNamed(suite).hash, vkey);
  if (!key) throw new Error(`${vkey} is no verifier key`);
  return key.keyId.toString(16).padStart(8, '0');
}

function logKey({ suite, vkey, key }: PrivateKey): LogKey {
  return { suite, vkey, signer: logSigner(suiteNamed(suite), key) };
}
