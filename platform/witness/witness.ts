import {
  answerAddCheckpoint,
  maySign,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  witnessSigner,
  type Policy,
  type SuiteName,
  type WitnessAnswer,
  type WitnessRecord,
} from '#engines/ledger/index.ts';
import { nodeSuites, openWitnessKey, suiteNamed } from '#platform/journal/index.ts';
import { keepRecord, readRecord } from './state.ts';
import { WitnessRefusal } from './refusal.ts';

/** What a witness is made of. */
export type WitnessOptions = {
  /** Folder of its key and of what it has cosigned. */
  readonly home: string;
  /** Name of its key, as `witness.example/w1`. */
  readonly name: string;
  readonly suite: SuiteName;
  /** The logs it witnesses: the `log` lines of a C2SP tlog-policy; the rest of it is not used. */
  readonly policy: string;
  /** Epoch milliseconds; a cosignature states its second. */
  readonly now: () => number;
};

/** A witness, without its network. */
export type Witness = {
  /** What others put into their policy. */
  readonly vkey: string;
  /** Origins of the logs it knows. */
  readonly origins: readonly string[];
  /** Answers one request to cosign; the record is on the disk before it returns. */
  readonly addCheckpoint: (body: string) => Promise<WitnessAnswer>;
};

/**
 * Opens a witness with its key, made at its first start.
 *
 * @throws {WitnessRefusal} `policy` when it has a finding, `no-log` when it names none
 * @throws {Error} when the key cannot be read
 * @source C2SP tlog-witness
 */
export async function openWitness(options: WitnessOptions): Promise<Witness> {
  const { home, name, suite, now } = options;
  const policy = readLogs(options.policy);
  const key = await openWitnessKey(home, name, suite);
  const cosign = async (body: string): Promise<WitnessAnswer> => {
    const latest = await latestOf(home, policy, body);
    const signer = witnessSigner(suiteNamed(suite), key.key, Math.floor(now() / 1000));
    const answer = answerAddCheckpoint(
      body,
      ({ origin, size }) => witnessedLog(policy, { origin, size, latest }),
      [signer],
    );
    if (answer.status === 200) await keepRecord(home, originOf(body), answer.record);
    return answer;
  };
  let before: Promise<unknown> = Promise.resolve();
  return {
    vkey: key.vkey,
    origins: [...new Set(policy.logs.map(({ verifier }) => verifier.name))],
    // One at a time: checking the size that was kept and keeping the next is one step.
    addCheckpoint: (body) => {
      const answered = before.then(() => cosign(body));
      before = answered.catch(() => undefined);
      return answered;
    },
  };
}

/** A witness needs no quorum; the line is added where a list of logs has none. */
function readLogs(text: string): Policy {
  const withQuorum = /^\s*quorum\s/m.test(text) ? text : `${text}\nquorum none\n`;
  const { policy, findings } = parsePolicy(withQuorum, nodeSuites);
  if (!policy) {
    const { line = 0, code = '' } = findings[0] ?? {};
    throw new WitnessRefusal('policy', { line, problem: code });
  }
  if (policy.logs.length === 0) throw new WitnessRefusal('no-log');
  return policy;
}

function originOf(body: string): string {
  const request = parseAddCheckpoint(body);
  const note = request && parseNote(request.checkpoint);
  return (note && parseCheckpoint(note.text)?.origin) ?? '';
}

/** Only of a log it knows: nobody else makes it touch the disk. */
async function latestOf(
  home: string,
  policy: Policy,
  body: string,
): Promise<WitnessRecord | undefined> {
  const origin = originOf(body);
  const isKnown = policy.logs.some(({ verifier }) => verifier.name === origin);
  return isKnown ? readRecord(home, origin) : undefined;
}

function witnessedLog(
  policy: Policy,
  asked: { origin: string; size: number; latest: WitnessRecord | undefined },
) {
  const logs = policy.logs.filter(({ verifier }) => verifier.name === asked.origin);
  const [first] = logs;
  if (!first) return undefined;
  const { hash } = suiteNamed(first.suite);
  const verifiers = logs.filter((log) => maySign(log, asked.size)).map(({ verifier }) => verifier);
  return { hash, verifiers, ...(asked.latest && { latest: asked.latest }) };
}
