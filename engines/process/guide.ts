import type {
  Basis,
  Channel,
  Definition,
  FormField,
  Localized,
  Material,
  SuspensionRule,
} from './definition.ts';
import { type FlowGraph, flowOf } from './flow.ts';
import { isPower, type Nature } from './nature.ts';

/** One line of "how it goes": who does what within which time. */
export type GuideStep = {
  readonly id: string;
  /** Set for the members of a block, which work at the same time. */
  readonly block?: string;
  readonly title?: Localized;
  readonly by: string;
  readonly limit?: string;
  readonly counts: boolean;
  readonly ground?: string;
  readonly clause?: string;
};

/** A result with what it means for the applicant. */
export type GuideEnd = {
  readonly id: string;
  readonly title: Localized;
  readonly adverse: boolean;
  readonly document?: string;
  readonly remedy?: Localized;
  readonly clause?: string;
};

/** A service guide (办事指南) as data, in the order of the national standard's sections. */
export type Guide = {
  readonly code: string;
  readonly title: Localized;
  readonly nature: Nature;
  readonly scope: Definition['applicant'];
  readonly basis: readonly Basis[];
  readonly standard: Definition['standard'];
  readonly holder?: string;
  readonly materials: readonly (Material & { readonly fetched: boolean })[];
  readonly form: readonly FormField[];
  readonly channels: readonly Channel[];
  readonly steps: readonly GuideStep[];
  readonly flow: FlowGraph;
  readonly limits: { readonly promised?: string; readonly statutory?: string };
  /** 不计入办理时限: on which grounds the clock may stand still, and for how long at most. */
  readonly notCounted: readonly SuspensionRule[];
  readonly fee?: Definition['fee'];
  readonly results: readonly GuideEnd[];
  readonly rights: readonly ('withdraw' | 'urge' | 'extend-once' | 'reopen' | 'rate' | 'remedy')[];
};

/**
 * Returns the guide of a definition. Nothing in it is written apart from the definition, so what
 * the guide says is what the case machine does.
 *
 * @source GB/T 36114-2018 (sections of a guide); design page 2, "Beside every definition"
 */
export function guideOf(definition: Definition): Guide {
  const { limits } = definition;
  return {
    code: definition.code,
    title: definition.title,
    nature: definition.nature,
    scope: definition.applicant,
    basis: definition.basis,
    standard: definition.standard,
    ...(definition.holder === undefined ? {} : { holder: definition.holder }),
    materials: definition.materials.map((material) => ({
      ...material,
      fetched: material.satisfiedBy !== undefined,
    })),
    form: definition.form,
    channels: definition.channels,
    steps: Object.entries(definition.flow.steps).flatMap(([id, step]) => guideSteps(id, step)),
    flow: flowOf(definition),
    limits: {
      ...(limits.promised === undefined ? {} : { promised: limits.promised }),
      ...(limits.statutory === undefined ? {} : { statutory: limits.statutory }),
    },
    notCounted: notCounted(definition),
    ...(definition.fee === undefined ? {} : { fee: definition.fee }),
    results: Object.entries(definition.flow.ends).map(([id, end]) => ({
      id,
      title: end.title,
      adverse: end.adverse,
      ...(end.document === undefined ? {} : { document: end.document }),
      ...(end.remedy === undefined ? {} : { remedy: end.remedy }),
      ...(end.clause === undefined ? {} : { clause: end.clause }),
    })),
    rights: rightsOf(definition),
  };
}

function guideSteps(id: string, step: Definition['flow']['steps'][string]): readonly GuideStep[] {
  if (step.kind === 'single') {
    const limit = step.within ?? step.max;
    const one: GuideStep = {
      id,
      by: step.by,
      counts: step.clock === 'running',
      ...(step.title === undefined ? {} : { title: step.title }),
      ...(limit === undefined ? {} : { limit }),
      ...(step.ground === undefined ? {} : { ground: step.ground }),
      ...(step.clause === undefined ? {} : { clause: step.clause }),
    };
    return [one];
  }
  return Object.entries(step.members).map(([member, post]) => {
    const clause = post.clause ?? step.clause;
    return {
      id: `${id}.${member}`,
      block: id,
      by: post.by,
      counts: true,
      ...(post.title === undefined ? {} : { title: post.title }),
      ...(post.within === undefined ? {} : { limit: post.within }),
      ...(clause === undefined ? {} : { clause }),
    };
  });
}

/** Listed grounds and the grounds of suspending steps, each once. */
function notCounted(definition: Definition): readonly SuspensionRule[] {
  const steps = Object.values(definition.flow.steps).flatMap((step) =>
    step.kind === 'single' && step.clock === 'suspended' && step.ground !== undefined
      ? [
          {
            ground: step.ground,
            ...(step.groundTitle === undefined ? {} : { title: step.groundTitle }),
            ...(step.max === undefined ? {} : { max: step.max }),
            ...(step.proof === undefined ? {} : { proof: step.proof }),
            ...(step.clause === undefined ? {} : { clause: step.clause }),
          },
        ]
      : [],
  );
  const listed = new Set(definition.suspensions.map((rule) => rule.ground));
  return [...definition.suspensions, ...steps.filter((rule) => !listed.has(rule.ground))];
}

function rightsOf(definition: Definition): Guide['rights'] {
  const { ends } = definition.flow;
  const rights: [Guide['rights'][number], boolean][] = [
    ['withdraw', Object.hasOwn(ends, 'withdrawn')],
    ['urge', true],
    ['extend-once', definition.extension !== undefined],
    ['reopen', Object.values(ends).some((end) => end.reopen !== undefined)],
    ['rate', definition.review !== undefined],
    ['remedy', isPower(definition.nature)],
  ];
  return rights.flatMap(([right, given]) => (given ? [right] : []));
}
