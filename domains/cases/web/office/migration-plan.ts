import type { MigrationPlan } from '#engines/process/index.ts';
import type { OldEdition } from '../../model/index.ts';

/** What an officer fills in: no ids, no hashes. */
export type PlanForm = {
  readonly reason: string;
  readonly clause: string;
  /** Where cases of a step go that is no more; empty: they stay. */
  readonly targets: Readonly<Record<string, string>>;
  /** Limits that reach earlier cases. */
  readonly retroactive: readonly string[];
};

/** The form as it opens: nothing is retroactive, steps that are gone have no target yet. */
export const emptyPlan: PlanForm = { reason: '', clause: '', targets: {}, retroactive: [] };

/**
 * The plan of a form. Its id is made of the two editions and of what is chosen, so that the same
 * choices are the same plan and others another.
 */
export function planOfForm(old: OldEdition, form: PlanForm): MigrationPlan {
  const { from, to, service } = old;
  const steps = Object.fromEntries(
    Object.entries(form.targets).filter(([, target]) => target !== ''),
  );
  const retroactive = form.retroactive.map((element) => ({ element, clause: form.clause.trim() }));
  const content = { service, from: from.hash, to: to.hash, steps, retroactive };
  const named = { reason: form.reason.trim(), clause: form.clause.trim() };
  return { id: `plan-${markOf(JSON.stringify({ ...content, ...named }))}`, ...content, ...named };
}

/** FNV-1a over two lanes: sixteen hex digits that differ wherever the text does. */
function markOf(text: string): string {
  return [0x811c9dc5, 0x01234567]
    .map((seed) => {
      let hash = seed;
      for (const byte of new TextEncoder().encode(text)) {
        hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
      }
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}

/** What is still missing before a plan can be looked at. */
export function missingOf({ reason, clause }: PlanForm): 'reason' | 'clause' | undefined {
  if (reason.trim() === '') return 'reason';
  return clause.trim() === '' ? 'clause' : undefined;
}
