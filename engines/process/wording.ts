import type { Definition, FormField, Localized } from './definition.ts';

/**
 * Returns what a ground of a pause is called: the title beside it in the rule that lists it or in
 * the step that pauses on it, else the ground itself, as the definition writes it.
 *
 * @param ground the name as events carry it
 */
export function groundTitle(definition: Definition, ground: string): Localized {
  const listed = definition.suspensions.find((rule) => rule.ground === ground)?.title;
  if (listed !== undefined) return listed;
  for (const step of Object.values(definition.flow.steps)) {
    if (step.kind !== 'single' || step.ground !== ground) continue;
    if (step.groundTitle !== undefined) return step.groundTitle;
  }
  return { 'zh-CN': ground };
}

/** Returns the unit of a field in its languages; a bare one is Chinese. Undefined without a unit. */
export function unitTitle({ unit }: Pick<FormField, 'unit'>): Localized | undefined {
  return typeof unit === 'string' ? { 'zh-CN': unit } : unit;
}
