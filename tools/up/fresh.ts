import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { destroyCluster } from '#platform/db/cluster/index.ts';
import { Refusal, say, sentence } from '../text.mjs';
import type { UpOptions } from './options.ts';

/** What was fetched or copied, not entered; starting over keeps it. */
const KEPT = /^(runtime|postgresql-.*|install\.lock|up\.json)$/;

/** What a park has entered, and what was computed from it. */
const ENTERED = /^(data|files|keys|witness|packs-read\.json.*)$/;

/** One of these proves that the names above are ours and not somebody's own folders. */
const PROOFS = ['data/pgdata', 'data/users', 'keys/session.secret'];

/**
 * Deletes everything a park has entered under `home`, after asking. The log's keys go too: a second
 * log under the same key would look like a forged history.
 *
 * @throws {Refusal} `up.fresh-external`, `up.fresh-foreign`, `up.fresh-unasked`, `up.fresh-kept`
 */
export async function startOver(home: string, options: UpOptions): Promise<void> {
  if (options.databaseUrl) throw new Refusal('up.fresh-external');
  const entered = enteredIn(home);
  if (!options.yes) await confirm(home);
  await destroyCluster(home);
  for (const name of entered) rmSync(join(home, name), { recursive: true, force: true });
  say('up.fresh-done');
}

/** The names to delete; a folder that holds anything else is not one of ours, and stays as it is. */
function enteredIn(home: string): string[] {
  const names = readdirSync(home).filter((name) => !KEPT.test(name));
  const foreign = names.find((name) => !ENTERED.test(name));
  const isProven = names.length === 0 || PROOFS.some((path) => existsSync(join(home, path)));
  if (foreign === undefined && isProven) return names;
  throw new Refusal('up.fresh-foreign', { path: home, name: foreign ?? names[0] ?? '' });
}

/** Ctrl-C at the question is a no. */
function whenLeft(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return '';
  throw error;
}

async function confirm(home: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Refusal('up.fresh-unasked');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const question = sentence('up.fresh-ask', { path: home });
  const answer = await terminal.question(question).catch(whenLeft);
  terminal.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new Refusal('up.fresh-kept');
}
