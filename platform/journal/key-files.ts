/** Private keys as files: one line each, mode 0600, outside the database and every dump. */

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  concatBytes,
  encodeUtf8,
  formatSignerKey,
  keyIdOf,
  parseSignerKey,
  vkeyOf,
  type SignatureKind,
  type SigningKey,
  type SuiteName,
} from '#engines/ledger/index.ts';
import { signingOf } from './signing.ts';
import { sha256 } from './suites.ts';

/** What a key is for. */
export type KeyUse = {
  /** Name of the key: the origin of a log, or the name of a witness. */
  readonly name: string;
  readonly suite: SuiteName;
  readonly kind: SignatureKind;
};

/** A private key in memory, with the line that policies name it by. */
export type PrivateKey = KeyUse & { readonly vkey: string; readonly key: SigningKey };

const ownerOnly = 0o600;

/**
 * Returns where a key is kept. File names allow few characters; the tag keeps two names apart.
 *
 * @param keyId of a further key of the same name; absent for the first
 */
export function keyPath(home: string, name: string, keyId?: string): string {
  const tag = Buffer.from(sha256(encodeUtf8(name)))
    .toString('hex')
    .slice(0, 8);
  const further = keyId === undefined ? '' : `-${keyId}`;
  return join(home, 'keys', `${name.replaceAll(/[^a-zA-Z0-9.-]/g, '_')}-${tag}${further}.key`);
}

/** Makes a new private key; it is not kept anywhere yet. */
export function newKey(use: KeyUse): { readonly private: PrivateKey; readonly seed: Uint8Array } {
  const seed = signingOf(use.suite).makeSeed();
  return { private: keyFrom(use, seed), seed };
}

/**
 * Reads a key; undefined when there is no such file.
 *
 * @throws {Error} when others may read the file, or it holds no key for this use
 */
export async function readKey(path: string, use: KeyUse): Promise<PrivateKey | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new Error(`${path}: others may read this key; chmod 600 it`);
  const { suite, publicKeyOf } = signingOf(use.suite);
  const type = suite.keyTypes[use.kind];
  const key = parseSignerKey(text.trim(), { type, hash: suite.hash, publicKeyOf });
  if (!key) throw new Error(`${path}: not a signing key of the suite ${use.suite}`);
  if (key.name !== use.name) throw new Error(`${path}: the key of ${key.name}, not of ${use.name}`);
  return keyFrom(use, key.seed);
}

/**
 * Writes a key whole, and only where no file is: a key is never replaced.
 *
 * @returns the key that is there afterwards; of another process, when that was first
 */
export async function keepKey(path: string, use: KeyUse, seed: Uint8Array): Promise<PrivateKey> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await publish(path, `${signerLine(use, seed)}\n`);
  return (await readKey(path, use)) ?? keyFrom(use, seed);
}

function signerLine(use: KeyUse, seed: Uint8Array): string {
  const { suite } = signingOf(use.suite);
  const type = suite.keyTypes[use.kind];
  const { publicKey } = keyFrom(use, seed).key;
  const keyId = keyIdOf(suite.hash, use.name, concatBytes(type, publicKey));
  return formatSignerKey({ name: use.name, keyId, seed }, type);
}

async function publish(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { flag: 'wx', mode: ownerOnly, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function keyFrom(use: KeyUse, seed: Uint8Array): PrivateKey {
  const { suite, publicKeyOf, signerOf } = signingOf(use.suite);
  const publicKey = publicKeyOf(seed);
  if (!publicKey) throw new Error(`no private key of the suite ${use.suite}`);
  const key: SigningKey = { name: use.name, publicKey, sign: signerOf(seed) };
  return { ...use, key, vkey: vkeyOf(suite, key, use.kind) };
}
