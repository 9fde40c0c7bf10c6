import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder as makeOnDisk } from '#platform/config/folder.mjs';
import { accountFor, canReach, type Account } from './account.ts';
import { ClusterRefusal } from './refusal.ts';

/** A socket's full name must fit `sockaddr_un`, 108 bytes with its closing zero. */
const SOCKET_PATH_BYTES_MAX = 106;
const ROOT_FALLBACK = '/var/lib/guiju';

/** The port is only part of the socket's name; nothing listens on the network. */
export const SOCKET_PORT = 5432;

/** Where one cluster keeps its things, and as whom it runs. All paths are absolute. */
export type Layout = {
  readonly account: Account;
  /** Private to the account; holds everything below except, if its path is too long, the socket. */
  readonly base: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  readonly sockets: string;
  readonly logFile: string;
  readonly lockFile: string;
  /** One file for each process that uses the cluster. */
  readonly users: string;
  /** Parent of the copied programs; readable by everybody. */
  readonly programs: string;
};

/**
 * Lays a cluster out under `home` and makes its folders, private to the account that runs it.
 *
 * @param home absolute path; when the account cannot walk there (root's own home, for example) the
 *             cluster lives under `/var/lib/guiju` in a folder named after the hash of `home`
 * @throws {ClusterRefusal} `read-only`, `foreign-owner`, `unsafe-folder`, `no-such-user`
 */
export function layOut(home: string, programs = home): Layout {
  makeFolder(home);
  makeFolder(programs);
  const wanted = accountFor(join(home, 'data'));
  const open = canReach(home, wanted);
  const root = open ? home : join(ROOT_FALLBACK, shortHash(home));
  if (!open) makeFolder(root);
  const base = join(root, 'data');
  const account = open ? wanted : accountFor(base);
  const layout = nameParts(account, base, canReach(programs, account) ? programs : root);
  for (const folder of [base, layout.sockets, layout.users]) makePrivate(folder, account);
  return layout;
}

function nameParts(account: Account, base: string, programs: string): Layout {
  return {
    account,
    base,
    data: join(base, 'pgdata'),
    sockets: socketFolder(join(base, 'run')),
    logFile: join(base, 'postgres.log'),
    lockFile: join(base, 'start.lock'),
    users: join(base, 'users'),
    programs,
  };
}

/** Returns `folder`, or a short name in the system's temporary folder when a socket would not fit. */
export function socketFolder(folder: string): string {
  const socket = join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(socket) <= SOCKET_PATH_BYTES_MAX) return folder;
  return join(tmpdir(), `guiju-${shortHash(folder)}`);
}

/** Returns the address of one database of the cluster, as `pg` and libpq read it. */
export function databaseUrl(layout: Layout, database: string): string {
  const host = encodeURIComponent(layout.sockets);
  return `postgres://postgres@localhost:${SOCKET_PORT}/${database}?host=${host}`;
}

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);

function makeFolder(path: string): void {
  try {
    makeOnDisk(path);
  } catch (cause) {
    throw new ClusterRefusal('read-only', { path, cause: String(cause) });
  }
}

/**
 * The database trusts whoever reaches its socket, so the folder must be nobody else's: its owner is
 * checked even when it was there before, since the temporary folder is open to all.
 */
function makePrivate(path: string, account: Account): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    makeFolder(path);
    chmodSync(path, 0o700);
    if (process.geteuid?.() === 0) chownSync(path, account.uid, account.gid);
  }
  const found = lstatSync(path);
  const isPrivate = found.isDirectory() && (found.mode & 0o077) === 0;
  if (!isPrivate || found.uid !== account.uid) {
    throw new ClusterRefusal('unsafe-folder', { path, owner: account.name });
  }
}
