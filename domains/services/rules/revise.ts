import {
  type Definition,
  type Localized,
  readDefinition,
  type Step,
  writtenDefinition,
} from '#engines/process/index.ts';
import type { Change, FlowChange, RestoreChange } from '../model/index.ts';
import { definitionDifferences } from './definition-differences.ts';
import { flowDifferences } from './flow-differences.ts';
import { changeCell, changeFee, changeField } from './revise-parts.ts';

/** One line of what a revision changes, as the page lists it. */
export type Difference = {
  readonly element: string;
  readonly title: Localized;
  readonly from: string;
  readonly to: string;
  /** Of where a step leads: what `from` and `to` write in codes, by titles. */
  readonly ways?: { readonly from: readonly TitledWay[]; readonly to: readonly TitledWay[] };
};

/** One way out of a step: the verb, what the flow calls it if it says so, and where it leads. */
export type TitledWay = {
  readonly verb: string;
  readonly title?: Localized;
  readonly to: Localized;
};

/** A change that names something the definition has not. */
export type Missing = { readonly change: number; readonly element: string };

/** Earlier editions of the same service, by the hashes of their bundles. */
export type Editions = ReadonlyMap<string, Definition>;

const noEditions: Editions = new Map();

/**
 * The definition after a revision's changes, in their order.
 *
 * @param editions those that changes of the kind `restore` name; one that is not in it is missing
 * @returns the new definition, what differs, and the changes that name nothing there is; what a
 *          restored edition made different and a later change undid is no difference
 */
export function revise(
  definition: Definition,
  changes: readonly Change[],
  editions: Editions = noEditions,
): {
  readonly definition: Definition;
  readonly differences: readonly Difference[];
  readonly missing: readonly Missing[];
} {
  let revised = definition;
  const differences: Difference[] = [];
  const missing: Missing[] = [];
  changes.forEach((change, index) => {
    const result = applyChange(revised, change, editions);
    if ('missing' in result) missing.push({ change: index, element: result.missing });
    else {
      revised = result.definition;
      const lines = 'differences' in result ? result.differences : [result.difference];
      differences.push(...lines.filter(({ from, to }) => from !== to));
    }
  });
  const isRestored = changes.some(({ kind }) => kind === 'restore');
  return {
    ...{ definition: revised, missing },
    differences: isRestored ? definitionDifferences(definition, revised) : differences,
  };
}

/** What a change came to: the definition after it, and what it made different. */
export type Applied = { readonly definition: Definition } & (
  { readonly difference: Difference } | { readonly differences: readonly Difference[] }
);
/** A change that names nothing there is. */
export type NotThere = { readonly missing: string };

function applyChange(
  definition: Definition,
  change: Change,
  editions: Editions,
): Applied | NotThere {
  switch (change.kind) {
    case 'promised-limit':
      return {
        definition: { ...definition, limits: { ...definition.limits, promised: change.to } },
        difference: {
          element: 'limits.promised',
          title: { 'zh-CN': '承诺时限', en: 'Promised time' },
          from: definition.limits.promised ?? '',
          to: change.to,
        },
      };
    case 'step-limit':
      return changePost(definition, change.step, { within: change.to });
    case 'step-role':
      return changePost(definition, change.step, { by: change.to });
    case 'material-required':
      return changeMaterial(definition, change.material, change.to);
    case 'material-add':
      return addMaterial(definition, change);
    case 'material-remove':
      return removeMaterial(definition, change.material);
    case 'fee':
      return changeFee(definition, change.to);
    case 'field-title':
      return changeField(definition, change.field, { title: change.to });
    case 'field-required':
      return changeField(definition, change.field, { required: change.to });
    case 'table-cell':
      return changeCell(definition, change);
    case 'flow':
      return replaceFlow(definition, change);
    case 'restore':
      return restore(change, editions);
    default:
      return change satisfies never;
  }
}

type PostChange = { readonly within: string } | { readonly by: string };

/** `path` is a step, or `step.member` for one member of a joint review. */
function changePost(definition: Definition, path: string, to: PostChange): Applied | NotThere {
  const [name = '', member] = path.split('.');
  const step = definition.flow.steps[name];
  if (step === undefined) return { missing: path };
  const changed = member === undefined ? changeStep(step, to) : changeMember(step, member, to);
  if (changed === undefined) return { missing: path };
  const post = postOf(step, member);
  const what = 'within' in to ? 'within' : 'by';
  return {
    definition: withStep(definition, name, changed),
    difference: {
      element: `flow.steps.${path}.${what}`,
      title: post?.title ?? step.title ?? { 'zh-CN': path },
      from: post?.[what] ?? '',
      to: 'within' in to ? to.within : to.by,
    },
  };
}

function postOf(step: Step, member: string | undefined) {
  if (step.kind === 'single') return step;
  return member === undefined ? undefined : step.members[member];
}

function changeStep(step: Step, to: PostChange): Step | undefined {
  return step.kind === 'single' ? { ...step, ...to } : undefined;
}

function changeMember(step: Step, member: string, to: PostChange): Step | undefined {
  if (step.kind !== 'block') return undefined;
  const post = step.members[member];
  if (post === undefined) return undefined;
  return { ...step, members: { ...step.members, [member]: { ...post, ...to } } };
}

function withStep(definition: Definition, name: string, step: Step): Definition {
  const { flow } = definition;
  return { ...definition, flow: { ...flow, steps: { ...flow.steps, [name]: step } } };
}

function changeMaterial(definition: Definition, id: string, required: boolean): Applied | NotThere {
  const found = definition.materials.find((material) => material.id === id);
  if (found === undefined) return { missing: id };
  const materials = definition.materials.map((material) =>
    material.id === id ? { ...material, required } : material,
  );
  return {
    definition: { ...definition, materials },
    difference: {
      element: `materials.${id}.required`,
      title: found.title,
      from: String(found.required),
      to: String(required),
    },
  };
}

function addMaterial(
  definition: Definition,
  change: Extract<Change, { kind: 'material-add' }>,
): Applied | NotThere {
  const { id, title, accept, clause } = change;
  if (definition.materials.some((material) => material.id === id)) return { missing: id };
  const material: Definition['materials'][number] = {
    id,
    title,
    required: true,
    accept,
    copies: 1,
    form: 'electronic',
    source: 'applicant',
    clause,
  };
  return {
    definition: { ...definition, materials: [...definition.materials, material] },
    difference: { element: `materials.${id}`, title, from: '', to: title['zh-CN'] },
  };
}

function removeMaterial(definition: Definition, id: string): Applied | NotThere {
  const found = definition.materials.find((material) => material.id === id);
  if (found === undefined) return { missing: id };
  return {
    definition: {
      ...definition,
      materials: definition.materials.filter((material) => material.id !== id),
    },
    difference: {
      element: `materials.${id}`,
      title: found.title,
      from: found.title['zh-CN'],
      to: '',
    },
  };
}

/** An earlier edition as it was, the whole of it. */
function restore({ bundle, edition }: RestoreChange, editions: Editions): Applied | NotThere {
  const definition = editions.get(bundle);
  // What differs is told once for the whole draft.
  return definition === undefined ? { missing: edition } : { definition, differences: [] };
}

/** The whole flow as it was drawn; everything else of the definition stays. */
function replaceFlow(definition: Definition, { flow, file }: FlowChange): Applied | NotThere {
  const { definition: drawn } = readDefinition({ ...writtenDefinition(definition), flow });
  if (drawn === undefined) return { missing: file };
  return { definition: drawn, differences: flowDifferences(definition, drawn) };
}
