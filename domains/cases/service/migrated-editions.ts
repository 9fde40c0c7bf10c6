import { pinnedBundle, type Bundle } from '#domains/services/index.ts';
import type { CaseEvent } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';

/** Events that were decided under one edition: from one place up to another, which is not in it. */
export type EditionSpan = { readonly bundle: Bundle; readonly from: number; readonly to: number };

/**
 * The edition a case has now, and those its events were decided under: a case keeps its first until
 * it is migrated.
 *
 * @throws {RefusalError} `services.bundle_not_found`
 * @throws {Error} when the first event names no bundle
 */
export async function editionsIn(
  tx: Tx,
  park: string,
  events: readonly CaseEvent[],
): Promise<{ readonly bundle: Bundle; readonly spans: readonly EditionSpan[] }> {
  const starts = events.flatMap((event, index) =>
    index === 0 || event.type === 'case.migrated' ? [index] : [],
  );
  const spans: EditionSpan[] = [];
  for (const [place, from] of starts.entries()) {
    const event = events[from];
    const hash = event?.data.outcome.migrated?.to ?? event?.bundle ?? '';
    const bundle = await pinnedBundle(tx, park, hash);
    spans.push({ bundle, from, to: starts[place + 1] ?? events.length });
  }
  const last = spans.at(-1);
  if (last === undefined) throw new Error('a case without events has no edition');
  return { bundle: last.bundle, spans };
}
