import { z } from 'zod';
import type { PackManifest } from '#platform/packs/index.ts';
import type { Definition } from '#engines/process/index.ts';
import type { PackStandards } from '#domains/standards/model.ts';
import { proposeEdition } from '#domains/services/index.ts';
import { citedEdition } from '../pack/meaning.ts';

/** The edition a definition is published as. Days are `YYYY-MM-DD`. */
export type Edition = {
  readonly edition: string;
  readonly releasedOn: string;
  readonly effectiveOn: string;
};

const dated = z.looseObject({ adoptedOn: z.iso.date().optional() });

/**
 * The day a pack's park took it up: its `adoptedOn`, else the day its version names
 * (`2026.11.1` → `2026-11-01`). It stands in where a source gives no day.
 */
export function adoptionDay(manifest: PackManifest): string {
  const { adoptedOn } = dated.parse(manifest);
  if (adoptedOn !== undefined) return adoptedOn;
  const [year = '', month = '', day = ''] = manifest.version.split('.');
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * The edition of a definition: that of the standard it carries out, with the standard's days.
 *
 * @source 2-service-language Versions; 7-requirements A-11 (a day the source leaves out stays open)
 */
export function editionFor(
  definition: Definition,
  standards: PackStandards,
  manifest: PackManifest,
): Edition {
  const cited = citedEdition(standards, definition.standard.number);
  const day = adoptionDay(manifest);
  const effectiveOn = cited?.effectiveOn ?? cited?.publishedOn ?? day;
  const released = cited?.publishedOn ?? day;
  return {
    edition: cited?.edition ?? manifest.version,
    releasedOn: released < effectiveOn ? released : effectiveOn,
    effectiveOn,
  };
}

/**
 * The edition of a definition that changed under the same edition of its standard: it takes effect
 * on the day it is loaded, and cases filed before stay with the one before. It is named as the
 * office names one, since people read it.
 *
 * @param taken names of the editions the service has already
 */
export function revisedEdition(edition: Edition, taken: readonly string[], today: string): Edition {
  const effectiveOn = edition.effectiveOn > today ? edition.effectiveOn : today;
  return { edition: proposeEdition(taken, effectiveOn), releasedOn: today, effectiveOn };
}
