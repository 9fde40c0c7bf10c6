import { pinnedBundle } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { readStream } from '#platform/journal/index.ts';
import { casesRefusals } from '../errors.ts';
import type { DirectorsTest } from '../model/index.ts';
import { caseByNumber } from '../store/case.ts';
import { numberAt } from '../store/figures.ts';
import { refuseNumber } from './act.ts';
import { networkOf } from './network.ts';
import { streamOf } from './stream.ts';
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
  const bundle = await pinnedBundle(tx, park.code, row.bundle);
  const network = await networkOf(tx, park.code);
  const entries = await readStream(tx, streamOf(number));
  const acts = await actsOf(tx, entries, { bundle, network, words });
  const lines = acts.map((act) => {
    const text = act.clause === null ? undefined : bundle.clauses[act.clause];
    return {
      entryId: act.entryId,
      title: act.title,
      clause: act.clause,
      clauseText: text === undefined ? null : words.pick(text),
      edition: bundle.edition,
      bundle: bundle.hash,
      actor: act.actor,
      at: act.at,
      proof: act.proof,
    };
  });
  const { title } = bundle.definition;
  return { number, serviceTitle: title, lines, tookMs: Math.round(asked.stopwatch() - began) };
}
