/**
 * `guiju verify RECEIPT [--policy POLICY]`: checks a receipt offline, without database or network. Exit codes: 0 intact and issued as the policy demands; 1 refused; 2 wrong use or a
 * file that cannot be read; 3 intact, but no policy was given, so the issuer is unknown.
 *
 * @source design “Architecture”, Ledger (a receipt never carries its own trust)
 */

import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import {
  decodeUtf8,
  isDemonstrationLog,
  parsePolicy,
  receiptStatement,
  verifyReceipt,
  type Policy,
  type ReceiptVerdict,
} from '#engines/ledger/index.ts';
import { verifierSuites } from './suites.ts';
import { checkTimestamps, type CheckedTimestamps } from './timestamps.ts';
import { readersLanguage } from '../language.ts';
import { say, type Language, type TextKey } from './wording.ts';

/** Where the command writes and what it may know of its surroundings. */
export type VerifyIo = {
  /** Writes one line to standard output; the newline is added. */
  readonly out: (line: string) => void;
  /** Writes one line to standard error; the newline is added. */
  readonly err: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Files longer than this are refused before they are read. */
const fileBytesLimit = 4_000_000;

const exit = { ok: 0, refused: 1, misuse: 2, issuerUnknown: 3 } as const;

type Options = {
  readonly file?: string;
  readonly policy?: string;
  readonly lang?: string;
  readonly roots?: string;
  readonly timestamp?: string;
  readonly json: boolean;
  readonly wrong: boolean;
};

const noOptions: Options = { json: false, wrong: false };

/** Options that take a value, and what it is. */
const valued: Readonly<Record<string, 'policy' | 'lang' | 'roots' | 'timestamp'>> = {
  '--policy': 'policy',
  '--lang': 'lang',
  '--tsa-roots': 'roots',
  '--timestamp': 'timestamp',
};

function readOptions(argv: readonly string[]): Options {
  const [word, next, ...rest] = argv;
  if (word === undefined) return noOptions;
  if (word === '--json') return { ...readOptions(argv.slice(1)), json: true };
  const name = valued[word];
  if (name !== undefined) {
    const options = readOptions(rest);
    const twice = options[name] !== undefined || next === undefined;
    return { ...options, [name]: next, wrong: options.wrong || twice };
  }
  const options = readOptions(argv.slice(1));
  const wrong = options.wrong || word.startsWith('-') || options.file !== undefined;
  return { ...options, file: word, wrong };
}

/** Something about a file that the user must mend; carries its sentence. */
class UnreadableFile extends Error {}

async function readText(path: string, language: Language): Promise<string> {
  const text = decodeUtf8(await readBytes(path, language));
  if (text === undefined) throw new UnreadableFile(say(language, 'file.not-utf8', { path }));
  return text;
}

async function readBytes(path: string, language: Language): Promise<Uint8Array> {
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw unreadable(error, path, language);
  };
  const found = await stat(path).catch(refuse);
  const limits = { path, limitBytes: fileBytesLimit };
  if (found.size > fileBytesLimit)
    throw new UnreadableFile(say(language, 'file.too-large', limits));
  if (found.isFile() && found.size === 0)
    throw new UnreadableFile(say(language, 'file.empty', limits));
  return readFile(path).catch(refuse);
}

/** Why a file cannot be read, as people say it. */
const unreadableBecause: Readonly<Record<string, TextKey>> = {
  ...{ ENOENT: 'file.missing', ENOTDIR: 'file.missing', EISDIR: 'file.folder' },
  ...{ EACCES: 'file.forbidden', EPERM: 'file.forbidden' },
};

function unreadable(error: NodeJS.ErrnoException, path: string, language: Language) {
  const { code = error.message } = error;
  const key = unreadableBecause[code] ?? 'file.unreadable';
  return new UnreadableFile(say(language, key, { path, reason: code }));
}

/** Verifies timestamps under the roots that were named; without roots none is checked. */
async function readTimestamps(
  receipt: string,
  { roots, timestamp }: Options,
  language: Language,
): Promise<CheckedTimestamps | undefined> {
  if (roots === undefined) return undefined;
  const pem = await readText(roots, language);
  const file = timestamp === undefined ? undefined : await readBytes(timestamp, language);
  try {
    return await checkTimestamps(receipt, { roots: pem, ...(file && { file }) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableFile(say(language, 'timestamp.roots', { path: roots, reason }));
  }
}

async function readPolicy(path: string, language: Language): Promise<Policy> {
  const { policy, findings } = parsePolicy(await readText(path, language), verifierSuites());
  if (policy) return policy;
  const lines = findings.map(({ code, line }) =>
    say(language, 'policy.line', { line, problem: say(language, `policy.${code}`) }),
  );
  throw new UnreadableFile([say(language, 'policy.refused'), ...lines].join('\n  '));
}

function isoOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function describeReceipt(verdict: ReceiptVerdict, language: Language): string[] {
  const { receipt, checkpoint } = verdict;
  if (!receipt || !checkpoint) return [];
  const { entry, act, data, proof } = receipt;
  const { stream, seq } = act.value;
  const clause = act.value.clause ?? say(language, 'none');
  const actor = act.value.actor ?? say(language, 'none');
  const { origin, size } = checkpoint;
  const unchecked = verdict.uncheckedTimestamps;
  return [
    ...(isDemonstrationLog(origin) ? [say(language, 'demonstration')] : []),
    say(language, 'shown.log', { origin, size, index: proof.index }),
    say(language, 'shown.entry', { type: entry.type, at: entry.at, id: entry.id }),
    say(language, 'shown.act', { stream, seq, clause, actor }),
    say(language, 'shown.data', { count: data.length }),
    ...verdict.cosigners.map(({ name, seconds }) =>
      say(language, 'shown.cosigner', { name, at: isoOf(seconds * 1000) }),
    ),
    ...verdict.timestamps.map((time) => say(language, 'shown.timestamp', { at: isoOf(time) })),
    ...(unchecked > 0 ? [say(language, 'shown.timestamps-unchecked', { count: unchecked })] : []),
  ];
}

/** Returns the judgement as lines for a person. Content of a refused receipt is not shown. */
export function describeVerdict(verdict: ReceiptVerdict, language: Language): readonly string[] {
  if (!verdict.ok) {
    const reasons = verdict.findings.map(({ code, values }) =>
      say(language, `finding.${code}`, values),
    );
    return [say(language, 'verdict.refused'), ...reasons.map((reason) => `  ${reason}`)];
  }
  const shown = describeReceipt(verdict, language).map((line) => `  ${line}`);
  return [say(language, `verdict.${verdict.issuer}`), ...shown, receiptStatement[language]];
}

function describeFile(
  file: CheckedTimestamps['file'],
  { timestamp: path = '' }: Options,
  language: Language,
): string[] {
  if (!file) return [];
  if ('time' in file) return [say(language, 'shown.timestamp-file', { at: isoOf(file.time) })];
  return [say(language, 'timestamp.bad', { path, problem: file.problem })];
}

/** Returns the judgement for programs: no bytes, no content of a refused receipt. */
function summaryOf(verdict: ReceiptVerdict): object {
  const { ok, issuer, findings, cosigners, timestamps, uncheckedTimestamps } = verdict;
  const judged = { ok, issuer, findings, cosigners, timestamps, uncheckedTimestamps };
  const { receipt, checkpoint } = verdict;
  if (!ok || !receipt || !checkpoint) return judged;
  const { entry, act, data, proof } = receipt;
  const log = { origin: checkpoint.origin, size: checkpoint.size, index: proof.index };
  return { ...judged, log, entry, act: act.value, data: data.map((datum) => datum.value) };
}

function exitCodeOf(verdict: ReceiptVerdict): number {
  if (!verdict.ok) return exit.refused;
  return verdict.issuer === 'known' ? exit.ok : exit.issuerUnknown;
}

/**
 * Runs `guiju verify`.
 *
 * @param argv words after `verify`
 * @returns exit code: 0 passed, 1 refused, 2 wrong use or unreadable file, 3 issuer unknown
 */
export async function verifyCommand(argv: readonly string[], io: VerifyIo): Promise<number> {
  const options = readOptions(argv);
  const language = readersLanguage(options.lang, io.env);
  const rootless = options.timestamp !== undefined && options.roots === undefined;
  if (options.wrong || rootless || options.file === undefined) {
    io.err(say(language, 'usage'));
    return exit.misuse;
  }
  try {
    const policy =
      options.policy === undefined ? undefined : await readPolicy(options.policy, language);
    const receipt = await readText(options.file, language);
    const checked = await readTimestamps(receipt, options, language);
    const { timestampOf, file } = checked ?? {};
    const crypto = { suites: verifierSuites(), ...(timestampOf && { timestampOf }) };
    const verdict = verifyReceipt(receipt, policy, crypto);
    const lines = options.json
      ? [JSON.stringify({ ...summaryOf(verdict), ...(file && { timestampFile: file }) }, null, 2)]
      : [...describeVerdict(verdict, language), ...describeFile(file, options, language)];
    for (const line of lines) io.out(line);
    return file && 'problem' in file ? exit.refused : exitCodeOf(verdict);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    io.err(error.message);
    return exit.misuse;
  }
}

/** The terminal this process runs in. */
const terminal: VerifyIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
};

const [, script] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  process.exitCode = await verifyCommand(process.argv.slice(2), terminal);
}
