import { numberOfStream } from './case-number.ts';
import type { Judgement } from './judge.ts';

type Intact = Extract<Judgement, { readonly outcome: 'integrity' | 'known' }>;

/** How the page that shows the facts speaks. */
export type FactWords = {
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** The name of a type of act; the type itself where it has none. */
  readonly typeText: (type: string) => string;
  /** An ISO instant as people write it. */
  readonly timeText: (at: string) => string;
  /** The title of the service point, where it is known; a receipt only has its code. */
  readonly nodeTitle?: string | undefined;
};

/**
 * Returns what an intact receipt says, as lines of key (a text under `fact.`) and value, in the
 * order they are read. What the receipt does not name has no line. Witnesses are a matter of the
 * reader's policy: without one nothing is said of them.
 */
export function factRows(judged: Intact, words: FactWords): [name: string, value: string][] {
  const { t } = words;
  const { stream, type, at, bundle, log, index, size, ...named } = judged.facts;
  const rows: [string, string | null][] = [
    ['stream', numberOfStream(stream)],
    ['type', words.typeText(type)],
    ['at', words.timeText(at)],
    ['node', nodeText(named.node, words)],
    ['clause', named.clause && t('fact.clause-text', { clause: named.clause })],
    ['actor', actorText(named.actor, t)],
    ['bundle', bundle],
    ['log', log],
    ['place', t('fact.place-text', { index: index + 1, size })],
    ['witnesses', witnessText(judged, t)],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function nodeText(node: string | null, { t, nodeTitle }: FactWords): string | null {
  if (node === null) return null;
  return nodeTitle === undefined
    ? t('fact.node-code', { node })
    : t('fact.node-named', { node, title: nodeTitle });
}

function actorText(actor: string | null, t: FactWords['t']): string | null {
  if (actor === null) return null;
  return actor === 'system' ? t('fact.system') : t('fact.actor-note', { actor });
}

function witnessText({ outcome, witnesses }: Intact, t: FactWords['t']): string | null {
  if (outcome === 'integrity') return null;
  return witnesses.length === 0 ? t('fact.no-witnesses') : witnesses.join(', ');
}
