import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { append } from './append.ts';
import { readStream } from './read.ts';

/** Rules that were put in place: what they are, whole, and by whom. */
export type LoadedContent = {
  /** What it happened to, as `standard/<code>`. */
  readonly stream: string;
  /** Past tense, as `standard.loaded`. */
  readonly type: string;
  /** ISO instant; the stream's last where that is later. */
  readonly at: string;
  readonly actor: string;
  /** Everything that was loaded; the entry keeps its hash. */
  readonly content: unknown;
  /** What a reader is told of it beside the hash. */
  readonly summary: Readonly<Record<string, JsonValue>>;
};

/**
 * Enters rules that were loaded, once for each content: the same again is no event.
 *
 * @returns whether an entry was written
 * @source 3-architecture, "No other path changes state"; 2-service-language, versions
 */
export async function enterLoaded(tx: Tx, loaded: LoadedContent): Promise<boolean> {
  const { stream, type, at, actor, content, summary } = loaded;
  // Plain data, as it came from a file: what JSON cannot say is not in it.
  const plain = JSON.parse(JSON.stringify(content)) as JsonValue;
  const hash = createHash('sha256').update(canonicalJson(plain)).digest('hex');
  const before = await readStream(tx, stream);
  const last = before.at(-1);
  if (loadedHash(last?.act.outcome) === hash) return false;
  const entry = { stream, seq: before.length + 1, type };
  const outcome = { hash, ...summary };
  const when = last !== undefined && last.at > at ? last.at : at;
  await append(tx, [{ ...entry, at: when, act: { actor, outcome } }]);
  return true;
}

/** The hash an entry of {@link enterLoaded} names; undefined for any other. */
export function loadedHash(outcome: unknown): string | undefined {
  if (typeof outcome !== 'object' || outcome === null || !('hash' in outcome)) return undefined;
  return typeof outcome.hash === 'string' ? outcome.hash : undefined;
}
