import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ClusterRefusal } from './refusal.ts';

/** A user of the operating system, as whom the database's programs run. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root; the first of these that exists runs it instead. */
const STAND_INS = ['postgres', 'nobody'];

/** Returns the accounts `/etc/passwd` lists, or none where the system has no such file. */
export function systemAccounts(path = '/etc/passwd'): Account[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap(parseAccount);
}

function parseAccount(line: string): Account[] {
  const [name, , uid, gid] = line.split(':');
  return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
}

/**
 * Returns who runs the database over the data in `folder`: the caller, or, when the caller is root,
 * the owner of data that is already there, else a stand-in.
 *
 * @throws {ClusterRefusal} `foreign-owner` when the data is another user's and the caller is not root
 * @throws {ClusterRefusal} `no-such-user` when root finds no stand-in
 */
export function accountFor(folder: string, caller = callerAccount()): Account {
  const owner = existsSync(folder) ? lstatSync(folder).uid : undefined;
  if (caller.uid === 0) return owner ? accountOf(owner) : standIn();
  if (owner !== undefined && owner !== caller.uid) {
    throw new ClusterRefusal('foreign-owner', { path: folder, owner: accountOf(owner).name });
  }
  return caller;
}

function callerAccount(): Account {
  const uid = process.geteuid?.() ?? 0;
  return { ...accountOf(uid), uid, gid: process.getegid?.() ?? 0 };
}

function accountOf(uid: number): Account {
  const known = systemAccounts().find((account) => account.uid === uid);
  return known ?? { name: String(uid), uid, gid: uid };
}

function standIn(): Account {
  const known = systemAccounts();
  const found = STAND_INS.flatMap((name) => known.filter((account) => account.name === name))[0];
  if (!found) throw new ClusterRefusal('no-such-user', { name: STAND_INS.join(' / ') });
  return found;
}

/**
 * Whether `account` may walk into `folder`, by the permission bits of it and of all above it. A home
 * under `/root` is closed to the stand-in, for example.
 */
export function canReach(folder: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const open = account.uid === 0 || (mode & bit) !== 0;
  const above = dirname(folder);
  return open && (above === folder || canReach(above, account));
}
