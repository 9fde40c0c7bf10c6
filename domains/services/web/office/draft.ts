import type { Localized } from '#platform/text/localized.ts';
import type { Change, FlowChange, RestoreChange, Revisable } from '../../model/index.ts';
import { applyPart, partChanges, partsInForce, type DraftParts } from './draft-parts.ts';
import { isLimit } from './limit-choice.ts';

/** A material the officer adds: only its title is typed. */
export type AddedMaterial = { readonly title: string; readonly accept: readonly string[] };

/** What stands in the form of a revision: the values as they would be, element by element. */
export type Draft = DraftParts & {
  readonly promised: string | null;
  readonly steps: Readonly<
    Record<string, { readonly limit: string | null; readonly role: string }>
  >;
  readonly materials: Readonly<
    Record<string, { readonly required: boolean; readonly removed: boolean }>
  >;
  readonly added: readonly AddedMaterial[];
  /** The flow as it was drawn in a BPMN file, if it was. */
  readonly flow?: FlowChange;
  /** The earlier edition it begins from, if it does; the values in force are then those of it. */
  readonly restore?: RestoreChange;
};

/** Formats a new material takes unless the officer says otherwise. */
export const acceptedByDefault: readonly string[] = ['pdf', 'jpg', 'png'];

/** The draft that changes nothing: the values in force. */
export function draftInForce(revisable: Revisable): Draft {
  return {
    promised: revisable.promised,
    steps: Object.fromEntries(revisable.steps.map(({ id, limit, role }) => [id, { limit, role }])),
    materials: Object.fromEntries(
      revisable.materials.map(({ id, required }) => [id, { required, removed: false }]),
    ),
    added: [],
    ...partsInForce(revisable),
  };
}

/** The draft a saved revision stands for; changes of elements that are gone are left out. */
export function draftOf(revisable: Revisable, changes: readonly Change[]): Draft {
  return changes.reduce(applyChange, draftInForce(revisable));
}

function applyChange(draft: Draft, change: Change): Draft {
  switch (change.kind) {
    case 'promised-limit':
      return { ...draft, promised: change.to };
    case 'step-limit':
      return withStep(draft, change.step, { limit: change.to });
    case 'step-role':
      return withStep(draft, change.step, { role: change.to });
    case 'material-required':
      return withMaterial(draft, change.material, { required: change.to });
    case 'material-remove':
      return withMaterial(draft, change.material, { removed: true });
    case 'material-add': {
      const added = { title: change.title['zh-CN'], accept: change.accept };
      return { ...draft, added: [...draft.added, added] };
    }
    case 'flow':
      return { ...draft, flow: change };
    case 'restore':
      return { ...draft, restore: change };
    default:
      return { ...draft, ...applyPart(draft, change) };
  }
}

/** The draft with another limit or role of a step. */
export function withStep(
  draft: Draft,
  id: string,
  to: { readonly limit?: string; readonly role?: string },
): Draft {
  const step = draft.steps[id];
  if (step === undefined) return draft;
  return { ...draft, steps: { ...draft.steps, [id]: { ...step, ...to } } };
}

/** The draft with a material required or not, removed or kept. */
export function withMaterial(
  draft: Draft,
  id: string,
  to: { readonly required?: boolean; readonly removed?: boolean },
): Draft {
  const material = draft.materials[id];
  if (material === undefined) return draft;
  return { ...draft, materials: { ...draft.materials, [id]: { ...material, ...to } } };
}

/** The changes that lead from the values in force to the draft, in the order of the definition. */
export function changesOf(revisable: Revisable, draft: Draft): Change[] {
  return [
    // What follows changes the edition that is restored.
    ...(draft.restore === undefined ? [] : [draft.restore]),
    // The steps that follow are those of the drawn flow.
    ...(draft.flow === undefined ? [] : [draft.flow]),
    ...(draft.promised === null || draft.promised === revisable.promised
      ? []
      : [{ kind: 'promised-limit' as const, to: draft.promised }]),
    ...revisable.steps.flatMap((step) => stepChanges(step, draft)),
    ...revisable.materials.flatMap((material) => materialChanges(material, draft)),
    ...additions(revisable, draft),
    ...partChanges(revisable, draft),
  ];
}

/** What in a draft cannot be saved as it stands. */
export type DraftFault =
  | { readonly kind: 'limit'; readonly step: string | null }
  | { readonly kind: 'fee' }
  | { readonly kind: 'field' }
  | { readonly kind: 'cell' };

/** The first fault of a draft in the order of the page; undefined where it can be saved. */
export function faultOf(revisable: Revisable, draft: Draft): DraftFault | undefined {
  const { promised, steps, fee, fields, cells } = draft;
  if (promised !== null && !isLimit(promised)) return { kind: 'limit', step: null };
  const wrong = revisable.steps.find(({ id }) => {
    const limit = steps[id]?.limit ?? null;
    return limit !== null && !isLimit(limit);
  });
  if (wrong !== undefined) return { kind: 'limit', step: wrong.id };
  if (fee !== null && (fee.amountFen === 0 || fee.basis.trim() === '')) return { kind: 'fee' };
  if (Object.values(fields).some(({ title }) => title['zh-CN'].trim() === '')) {
    return { kind: 'field' };
  }
  const empty = Object.values(cells).some((cell) => cell.trim() === '' || cell === '""');
  return empty ? { kind: 'cell' } : undefined;
}

function stepChanges(step: Revisable['steps'][number], draft: Draft): Change[] {
  const to = draft.steps[step.id];
  if (to === undefined) return [];
  const changes: Change[] = [];
  if (to.limit !== null && to.limit !== step.limit)
    changes.push({ kind: 'step-limit', step: step.id, to: to.limit });
  if (to.role !== step.role) changes.push({ kind: 'step-role', step: step.id, to: to.role });
  return changes;
}

function materialChanges(material: Revisable['materials'][number], draft: Draft): Change[] {
  const to = draft.materials[material.id];
  if (to === undefined) return [];
  if (to.removed) return [{ kind: 'material-remove', material: material.id }];
  if (to.required === material.required) return [];
  return [{ kind: 'material-required', material: material.id, to: to.required }];
}

function additions(revisable: Revisable, draft: Draft): Change[] {
  const taken = new Set(revisable.materials.map(({ id }) => id));
  return draft.added.flatMap(({ title, accept }) => {
    const words = title.trim();
    if (words === '') return [];
    const id = materialId(words, taken);
    taken.add(id);
    const localized: Localized = { 'zh-CN': words };
    return [
      {
        kind: 'material-add' as const,
        id,
        clause: revisable.clause,
        title: localized,
        accept: [...accept],
      },
    ];
  });
}

/**
 * The id of a new material, made of its title so that nobody types one: `material-` and the
 * FNV-1a hash of the title, with a number where that is taken.
 *
 * @param taken ids that stand in the definition already
 * @source 1-product, principle 7 (no ids typed by hand)
 */
export function materialId(title: string, taken: ReadonlySet<string>): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(title)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  const id = `material-${hash.toString(16).padStart(8, '0')}`;
  let count = 2;
  let free = id;
  while (taken.has(free)) {
    free = `${id}-${count}`;
    count += 1;
  }
  return free;
}
