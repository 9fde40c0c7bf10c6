/**
 * The log's side of C2SP tlog-witness: asks the witnesses of its policy to cosign its newest
 * checkpoint, and keeps what they state.
 *
 * @source C2SP tlog-witness, “add-checkpoint”
 */

import { inPark, type Db, type Tx } from '#platform/db/index.ts';
import {
  consistencyNodes,
  consistencyProof,
  formatAddCheckpoint,
  formatSignatureLine,
  isQuorum,
  mergeCosignatures,
  parsePolicy,
  parseTimestamped,
  parseWitnessedSize,
  type Policy,
  type SuiteName,
  type TrustedWitness,
} from '#engines/ledger/index.ts';
import { attested, failed, readAttestors, type AttestorState } from './attestors.ts';
import { nodeSuites, suiteNamed } from './suites.ts';
import { readNodeHashes } from './tiles.ts';

/** The log that asks. */
export type WitnessedLog = {
  readonly park: string;
  readonly origin: string;
  readonly suite: SuiteName;
};

/** Told of what an operator should know. */
export type Tell = (level: 'error' | 'warning', message: string) => void;

/** A witness is waited for this long. */
export const witnessTimeoutMs = 10_000;

/** A longer answer is none. */
const answerLengthMax = 65_536;

/** What a witness knows that this log has lost: said by the one word an operator greps for. */
export const rolledBack = 'rolled-back';

/**
 * Reads the witnesses, groups and quorum a log is asked to satisfy.
 *
 * @param witnesses lines of a C2SP tlog-policy; empty: none is asked
 * @throws {Error} when they are malformed, which loading a pack has refused
 */
export function witnessPolicy(witnesses: string): Policy {
  const text = witnesses === '' ? 'quorum none\n' : witnesses;
  const { policy, findings } = parsePolicy(text, nodeSuites);
  if (!policy) throw new Error(`witnesses: line ${findings[0]?.line}: ${findings[0]?.code}`);
  return policy;
}

/** The checkpoint to be cosigned, and who has done so. */
type Candidate = { readonly size: number; readonly note: string; readonly done: readonly string[] };

/**
 * Asks every witness that has not cosigned the newest checkpoint and may be asked now, side by
 * side. A witness that fails is asked again later; nothing here ever throws for one.
 *
 * @param db a pool under the worker role
 */
export async function askWitnesses(
  db: Db,
  log: WitnessedLog & { readonly witnesses: string },
  tell: Tell,
): Promise<void> {
  const policy = witnessPolicy(log.witnesses);
  if (policy.witnesses.length === 0) return;
  const { candidate, attestors } = await inPark(db, log.park, async (tx) => ({
    candidate: await readCandidate(tx, log.origin),
    attestors: await readAttestors(tx, log.origin),
  }));
  if (!candidate) return;
  const states = new Map(
    attestors.flatMap((each) => (each.kind === 'witness' ? [[each.name, each] as const] : [])),
  );
  const due = policy.witnesses.filter(({ name, url }) => {
    const isResting = states.get(name)?.isDue === false;
    return url !== undefined && !isResting && !candidate.done.includes(name);
  });
  const world: World = { db, log, policy, tell };
  await Promise.all(
    due.map((witness) => askOne(world, { witness, candidate, state: states.get(witness.name) })),
  );
}

type World = {
  readonly db: Db;
  readonly log: WitnessedLog;
  readonly policy: Policy;
  readonly tell: Tell;
};
type Question = {
  readonly witness: TrustedWitness;
  readonly candidate: Candidate;
  readonly state: AttestorState | undefined;
};

async function readCandidate(tx: Tx, origin: string): Promise<Candidate | undefined> {
  const newest = await tx
    .selectFrom('journal.checkpoint')
    .select(['size', 'note'])
    .where('log', '=', origin)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return undefined;
  const done = await tx
    .selectFrom('journal.cosignature')
    .select('witness')
    .where('log', '=', origin)
    .where('size', '=', newest.size)
    .execute();
  return { ...newest, done: done.map(({ witness }) => witness) };
}

async function askOne(world: World, question: Question): Promise<void> {
  const { db, log, tell } = world;
  const { name } = question.witness;
  const ref = { origin: log.origin, kind: 'witness', name } as const;
  try {
    const lines = await obtainCosignature(world, question);
    await inPark(db, log.park, (tx) => keepCosignature(tx, world, { ...question, lines }));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const { failures, since } = await inPark(db, log.park, (tx) => failed(tx, ref, problem));
    const level = problem.startsWith(rolledBack) ? 'error' : 'warning';
    // Told at the first failure and then ever more rarely.
    if (Number.isInteger(Math.log2(failures))) {
      tell(level, `witness ${name} of ${log.origin}, since ${since}: ${problem}`);
    }
  }
}

/** A witness answers at most once with the size it knows; then it is asked with that size. */
async function obtainCosignature(world: World, question: Question): Promise<string> {
  const { candidate, state } = question;
  const assumed = Math.min(state?.knownSize ?? 0, candidate.size);
  const first = await post(world, question, assumed);
  if (first.status !== 409) return cosignatureIn(first, question);
  const known = parseWitnessedSize(first.body);
  if (known === undefined) throw new Error(`${rolledBack}: ${first.body.trim()}`);
  if (known > candidate.size) {
    const here = `this log has ${candidate.size} entries, it has cosigned ${known}`;
    throw new Error(`${rolledBack}: ${here}; an older copy of the database is in use`);
  }
  return cosignatureIn(await post(world, question, known), question);
}

type Answer = { readonly status: number; readonly body: string };

async function post(world: World, question: Question, oldSize: number): Promise<Answer> {
  const { witness, candidate } = question;
  const proof = await inPark(world.db, world.log.park, (tx) =>
    proveConsistency(tx, world.log, { oldSize, newSize: candidate.size }),
  );
  const response = await fetch(`${witness.url?.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: formatAddCheckpoint({ oldSize, proof, checkpoint: candidate.note }),
    redirect: 'error',
    signal: AbortSignal.timeout(witnessTimeoutMs),
  });
  let body = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    body += decoder.decode(part, { stream: true });
    if (body.length > answerLengthMax) throw new Error('its answer is too long');
  }
  return { status: response.status, body };
}

async function proveConsistency(
  tx: Tx,
  log: WitnessedLog,
  sizes: { readonly oldSize: number; readonly newSize: number },
): Promise<readonly Uint8Array[]> {
  const { hash } = suiteNamed(log.suite);
  const nodes = consistencyNodes(sizes.oldSize, sizes.newSize);
  const readHash = await readNodeHashes(tx, { log: log.origin, size: sizes.newSize, hash }, nodes);
  return consistencyProof(hash, { ...sizes, readHash });
}

/** Signature lines of this witness that verify. @throws {Error} when there is none */
function cosignatureIn(answer: Answer, { witness, candidate }: Question): string {
  // 422 means that the tree it cosigned is not continued by this one.
  if (answer.status === 422) throw new Error(`${rolledBack}: ${answer.body.trim()}`);
  if (answer.status !== 200) throw new Error(`answers ${answer.status}: ${answer.body.trim()}`);
  const merged = mergeCosignatures(candidate.note, answer.body, [witness.verifier]);
  if (!merged || merged.added.length === 0) throw new Error('its answer has no good cosignature');
  return merged.added.map((line) => `${formatSignatureLine(line)}\n`).join('');
}

async function keepCosignature(
  tx: Tx,
  { log, policy }: World,
  kept: Question & { readonly lines: string },
): Promise<void> {
  const { witness, candidate, lines } = kept;
  const { origin } = log;
  await tx
    .insertInto('journal.cosignature')
    .values({
      log: origin,
      size: candidate.size,
      witness: witness.name,
      lines,
      stated_at: timeIn(kept),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await attested(tx, { origin, kind: 'witness', name: witness.name }, candidate.size);
  await settle(tx, { park: log.park, origin, policy, size: candidate.size });
}

/** The second the cosignature states, as an ISO instant. */
function timeIn({ candidate, lines, witness }: Question & { readonly lines: string }): string {
  const merged = mergeCosignatures(candidate.note, lines, [witness.verifier]);
  const [first] = merged?.added ?? [];
  const stamped = first && parseTimestamped(first.signature);
  if (!stamped) throw new Error('a cosignature without its time');
  return new Date(stamped.seconds * 1000).toISOString();
}

type Settling = Pick<WitnessedLog, 'park' | 'origin'> & {
  readonly policy: Policy;
  readonly size: number;
};

/** Marks a checkpoint as settled once those who cosigned it are a quorum. */
async function settle(tx: Tx, { park, origin, policy, size }: Settling): Promise<void> {
  // The row is locked so that the last two of a quorum do not each miss the other.
  await tx
    .selectFrom('journal.log')
    .select('origin')
    .where('park_id', '=', park)
    .where('origin', '=', origin)
    .forUpdate()
    .execute();
  const rows = await tx
    .selectFrom('journal.cosignature')
    .select('witness')
    .where('log', '=', origin)
    .where('size', '=', size)
    .execute();
  if (!isQuorum(policy, new Set(rows.map(({ witness }) => witness)))) return;
  await tx
    .updateTable('journal.checkpoint')
    .set((eb) => ({ settled_at: eb.fn.coalesce('settled_at', eb.fn<string>('now', [])) }))
    .where('log', '=', origin)
    .where('size', '=', size)
    .execute();
}
