import { adverseStep } from '../adverse.ts';
import { APPLICANT } from '../authority.ts';
import type { AdverseRule, Definition } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { isPower } from '../nature.ts';
import { effectsOf, stepsOf, waysOf } from './subject.ts';

/** Ends before acceptance, or that nobody decides: they take nothing that was asked for on its merits. */
const NO_DECISION = ['not-accepted', 'not-within-remit', 'lapsed', 'withdrawn', 'voided'];

/** Verbs that send away at the door, before anything was looked at. */
const AT_THE_DOOR: readonly string[] = ['refuse', 'not-ours'];

/** Effects that take something away: only the body that is competent may have them. */
const TAKING: readonly string[] = ['licence.revoke'];

/**
 * Finds adverse acts that are not told beforehand, lack document, remedy or basis, or that a park
 * decides where it may only propose.
 *
 * @source design page 2, "Adverse acts" (proposed; the competent body decides by name)
 */
export function checkAdverse(definition: Definition): Fault[] {
  const rules = definition.adverse ?? [];
  return [
    ...rules.flatMap((rule, index) => ruleFaults(definition, rule, `adverse.${index}`)),
    ...untold(definition),
    ...taken(definition),
  ];
}

function ruleFaults(definition: Definition, rule: AdverseRule, path: string): Fault[] {
  const { ends, steps } = definition.flow;
  const end = Object.hasOwn(ends, rule.end) ? ends[rule.end] : undefined;
  if (!end) return [error('unknown-end', `${path}.end`, { end: rule.end })];
  const faults: Fault[] = [];
  if (!end.adverse) faults.push(error('adverse-end-is-none', `${path}.end`, { end: rule.end }));
  if (!Object.hasOwn(steps, adverseStep(rule.end, 'notice'))) {
    faults.push(error('adverse-never-proposed', path, { end: rule.end }));
  }
  const missing = [
    ...(end.document === undefined ? ['document'] : []),
    ...(end.remedy === undefined ? ['remedy'] : []),
    ...(definition.basis.length === 0 ? ['basis'] : []),
    ...((rule.clause ?? end.clause) === undefined ? ['clause'] : []),
  ];
  faults.push(...missing.map((part) => error('adverse-without', path, { end: rule.end, part })));
  const published = definition.publicity.some(({ at }) => at === rule.end);
  if (rule.kind === 'listing' && !published) {
    faults.push(warning('listing-without-publicity', path, { end: rule.end }));
  }
  return [...faults, ...competence(definition, rule, path)];
}

/** Where the nature is no power the park proposes; a body it names decides outside. */
function competence(definition: Definition, rule: AdverseRule, path: string): Fault[] {
  const { role, body } = rule.decides;
  const values = { end: rule.end };
  if (!isPower(definition.nature)) {
    if (role !== undefined) return [error('adverse-only-proposed', `${path}.decides.role`, values)];
    return body === undefined ? [error('adverse-without-body', `${path}.decides`, values)] : [];
  }
  if (role === undefined && body === undefined) {
    return [error('adverse-without-body', `${path}.decides`, values)];
  }
  return role === rule.by
    ? [warning('adverse-same-role', `${path}.decides.role`, { ...values, role })]
    : [];
}

/**
 * Refusals of a power that a person decides without having told them beforehand: no warning, for
 * such an act would not stand.
 *
 * @source 行政许可法 §36; design page 2, "Adverse acts" (after prior notice and statement)
 */
function untold(definition: Definition): Fault[] {
  if (!isPower(definition.nature)) return [];
  const ruled = new Set((definition.adverse ?? []).map(({ end }) => end));
  return stepsOf(definition).flatMap(([, step, path]) => {
    if (step.kind === 'single' && step.by === APPLICANT) return [];
    return waysOf(step, path).flatMap(({ verb, way, path: at }) => {
      if (AT_THE_DOOR.includes(verb)) return [];
      const isAdverse = definition.flow.ends[way.to]?.adverse === true;
      if (!isAdverse || ruled.has(way.to) || NO_DECISION.includes(way.to)) return [];
      return [error('adverse-untold', at, { end: way.to })];
    });
  });
}

/** What is taken away by an effect stands behind prior notice and the decision of a body. */
function taken(definition: Definition): Fault[] {
  const ruled = new Set((definition.adverse ?? []).map(({ end }) => end));
  return effectsOf(definition).flatMap(({ effect, path, to }) =>
    TAKING.includes(effect.verb) && !ruled.has(to)
      ? [error('taken-without-notice', path, { effect: effect.verb, end: to })]
      : [],
  );
}
