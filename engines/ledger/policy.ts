/** Policies: which logs and witnesses a reader trusts, and how many witnesses are enough. */

import { equalBytes } from './bytes.ts';
import { parseCheckpoint, parseDecimal, type Checkpoint } from './checkpoint.ts';
import { parseTimestamped } from './cosignature.ts';
import { openNote, type Verifier } from './note.ts';
import type { Suite, SuiteName } from './suite.ts';

/** A log that the policy trusts. */
export type TrustedLog = {
  readonly verifier: Verifier;
  readonly suite: SuiteName;
  readonly url?: string;
  /** Largest checkpoint a retired key signs; absent while it is in use. */
  readonly lastSize?: number;
};

/** A witness, known in the policy by `name`. */
export type TrustedWitness = Omit<TrustedLog, 'lastSize'> & { readonly name: string };

/** A group witnesses a checkpoint when at least `threshold` of its members do. */
export type WitnessGroup = {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
};

/** A policy that was read without findings. */
export type Policy = {
  readonly logs: readonly TrustedLog[];
  readonly witnesses: readonly TrustedWitness[];
  readonly groups: readonly WitnessGroup[];
  /** A witness, a group, or `none`. */
  readonly quorum: string;
};

/** Why a policy was refused; `line` counts from 1, 0 when it is about the whole file. */
export type PolicyFinding = { readonly code: PolicyCode; readonly line: number };

/** What can be wrong with a policy. */
export type PolicyCode =
  | 'too-long'
  | 'control-character'
  | 'unknown-line'
  | 'malformed-line'
  | 'unknown-key'
  | 'duplicate-key'
  | 'duplicate-name'
  | 'unknown-name'
  | 'member-used-twice'
  | 'bad-threshold'
  | 'quorum-missing'
  | 'quorum-twice';

/** A policy has at most this many lines (the specification asks for 32 of each kind). */
export const policyLineLimit = 1_000;

type Draft = {
  logs: TrustedLog[];
  witnesses: TrustedWitness[];
  groups: WitnessGroup[];
  quorum?: string;
};

type KeyNeed = { readonly vkey: string | undefined; readonly kind: Verifier['kind'] };

function readKey(suites: readonly Suite[], need: KeyNeed): TrustedLog | undefined {
  for (const suite of suites) {
    const verifier = need.vkey === undefined ? undefined : suite.verifierFrom(need.vkey);
    if (verifier?.kind === need.kind) return { verifier, suite: suite.name };
  }
  return undefined;
}

const isDuplicate = (known: readonly Omit<TrustedLog, 'lastSize'>[], key: TrustedLog): boolean =>
  known.some((each) => equalBytes(each.verifier.publicKey, key.verifier.publicKey));

function isKnownName(draft: Draft, name: string): boolean {
  return [...draft.witnesses, ...draft.groups].some((each) => each.name === name);
}

function readLog(draft: Draft, words: readonly string[], suites: readonly Suite[]): Problem {
  const [vkey, url, ...more] = words;
  if (vkey === undefined || more.length > 0) return 'malformed-line';
  const key = readKey(suites, { vkey, kind: 'note' });
  if (!key) return 'unknown-key';
  if (isDuplicate(draft.logs, key)) return 'duplicate-key';
  draft.logs.push(url === undefined ? key : { ...key, url });
  return undefined;
}

function readWitness(draft: Draft, words: readonly string[], suites: readonly Suite[]): Problem {
  const [name, vkey, url, ...more] = words;
  if (name === undefined || vkey === undefined || more.length > 0) return 'malformed-line';
  const key = readKey(suites, { vkey, kind: 'cosignature' });
  if (!key) return 'unknown-key';
  if (name === 'none' || isKnownName(draft, name)) return 'duplicate-name';
  if (isDuplicate(draft.witnesses, key)) return 'duplicate-key';
  draft.witnesses.push(url === undefined ? { ...key, name } : { ...key, name, url });
  return undefined;
}

function thresholdOf(word: string, members: number): number | undefined {
  if (word === 'any') return 1;
  if (word === 'all') return members;
  const threshold = /^[1-9][0-9]{0,3}$/.test(word) ? Number(word) : undefined;
  return threshold !== undefined && threshold <= members ? threshold : undefined;
}

function readGroup(draft: Draft, words: readonly string[]): Problem {
  const [name, word, ...members] = words;
  if (name === undefined || word === undefined || members.length === 0) return 'malformed-line';
  if (name === 'none' || isKnownName(draft, name)) return 'duplicate-name';
  const threshold = thresholdOf(word, members.length);
  if (threshold === undefined) return 'bad-threshold';
  if (members.some((member) => !isKnownName(draft, member))) return 'unknown-name';
  const used = [...draft.groups.flatMap((group) => group.members), ...members];
  if (new Set(used).size !== used.length) return 'member-used-twice';
  draft.groups.push({ name, threshold, members });
  return undefined;
}

function readQuorum(draft: Draft, words: readonly string[]): Problem {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return 'malformed-line';
  if (draft.quorum !== undefined) return 'quorum-twice';
  if (name !== 'none' && !isKnownName(draft, name)) return 'unknown-name';
  draft.quorum = name;
  return undefined;
}

type Problem = PolicyCode | undefined;

/** First word of a line that retires a key of a log: a comment to tools that do not know it. */
const retiredMark = '#guiju:retired';

/**
 * Returns the line that says up to which checkpoint a key of a log signs. It follows the line of
 * that key; foreign tools read it as a comment.
 *
 * @param vkey     the key, as its `log` line names it
 * @param lastSize size of the last checkpoint it signed, with its successor
 * @source ADR 0010
 */
export function formatRetired(vkey: string, lastSize: number): string {
  const [name, id] = vkey.split('+');
  return `${retiredMark} ${name}+${id} ${lastSize}`;
}

function readRetired(draft: Draft, words: readonly string[]): Problem {
  const [key, sizeWord, ...more] = words;
  const lastSize = sizeWord === undefined ? undefined : parseDecimal(sizeWord);
  const [, name, id] = /^([^+]+)\+([0-9a-f]{8})$/.exec(key ?? '') ?? [];
  if (lastSize === undefined || name === undefined || more.length > 0) return 'malformed-line';
  const keyId = Number.parseInt(id ?? '', 16);
  const at = draft.logs.findIndex((l) => l.verifier.name === name && l.verifier.keyId === keyId);
  const log = draft.logs[at];
  if (!log) return 'unknown-key';
  if (log.lastSize !== undefined) return 'duplicate-key';
  draft.logs[at] = { ...log, lastSize };
  return undefined;
}

function readLine(draft: Draft, line: string, suites: readonly Suite[]): Problem {
  // Tab aside, no control character may stand in a policy; DEL is outside the allowed octets too.
  // oxlint-disable-next-line no-control-regex -- the specification lists the allowed octets
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return 'control-character';
  const [keyword, ...words] = line.split(/[ \t]+/).filter((word) => word !== '');
  if (keyword === retiredMark) return readRetired(draft, words);
  if (keyword === undefined || keyword.startsWith('#')) return undefined;
  if (keyword === 'log') return readLog(draft, words, suites);
  if (keyword === 'witness') return readWitness(draft, words, suites);
  if (keyword === 'group') return readGroup(draft, words);
  return keyword === 'quorum' ? readQuorum(draft, words) : 'unknown-line';
}

/**
 * Reads a policy file. All findings are returned; a policy only when there are none.
 *
 * @param suites suites whose keys may occur
 * @source C2SP tlog-policy, “Policy file syntax and structure”
 */
export function parsePolicy(
  text: string,
  suites: readonly Suite[],
): { readonly policy?: Policy; readonly findings: readonly PolicyFinding[] } {
  const lines = text.split('\n');
  if (lines.length > policyLineLimit) return { findings: [{ code: 'too-long', line: 0 }] };
  const draft: Draft = { logs: [], witnesses: [], groups: [] };
  const findings: PolicyFinding[] = [];
  lines.forEach((line, at) => {
    const code = readLine(draft, line, suites);
    if (code) findings.push({ code, line: at + 1 });
  });
  const { quorum } = draft;
  if (quorum === undefined) findings.push({ code: 'quorum-missing', line: 0 });
  if (quorum === undefined || findings.length > 0) return { findings };
  return { policy: { ...draft, quorum }, findings };
}

/** Returns whether the cosigners named `seen` are enough for the policy. */
export function isQuorum(policy: Policy, seen: ReadonlySet<string>): boolean {
  const witnessed = new Set(seen);
  // Groups only name what stands before them, so one pass in order settles all of them.
  for (const group of policy.groups) {
    const count = group.members.filter((member) => witnessed.has(member)).length;
    if (count >= group.threshold) witnessed.add(group.name);
  }
  return policy.quorum === 'none' || witnessed.has(policy.quorum);
}

/** A witness that cosigned, by its name in the policy, and when (POSIX seconds). */
export type Cosigner = { readonly name: string; readonly seconds: number };

/** The answer of a policy about one checkpoint. */
export type CheckpointVerdict =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      readonly suite: SuiteName;
      readonly cosigners: readonly Cosigner[];
    }
  | { readonly ok: false; readonly problem: CheckpointProblem };

/** Why a policy refuses a checkpoint. */
export type CheckpointProblem =
  'malformed' | 'foreign-issuer' | 'retired-key' | 'bad-signature' | 'quorum-missing';

function cosignersOf(policy: Policy, note: ReturnType<typeof openNote> & { ok: true }): Cosigner[] {
  return policy.witnesses.flatMap(({ name, verifier }) => {
    const line = note.verified.find((v) => v.name === verifier.name && v.keyId === verifier.keyId);
    const stamped = line && parseTimestamped(line.signature);
    return stamped ? [{ name, seconds: stamped.seconds }] : [];
  });
}

/** Returns whether a key of a log may sign a checkpoint of `size`: it is in use, or was then. */
export function maySign({ lastSize }: Pick<TrustedLog, 'lastSize'>, size: number): boolean {
  return lastSize === undefined || size <= lastSize;
}

/**
 * Asks a policy about a signed checkpoint: it must be signed by a trusted log whose key bears the
 * checkpoint's origin, and cosigned by a quorum of witnesses.
 *
 * @param note the signed checkpoint
 * @source C2SP tlog-policy, “What is a policy?” and “Defining a log”
 */
export function checkCheckpoint(note: string, policy: Policy): CheckpointVerdict {
  const known = [...policy.logs, ...policy.witnesses].map((each) => each.verifier);
  const opened = openNote(note, known);
  if (!opened.ok) {
    const problem = opened.problem === 'unknown-keys' ? 'foreign-issuer' : opened.problem;
    return { ok: false, problem };
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return { ok: false, problem: 'malformed' };
  const signing = policy.logs.filter(({ verifier }) => {
    const signed = opened.verified.some(
      (v) => v.name === verifier.name && v.keyId === verifier.keyId,
    );
    return signed && verifier.name === checkpoint.origin;
  });
  const log = signing.find((each) => maySign(each, checkpoint.size));
  if (!log) {
    return { ok: false, problem: signing.length === 0 ? 'foreign-issuer' : 'retired-key' };
  }
  const cosigners = cosignersOf(policy, opened);
  const enough = isQuorum(policy, new Set(cosigners.map((each) => each.name)));
  if (!enough) return { ok: false, problem: 'quorum-missing' };
  return { ok: true, checkpoint, suite: log.suite, cosigners };
}
