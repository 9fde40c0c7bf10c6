import { z } from 'zod';
import type { Definition, Step } from './definition.ts';
import { error, type Fault, type Finding, type Locate, place, warning } from './finding.ts';

/** The most steps a plan maps and rules it names. */
export const PLAN_LIMITS = { steps: 120, rules: 200, reason: 2_000 } as const;

const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const edition = z.string().min(1).max(80);

/** A number of the new edition that reaches cases filed before it, with the clause that says so. */
const retroactive = z.strictObject({
  element: z
    .string()
    .regex(/^(limits\.(promised|statutory|response)|flow\.steps\.[a-z0-9.-]+\.(within|max))$/),
  clause: z.string().min(1).max(80),
});

/**
 * A plan to move open cases from one edition of a service to another, as a park writes it. `from`
 * and `to` name editions as people cite them (`2026-1`) or by the hash of the bundle, whole or from
 * its beginning; a plan that is carried out holds the hashes. `steps` says where a case goes whose step is no more, or which is
 * to begin a step anew; what is not listed as retroactive stays as it was promised.
 *
 * @source design page 2, "Versions" (explicit plan, dry run; a rule marked retroactive with its clause)
 */
export const migrationPlan = z.strictObject({
  id: key,
  service: z.string().max(80),
  from: edition,
  to: edition,
  reason: z.string().min(1).max(PLAN_LIMITS.reason),
  clause: z.string().min(1).max(80),
  steps: z.record(key, key).default({}),
  retroactive: z.array(retroactive).max(PLAN_LIMITS.rules).default([]),
});

export type MigrationPlan = z.infer<typeof migrationPlan>;

/** The two editions a plan leads between. */
export type Editions = { readonly from: Definition; readonly to: Definition };

/**
 * Checks a plan against its two editions and returns all findings. An error forbids carrying it
 * out; a warning says which cases will stay where they are.
 */
export function checkMigration(
  plan: MigrationPlan,
  { from, to }: Editions,
  locate?: Locate,
): readonly Finding[] {
  const faults = [
    ...(plan.from === plan.to ? [error('migration-same-edition', 'to')] : []),
    ...(from.code === plan.service && to.code === plan.service
      ? []
      : [error('migration-other-service', 'service', { service: plan.service })]),
    ...stepFaults(plan, { from, to }),
    ...plan.retroactive.flatMap((rule, index) => ruleFaults(rule.element, index, { from, to })),
  ];
  return faults.map((fault) => place(fault, locate));
}

function stepFaults(plan: MigrationPlan, { from, to }: Editions): Fault[] {
  const mapped = Object.entries(plan.steps).flatMap(([step, target]) => [
    ...(Object.hasOwn(from.flow.steps, step)
      ? []
      : [error('migration-unknown-step', `steps.${step}`, { step })]),
    ...(Object.hasOwn(to.flow.steps, target)
      ? []
      : [error('migration-unknown-target', `steps.${step}`, { step, target })]),
  ]);
  const lost = Object.keys(from.flow.steps)
    .filter((step) => !Object.hasOwn(to.flow.steps, step) && !Object.hasOwn(plan.steps, step))
    .map((step) => warning('migration-step-gone', 'steps', { step }));
  return [...mapped, ...lost];
}

function ruleFaults(element: string, index: number, editions: Editions): Fault[] {
  const path = `retroactive.${index}.element`;
  const before = limitAt(editions.from, element);
  const after = limitAt(editions.to, element);
  if (after === undefined) return [error('migration-no-limit', path, { element })];
  return before === after ? [warning('migration-nothing-changes', path, { element })] : [];
}

/** The limit an element of a definition names (`limits.promised`, `flow.steps.review.within`). */
export function limitAt(definition: Definition, element: string): string | undefined {
  const [head, second = '', third = '', fourth = '', last = ''] = element.split('.');
  if (head === 'limits') {
    if (second === 'promised') return definition.limits.promised;
    return second === 'statutory' ? definition.limits.statutory : definition.limits.response;
  }
  const { steps } = definition.flow;
  const step = Object.hasOwn(steps, third) ? steps[third] : undefined;
  return step === undefined ? undefined : limitOfStep(step, fourth, last);
}

function limitOfStep(step: Step, fourth: string, last: string): string | undefined {
  if (step.kind === 'single') return fourth === 'max' ? step.max : step.within;
  return Object.hasOwn(step.members, fourth) && last === 'within'
    ? step.members[fourth]?.within
    : undefined;
}
