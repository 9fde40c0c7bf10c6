import { APPLICANT } from './authority.ts';
import type {
  AdverseRule,
  Definition,
  Flow,
  Localized,
  SingleStep,
  Step,
  Way,
} from './definition.ts';
import { effectOf } from './effect.ts';
import type { CaseEvent } from './event.ts';
import type { State } from './state.ts';

/** How often an act may be proposed in one case: after that somebody has to let it rest. */
export const PROPOSALS_MAX = 3;

const TITLES = {
  notice: { 'zh-CN': '事先告知', en: 'Prior notice' },
  statement: { 'zh-CN': '陈述申辩', en: 'Statement' },
  decision: { 'zh-CN': '不利决定', en: 'Adverse decision' },
} as const satisfies Record<string, Localized>;

/** The three steps an adverse end stands behind. */
export type AdverseStage = keyof typeof TITLES;

/** Returns the name of a step an adverse act goes through before its end. */
export function adverseStep(end: string, stage: AdverseStage): string {
  return `${end}-${stage}`;
}

/**
 * Returns the flow with an adverse end put behind proposal, prior notice, statement and decision:
 * every way of a person that led to the end now proposes it. Reading a flow that has the steps
 * already changes nothing, so what is exported reads back to the same bytes.
 *
 * @source design page 2, "Adverse acts"; 行政处罚法 §44, §45 (事先告知、陈述申辩)
 */
export function withPriorNotice(flow: Flow, rule: AdverseRule): Flow {
  const own = new Set(
    (['notice', 'statement', 'decision'] as const).map((stage) => adverseStep(rule.end, stage)),
  );
  const notice = adverseStep(rule.end, 'notice');
  let origin: string | undefined;
  const steps: Record<string, Step> = {};
  for (const [name, step] of Object.entries(flow.steps)) {
    if (own.has(name)) continue;
    const proposing = proposes(step, rule.end, notice);
    if (proposing) origin ??= name;
    steps[name] = proposing ? { ...step, do: redirected(step, rule.end, notice) } : step;
  }
  if (origin === undefined) return flow;
  return { ...flow, steps: { ...steps, ...adverseSteps(rule, origin) } };
}

function proposes(step: Step, end: string, notice: string): boolean {
  return Object.values(step.do).some((ways) => ways.some(({ to }) => to === end || to === notice));
}

function redirected(step: Step, end: string, notice: string): Step['do'] {
  const turned = (way: Way): Way => (way.to === end ? { ...way, to: notice } : way);
  return Object.fromEntries(
    Object.entries(step.do).map(([verb, ways]) => [verb, ways.map(turned)]),
  );
}

function adverseSteps(rule: AdverseRule, origin: string): Record<string, SingleStep> {
  const { end, decides } = rule;
  const [notice, statement, decision] = (['notice', 'statement', 'decision'] as const).map(
    (stage) => adverseStep(end, stage),
  ) as [string, string, string]; // three names of three stages
  const paper =
    rule.document === undefined
      ? []
      : [effectOf({ 'document.render': { template: rule.document } })];
  const way = (to: string, effects: Way['effects'] = []): readonly Way[] => [{ to, effects }];
  const step = (stage: AdverseStage, by: string, more: Partial<SingleStep>): SingleStep => ({
    kind: 'single',
    title: TITLES[stage],
    by,
    at: 'case',
    clock: 'running',
    phase: 'to-decide',
    do: {},
    rungs: [],
    once: false,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    ...more,
  });
  const within = (limit: string | undefined) => (limit === undefined ? {} : { within: limit });
  return {
    [notice]: step('notice', rule.by, {
      do: { notify: way(statement, paper), 'drop-adverse': way(origin) },
      times: PROPOSALS_MAX,
      ...within(rule.within),
    }),
    [statement]: step('statement', APPLICANT, {
      do: { state: way(decision), waive: way(decision) },
      overdue: decision,
      ...within(rule.statement),
    }),
    [decision]: step('decision', decides.role ?? rule.by, {
      do: { 'decide-adverse': way(end), 'drop-adverse': way(origin) },
      at: decides.at ?? 'case',
      ...within(decides.within),
    }),
  };
}

/** What a verb does to an adverse act, as an event carries it. */
export type AdverseMove = {
  readonly stage: 'proposed' | 'notified' | 'stated' | 'waived' | 'decided' | 'dropped';
  readonly end: string;
  readonly kind: AdverseRule['kind'];
  /** Who is competent; on a decision also the name that answers for it. */
  readonly body?: Localized;
  readonly decider?: string;
};

type Act = { readonly by: string; readonly at: string };

/** How far an adverse act has come; a new proposal begins anew. */
export type AdverseState = Pick<AdverseMove, 'end' | 'kind' | 'body' | 'decider'> & {
  readonly [Stage in AdverseMove['stage']]?: Act;
};

/** Folds a move of an adverse act. */
export function evolveAdverse(state: State, move: AdverseMove, event: CaseEvent): State {
  const { stage, ...about } = move;
  const kept = stage === 'proposed' || state.adverse === undefined ? {} : state.adverse;
  return { ...state, adverse: { ...kept, ...about, [stage]: { by: event.actor, at: event.at } } };
}

const STAGES: Readonly<Record<string, AdverseMove['stage']>> = {
  notify: 'notified',
  state: 'stated',
  waive: 'waived',
  'decide-adverse': 'decided',
  'drop-adverse': 'dropped',
};

/** Returns the rule of the adverse act a step belongs to, or that a target begins. */
export function adverseRuleAt(
  definition: Definition,
  at: { readonly step: string; readonly to?: string },
): AdverseRule | undefined {
  return definition.adverse?.find(
    ({ end }) =>
      at.to === adverseStep(end, 'notice') ||
      (['notice', 'statement', 'decision'] as const).some(
        (stage) => at.step === adverseStep(end, stage),
      ),
  );
}

/** Returns what going a way does to an adverse act; nothing where the way has none. */
export function adverseMove(
  definition: Definition,
  at: {
    readonly step: string;
    readonly to: string;
    readonly verb: string;
    readonly decider: string;
  },
): AdverseMove | undefined {
  const rule = definition.adverse && adverseRuleAt(definition, at);
  if (!rule) return undefined;
  const stage = at.to === adverseStep(rule.end, 'notice') ? 'proposed' : STAGES[at.verb];
  if (stage === undefined) return undefined;
  const { body } = rule.decides;
  return {
    stage,
    end: rule.end,
    kind: rule.kind,
    ...(body === undefined ? {} : { body }),
    ...(stage === 'decided' ? { decider: at.decider } : {}),
  };
}
