import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '#platform/config/index.ts';
import { isSuiteName } from '#platform/journal/index.ts';
import { translate } from '#platform/text/index.ts';
import { startWitness, WitnessRefusal } from '#platform/witness/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { say, type TextKey } from '../verify/wording.ts';
import { sayUse } from './pack-argument.ts';

const options = {
  name: { type: 'string' },
  policy: { type: 'string' },
  home: { type: 'string' },
  suite: { type: 'string', default: 'sha256-ed25519' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '7880' },
} as const;

/** A port of TCP; 0 lets the system choose. */
const portMax = 65_535;

/**
 * `guiju witness --name NAME --policy FILE`: cosigns checkpoints of the logs the policy names until
 * it is stopped. Needs no database; a notary or a neighbouring park runs it on its own machine.
 *
 * @returns 0 when it was stopped, 1 when it cannot start, 2 for wrong use
 * @source C2SP tlog-witness
 */
export const run: Command = async (words, io) => {
  const asked = readWords(words);
  if (!asked) {
    sayUse('witness', io);
    return exit.misuse;
  }
  const { name, suite, host, port } = asked;
  const home = asked.home ? resolve(io.folder, asked.home) : join(readSettings(io.env).home, 'witness'); // prettier-ignore
  const policy = await readPolicy(asked.policy, io);
  if (policy === undefined) return exit.misuse;
  try {
    const running = await startWitness({
      ...{ name, suite, home, policy, host, port, now: Date.now },
      tell: io.err,
    });
    const tell = (key: string, values: Record<string, string>) =>
      io.out(translate(io.language, `cli.witness.${key}`, values));
    tell('runs', { name, url: running.url });
    tell('vkey', { line: `witness ${name.replaceAll('/', '-')} ${running.vkey} ${running.url}` });
    for (const origin of running.origins) tell('knows', { origin });
    await stopped();
    await running.close();
    return exit.ok;
  } catch (error) {
    return refuse(error, asked, io);
  }
};

async function readPolicy(file: string, io: CommandIo): Promise<string | undefined> {
  try {
    return await readFile(resolve(io.folder, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = translate(io.language, `cli.path.${code}`);
    io.err(translate(io.language, 'cli.witness.no_policy', { file, reason }));
    return undefined;
  }
}

function readWords(words: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true });
    const { name, policy, suite, port: portText } = values;
    const port = /^\d{1,5}$/.test(portText) ? Number(portText) : portMax + 1;
    if (name === undefined || policy === undefined || port > portMax) return undefined;
    if (!isSuiteName(suite)) return undefined;
    return { ...values, name, policy, suite, port };
  } catch {
    // An option nobody knows: the use is said instead.
    return undefined;
  }
}

function refuse(error: unknown, asked: { readonly port: number }, io: CommandIo): number {
  const [key, values] = reasonOf(error, asked, io);
  io.err(translate(io.language, `cli.witness.${key}`, values));
  return exit.refused;
}

function reasonOf(
  error: unknown,
  { port }: { readonly port: number },
  { language }: CommandIo,
): [string, Readonly<Record<string, string | number>>] {
  if (error instanceof WitnessRefusal) {
    const { line = 0, problem } = error.values;
    // The problems of a policy are those the verifier has words for.
    const words = problem === undefined ? '' : say(language, `policy.${problem}` as TextKey);
    return [error.code, { ...error.values, line, problem: words }];
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return ['port', { port }];
  return ['refused', { reason: error instanceof Error ? error.message : String(error) }];
}

/** Waits until somebody ends this process. */
function stopped(): Promise<void> {
  return new Promise((resolve_) => {
    process.once('SIGINT', () => resolve_());
    process.once('SIGTERM', () => resolve_());
  });
}
