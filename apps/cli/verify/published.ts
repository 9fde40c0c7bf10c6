import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeUtf8, isDemonstrationLog, parsePolicy, type Policy } from '#engines/ledger/index.ts';
import { verifyPublished, type BrokenFile, type ReadPublished } from '#platform/journal/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type CommandIo } from '../command.ts';
import { verifierSuites } from './suites.ts';
import { say } from './wording.ts';

/** A published file is at most this large: a bundle of 256 entries of 64 KiB, and some more. */
const fileBytesMax = 20_000_000;
/** A file is asked for at most this often, and waited for at most so long. */
const triesMax = 3;
const fileTimeoutMs = 30_000;
/** A policy is at most this large. */
const policyBytesMax = 1_000_000;

/** What the command reads the log with; a test gives its own. */
export type FetchFile = (url: string) => Promise<Response>;

const fetchFile: FetchFile = (url) =>
  fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fileTimeoutMs) });

/** Something about the arguments or the network that the reader must mend. */
class CannotRead extends Error {}

/**
 * `guiju verify --log URL --policy FILE`: reads everything a log publishes, as anybody can, and
 * re-hashes it against the newest checkpoint, which must be signed and witnessed as the policy says.
 *
 * @param words `--log URL --policy FILE`, in any order
 * @returns 0 all of it holds; 1 something does not, and which file; 2 wrong use, or it cannot be read
 * @source C2SP tlog-tiles, tlog-checkpoint, tlog-policy
 */
export async function verifyLogCommand(
  words: readonly string[],
  io: CommandIo,
  fetching: FetchFile = fetchFile,
): Promise<number> {
  const tell = (key: string, values: TextValues = {}) =>
    translate(io.language, `cli.verify_log.${key}`, values);
  const { log, policy: file } = optionsIn(words);
  if (log === undefined || file === undefined || !URL.canParse(log)) {
    io.err(translate(io.language, 'cli.help.verify'));
    return exit.misuse;
  }
  try {
    const policy = await readPolicy(file, io);
    const read = reader(log, { fetching, tell });
    return await judge({ policy, read, tell }, io);
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    io.err(error.message);
    return exit.misuse;
  }
}

function optionsIn(words: readonly string[]): { log?: string; policy?: string } {
  const valueOf = (name: string) => {
    const at = words.indexOf(name);
    return at < 0 ? undefined : words[at + 1];
  };
  const [log, policy] = [valueOf('--log'), valueOf('--policy')];
  if (words.length !== 4 || log === undefined || policy === undefined) return {};
  return { log, policy };
}

async function readPolicy(file: string, io: CommandIo): Promise<Policy> {
  const bytes = await readFile(resolve(io.folder, file)).catch(() => undefined);
  const text = bytes && bytes.length <= policyBytesMax ? decodeUtf8(bytes) : undefined;
  if (text === undefined) {
    throw new CannotRead(translate(io.language, 'cli.verify_log.no_policy', { file }));
  }
  const { policy, findings } = parsePolicy(text, verifierSuites());
  if (policy) return policy;
  const lines = findings.map(({ code, line }) =>
    say(io.language, 'policy.line', { line, problem: say(io.language, `policy.${code}`) }),
  );
  throw new CannotRead([say(io.language, 'policy.refused'), ...lines].join('\n  '));
}

type Tell = (key: string, values?: TextValues) => string;

/** Reads files below the address of a log; undefined for one that is not there. */
function reader(
  log: string,
  { fetching, tell }: { readonly fetching: FetchFile; readonly tell: Tell },
): ReadPublished {
  const base = log.endsWith('/') ? log : `${log}/`;
  const once = async (path: string): Promise<Uint8Array | undefined> => {
    const answer = await fetching(new URL(path, base).href);
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (!answer.ok) throw new Error(String(answer.status));
    return readBody(answer);
  };
  return async (path) => {
    let reason = '';
    for (let tried = 0; tried < triesMax; tried += 1) {
      try {
        return await once(path);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    throw new CannotRead(tell('unreachable', { url: `${base}${path}`, reason }));
  };
}

/** Reads no more than a file may have, whatever the other side sends. */
async function readBody({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > fileBytesMax) throw new Error(`more than ${fileBytesMax} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

type Judging = { readonly policy: Policy; readonly read: ReadPublished; readonly tell: Tell };

async function judge({ policy, read, tell }: Judging, io: CommandIo): Promise<number> {
  const audit = await verifyPublished({ policy, suites: verifierSuites() }, read);
  const { entries, broken, trusted } = audit;
  if (broken || !trusted) {
    io.out(tell('broken', { path: broken?.path ?? '', why: whyOf(broken, tell) }));
    return exit.refused;
  }
  const { checkpoint, cosigners } = trusted;
  const { origin } = checkpoint;
  if (isDemonstrationLog(origin)) io.out(say(io.language, 'demonstration'));
  io.out(tell('holds', { origin, entries, witnesses: cosigners.length }));
  return exit.ok;
}

function whyOf(broken: BrokenFile | undefined, tell: Tell): string {
  if (broken?.problem !== undefined) return tell(`problem.${broken.problem}`);
  const what = tell(`what.${broken?.what ?? 'missing'}`);
  return broken?.index === undefined ? what : `${what}${tell('entry', { index: broken.index })}`;
}
