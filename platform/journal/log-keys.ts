import {
  createPrivateKey,
  createPublicKey,
  randomBytes,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  concatBytes,
  encodeUtf8,
  formatSignerKey,
  keyIdOf,
  logSigner,
  parseSignerKey,
  vkeyOf,
  type Signer,
  type SigningKey,
} from '#engines/ledger/index.ts';
import { nodeSha256Ed25519, sha256 } from './suites.ts';

/** The key of a log, in memory. */
export type LogKey = {
  /** What policies name it by. */
  readonly vkey: string;
  readonly signer: Signer;
};

const seedBytes = 32;
const ownerOnly = 0o600;
/** DER header of an Ed25519 private key (RFC 8410): the 32 seed bytes follow it. */
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Returns the key of a log, made at its first use and kept in `<home>/keys`, mode 0600, outside
 * the database and every dump.
 *
 * @param origin the log's identity, as `park.example/log`; also the name of the key
 * @throws {Error} when the file is readable by others, broken, or of another log
 * @source 3-architecture Ledger (log keys are made at first start)
 */
export async function openLogKey(home: string, origin: string): Promise<LogKey> {
  const path = keyPath(home, origin);
  const seed = (await readSeed(path, origin)) ?? (await makeSeed(path, origin));
  return keyFrom(origin, seed);
}

/** File names allow few characters; the rest of the name keeps two origins apart. */
function keyPath(home: string, origin: string): string {
  const tag = Buffer.from(sha256(encodeUtf8(origin)))
    .toString('hex')
    .slice(0, 8);
  return join(home, 'keys', `${origin.replaceAll(/[^a-zA-Z0-9.-]/g, '_')}-${tag}.key`);
}

async function readSeed(path: string, origin: string): Promise<Uint8Array | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new Error(`${path}: others may read this key; chmod 600 it`);
  const key = parseSignerKey(text.trim(), {
    type: nodeSha256Ed25519.keyTypes.note,
    hash: sha256,
    publicKeyOf: (seed) => publicKeyOf(privateKeyFrom(seed)),
  });
  if (!key) throw new Error(`${path}: not a signing key`);
  if (key.name !== origin) throw new Error(`${path}: the key of ${key.name}, not of ${origin}`);
  return key.seed;
}

async function makeSeed(path: string, origin: string): Promise<Uint8Array> {
  const seed = new Uint8Array(randomBytes(seedBytes));
  const type = nodeSha256Ed25519.keyTypes.note;
  const typedKey = concatBytes(type, publicKeyOf(privateKeyFrom(seed)));
  const keyId = keyIdOf(sha256, origin, typedKey);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const text = `${formatSignerKey({ name: origin, keyId, seed }, type)}\n`;
  await publish(path, text);
  // Another process that started at once may have been first: its key is the log's.
  return (await readSeed(path, origin)) ?? seed;
}

/** Writes a file whole, and only where none is: a key is never replaced. */
async function publish(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { flag: 'wx', mode: ownerOnly });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function keyFrom(origin: string, seed: Uint8Array): LogKey {
  const privateKey = privateKeyFrom(seed);
  const key: SigningKey = {
    name: origin,
    publicKey: publicKeyOf(privateKey),
    sign: (message) => sign(null, message, privateKey),
  };
  return {
    vkey: vkeyOf(nodeSha256Ed25519, key, 'note'),
    signer: logSigner(nodeSha256Ed25519, key),
  };
}

function privateKeyFrom(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([privateHeader, seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function publicKeyOf(privateKey: KeyObject): Uint8Array {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(-32));
}
