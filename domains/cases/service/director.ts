import type { Bundle } from '#domains/services/index.ts';
import { citedStandard } from '#domains/standards/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { DirectorsTest } from '../model/index.ts';
import { caseByNumber } from '../store/case.ts';
import { numberAt } from '../store/figures.ts';
import { refuseNumber } from './act.ts';
import { networkOf } from './network.ts';
import { editionsIn } from './migrated-editions.ts';
import { eventOf, streamOf } from './stream.ts';
import { actsOf } from './act-view.ts';
import type { Looking } from './view.ts';

/** Which case: the one named, else one drawn. */
export type TestAsked = {
  readonly number?: string | undefined;
  /** A share from 0 up to 1, drawn by the caller. */
  readonly random: number;
  /** Milliseconds that have passed, from any beginning. */
  readonly stopwatch: () => number;
};

/**
 * The director's test: under which clause of which edition, by which post, when, and where is the
 * evidence, for every act of one case, on one way of query.
 *
 * @throws {RefusalError} `cases.nothing_to_test`, `cases.not_found`, `cases.other_park`
 * @source 1-product (the director's test: within ten seconds)
 */
export async function testOneCase(
  tx: Tx,
  looking: Looking,
  asked: TestAsked,
): Promise<DirectorsTest> {
  const began = asked.stopwatch();
  const { park, words } = looking;
  const number = asked.number ?? (await numberAt(tx, asked.random));
  if (number === undefined) throw casesRefusals.refuse('cases.nothing_to_test');
  const row = await caseByNumber(tx, number);
  if (row === undefined) throw refuseNumber(park.code, number);
  const network = await networkOf(tx, park.code);
  const entries = await readStream(tx, streamOf(number));
  const events = entries.map((entry) => eventOf(entry).event);
  const { bundle, spans } = await editionsIn(tx, park.code, events);
  const acts = await actsOf(tx, entries, { bundle, network, words });
  const standards = new Map<string, DirectorsTest['lines'][number]['standard']>();
  for (const each of spans) standards.set(each.bundle.hash, await standardOf(tx, each.bundle));
  const lines = acts.map((act, place) => {
    // What was done before a migration was done under the edition of then.
    const under = spans.find(({ from, to }) => place >= from && place < to)?.bundle ?? bundle;
    const text = act.clause === null ? undefined : under.clauses[act.clause];
    return {
      entryId: act.entryId,
      title: act.title,
      standard: standards.get(under.hash) ?? { code: '', number: '' },
      clause: act.clause,
      clauseText: text === undefined ? null : words.pick(text),
      edition: under.edition,
      bundle: under.hash,
      actor: act.actor,
      at: act.at,
      proof: act.proof,
    };
  });
  const { title } = bundle.definition;
  return { number, serviceTitle: title, lines, tookMs: Math.round(asked.stopwatch() - began) };
}

/** The standard an edition carries out: by its number, and its code where the park keeps its text. */
async function standardOf(tx: Tx, { definition, effectiveOn }: Bundle) {
  const { number } = definition.standard;
  const kept = await citedStandard(tx, number, effectiveOn);
  return { code: kept?.code ?? '', number };
}
