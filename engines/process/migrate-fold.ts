import type { CaseEvent, Migrated } from './event.ts';
import type { State } from './state.ts';

type Terms = NonNullable<Migrated['branches']>[number];

/**
 * Folds the move of a case to another edition. What was opened, voted, paused and promised before
 * keeps its meaning; only names of the record and the terms the event lists are other from now on.
 *
 * @source design page 2, "Versions" (a pinned case moves only by a migration)
 */
export function moveToEdition(state: State, migrated: Migrated, event: CaseEvent): State {
  const { plan, from, to } = migrated;
  const renamed = recordOf(migrated.renamed);
  const forgotten = new Set<string>(Array.isArray(migrated.forgotten) ? migrated.forgotten : []);
  return {
    ...state,
    migrations: [...(state.migrations ?? []), { plan, from, to, at: event.at }],
    trail: state.trail
      .filter((step) => !forgotten.has(step))
      .map((step) => (Object.hasOwn(renamed, step) ? (renamed[step] ?? step) : step)),
    entered: recordOf(migrated.entered ?? state.entered),
    branches: state.branches.map((branch) => {
      const terms = listOf(migrated.branches).find((one) => one.id === branch.id);
      return terms !== undefined && branch.active ? underTerms(branch, terms) : branch;
    }),
    clocks: state.clocks.map((clock) => {
      const other = listOf(migrated.clocks).find((one) => one.kind === clock.kind);
      return other !== undefined && clock.stoppedAt === undefined ? { ...clock, ...other } : clock;
    }),
  };
}

type Branch = State['branches'][number];

function underTerms(branch: Branch, { id: _id, released, ...terms }: Terms): Branch {
  if (released !== true) return { ...branch, ...terms };
  const { holder: _holder, claimedAt: _claimedAt, ...free } = branch;
  return { ...free, ...terms };
}

/** Folding is total: a damaged member counts as absent. */
function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];
}

function recordOf<T>(record: Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
  return typeof record === 'object' && record !== null ? record : {};
}
