import {
  flowOf,
  isAskedAtFiling,
  unitTitle,
  type Definition,
  type Localized,
  type Step,
} from '#engines/process/index.ts';
import { yuanOf } from './revise-parts.ts';
import { joinTitles, stepTitle } from './step-title.ts';
import type { BundleCard, FlowGraphView, ServiceCard, ServiceGuide } from '../model/index.ts';

/** Everything a guide shows beside the definition: titles that stand elsewhere in the park. */
export type GuideGround = {
  readonly bundle: BundleCard;
  readonly editions: readonly BundleCard[];
  /** Title of a class of the catalogue by its code. */
  readonly classTitle: Localized;
  /** Code of the standard whose number the definition names, and its title. */
  readonly standard: { readonly code: string; readonly title: Localized | null };
  /** Title of a post by its role. */
  readonly roleTitle: (role: string) => Localized;
  /** What a verb is called on a button. */
  readonly verbTitle: (verb: string) => Localized;
  /** Texts of the cited clauses by id. */
  readonly clauses: Readonly<Record<string, Localized>>;
  readonly sample: boolean;
};

/** The catalogue's line of a definition. */
export function cardOf(
  definition: Definition,
  ground: Pick<GuideGround, 'classTitle' | 'standard' | 'sample'>,
): ServiceCard {
  const { standard } = definition;
  return {
    code: definition.code,
    title: definition.title,
    summary: definition.summary ?? null,
    class: { code: definition.class, title: ground.classTitle },
    nature: definition.nature,
    kind: definition.kind,
    mode: definition.mode,
    need: definition.need,
    promised: definition.limits.promised ?? null,
    statutory: definition.limits.statutory ?? null,
    channels: [...definition.channels],
    filedBy: [...(definition.applicant.by ?? [])],
    standard: {
      code: ground.standard.code,
      number: standard.number,
      clause: standard.clause ?? '',
    },
    sample: ground.sample,
  };
}

/**
 * The service guide (办事指南) of a definition. Nothing in it is written apart from the definition,
 * so what the guide says is what the case machine does.
 *
 * @source 2-service-language "Beside every definition"; 8-features row 11
 */
export function guideOf(definition: Definition, ground: GuideGround): ServiceGuide {
  return {
    card: cardOf(definition, ground),
    bundle: ground.bundle,
    editions: [...ground.editions],
    applicant: {
      kinds: [...definition.applicant.kinds],
      filedBy: (definition.applicant.by ?? []).map(ground.roleTitle),
      condition: definition.applicant.whenText ?? null,
    },
    basis: basisOf(definition, ground),
    fee: feeOf(definition),
    ...(definition.occurred && {
      occurred: { ...definition.occurred, clause: definition.occurred.clause ?? null },
    }),
    form: definition.form.filter(isAskedAtFiling).map(fieldOf),
    materials: definition.materials.filter(isAskedAtFiling).map(materialOf),
    later: laterOf(definition, ground),
    steps: stepsOf(definition, ground),
    ends: Object.entries(definition.flow.ends).map(([id, end]) => ({
      id,
      title: end.title,
      adverse: end.adverse,
      remedy: end.remedy ?? null,
    })),
    flow: flowView(definition, ground),
    clauses: { ...ground.clauses },
  };
}

/** What it costs; the amount where the definition has no words for it. */
function feeOf({ fee }: Definition): Localized | null {
  if (fee === undefined) return null;
  const yuan = yuanOf(fee.amountFen);
  return (
    fee.text ?? { 'zh-CN': `${yuan} 元（依据：${fee.basis}）`, en: `CNY ${yuan} (${fee.basis})` }
  );
}

function basisOf(definition: Definition, ground: GuideGround): ServiceGuide['basis'] {
  const { number, clause } = definition.standard;
  return [
    { number, title: ground.standard.title, clause: clause ?? '' },
    ...definition.basis.map((basis) => ({
      number: basis.title,
      title: null,
      clause: basis.clause ?? '',
    })),
  ];
}

/** What the steps ask of whoever acts there. @source 2-service-language, a document list per step */
function laterOf(definition: Definition, ground: GuideGround): ServiceGuide['later'] {
  return stepsOf(definition, ground).flatMap(({ id, title, by }) => {
    const fields = definition.form.filter(({ at }) => at === id).map(fieldOf);
    const materials = definition.materials.filter(({ at }) => at === id).map(materialOf);
    return fields.length + materials.length === 0
      ? []
      : [{ place: id, title, by, fields, materials }];
  });
}

/** A field as the guide and the forms of acts show it. */
export function fieldOf(field: Definition['form'][number]): ServiceGuide['form'][number] {
  return {
    id: field.id,
    title: field.title,
    type: field.type,
    required: field.required,
    help: field.help ?? null,
    choices: field.choices.length === 0 ? null : [...field.choices],
    when: field.when ?? null,
    rule: field.rule ?? null,
    ruleText: field.ruleText ?? null,
    prefill: field.prefill ?? null,
    personal: field.personal
      ? { purpose: field.personal.purpose, basis: field.personal.basis }
      : null,
    clause: field.clause ?? null,
    min: field.min ?? null,
    max: field.max ?? null,
    unit: unitTitle(field) ?? null,
  };
}

/** A material as the guide shows it; the revision page lists the same. */
export function materialOf(
  material: Definition['materials'][number],
): ServiceGuide['materials'][number] {
  return {
    id: material.id,
    title: material.title,
    required: material.required,
    fetched: material.satisfiedBy !== undefined,
    accept: [...material.accept],
    when: material.when ?? null,
    whenText: material.whenText ?? null,
    clause: material.clause ?? null,
  };
}

function stepsOf(definition: Definition, ground: GuideGround): ServiceGuide['steps'] {
  return Object.entries(definition.flow.steps).flatMap(([id, step]) =>
    stepLines(id, { ...step, title: stepTitle(definition, id, step.title) }, ground),
  );
}

function stepLines(id: string, step: Step, ground: GuideGround): ServiceGuide['steps'] {
  if (step.kind === 'single') {
    return [
      {
        id,
        title: step.title ?? { 'zh-CN': id },
        by: ground.roleTitle(step.by),
        limit: step.within ?? null,
        clock: step.clock,
        ground: step.ground === undefined ? null : (step.groundTitle ?? { 'zh-CN': step.ground }),
        max: step.max ?? null,
        clause: step.clause ?? null,
      },
    ];
  }
  return Object.entries(step.members).map(([name, member]) => ({
    id: `${id}.${name}`,
    title: joinTitles(step.title ?? { 'zh-CN': id }, member.title ?? ground.roleTitle(member.by)),
    by: ground.roleTitle(member.by),
    limit: member.within ?? null,
    clock: 'running' as const,
    ground: null,
    max: null,
    clause: member.clause ?? step.clause ?? null,
  }));
}

/** The flow as the page draws it; lanes are titles of posts. */
export function flowView(
  definition: Definition,
  ground: Pick<GuideGround, 'roleTitle' | 'verbTitle'>,
): FlowGraphView {
  const graph = flowOf(definition);
  return {
    nodes: graph.nodes.map((node) => ({
      id: node.id,
      kind: node.kind,
      title:
        node.title === undefined
          ? ground.verbTitle(node.id)
          : stepTitle(definition, node.id, node.title),
      lane: node.lane === undefined ? null : ground.roleTitle(node.lane),
      limit: node.limit ?? null,
      clause: node.clause ?? null,
      adverse: node.adverse,
    })),
    edges: graph.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      verb: edge.verb,
      title: edge.title ?? ground.verbTitle(edge.verb),
      adverse: edge.adverse,
    })),
  };
}
