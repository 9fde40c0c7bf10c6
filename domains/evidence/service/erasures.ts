import type { Tx } from '#platform/db/index.ts';
import { z } from 'zod';
import { erasureGrounds, type ErasurePreview, type ErasureRecord } from '../model.ts';
import { countHeld, endOf, newestErasures, streamsAbout } from '../store.ts';
import { requireSubject } from './erase.ts';

/** Numbers of cases a preview names. */
const casesShownMax = 20;
/** Erasures a list shows; older ones are in the log. */
const erasuresShownMax = 50;
const casePrefix = 'case/';

/**
 * What the journal holds about a subject, for whoever is about to erase it. Reads only.
 *
 * @throws {RefusalError} `evidence.not_a_subject`
 */
export async function previewErasure(tx: Tx, subject: string): Promise<ErasurePreview> {
  requireSubject(subject);
  const streams = await streamsAbout(tx, subject);
  const cases = streams.filter((stream) => stream.startsWith(casePrefix));
  const { at } = await endOf(tx, `subject/${subject}`);
  return {
    subject,
    streams: streams.length,
    cases: cases.slice(0, casesShownMax).map((stream) => stream.slice(casePrefix.length)),
    held: await countHeld(tx, subject),
    erasedAt: at,
  };
}

const recorded = z.object({
  outcome: z.object({
    subject: z.string(),
    erased: z.record(z.string(), z.number()),
    ground: z.enum(erasureGrounds).optional(),
  }),
});

/** What was erased in this park, newest first. */
export async function listErasures(tx: Tx): Promise<ErasureRecord[]> {
  const rows = await newestErasures(tx, erasuresShownMax);
  return rows.map(({ id, at, act }) => {
    const { subject, erased, ground = null } = recorded.parse(JSON.parse(act)).outcome;
    const total = Object.values(erased).reduce((sum, count) => sum + count, 0);
    return { entryId: id, subject, at, ground, total };
  });
}
