import type { Definition } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { isPower } from '../nature.ts';
import { type CheckContext, stepsOf } from './subject.ts';

/**
 * Finds elements that act without a clause, clauses that are not there, powers without holder,
 * basis or statutory limit, and services that claim what only a power has.
 *
 * @source design page 2, nature and "basis may not be younger than the edition that cites it"
 */
export function checkBasis(definition: Definition, context: CheckContext): Fault[] {
  return [
    ...missingClauses(definition),
    ...unknownClauses(definition, context),
    ...nature(definition),
    ...youngBasis(definition, context),
  ];
}

/** Every element that acts by itself, with the clause it names. */
function cited(definition: Definition): readonly { path: string; clause: string | undefined }[] {
  const steps = stepsOf(definition).map(([, step, path]) => ({ path, clause: step.clause }));
  const lists = {
    suspensions: definition.suspensions,
    obligations: definition.obligations,
    publicity: definition.publicity,
  };
  const listed = Object.entries(lists).flatMap(([list, entries]) =>
    entries.map((entry, index) => ({ path: `${list}.${index}`, clause: entry.clause })),
  );
  const { extension, closing, occurred } = definition;
  const rules = { extension, closing, occurred };
  const single = Object.entries(rules).flatMap(([path, rule]) =>
    rule ? [{ path, clause: rule.clause }] : [],
  );
  return [...steps, ...listed, ...single];
}

function missingClauses(definition: Definition): Fault[] {
  const faults = cited(definition)
    .filter(({ clause }) => clause === undefined)
    .map(({ path }) => error('missing-clause', path, { element: path }));
  const { limits, standard } = definition;
  const hasLimit = limits.promised !== undefined || limits.response !== undefined;
  if (hasLimit && (limits.clause ?? standard.clause) === undefined) {
    faults.push(error('missing-clause', 'limits', { element: 'limits' }));
  }
  const late = stepsOf(definition).flatMap(([, step]) => step.overdue ?? []);
  for (const [name, end] of Object.entries(definition.flow.ends)) {
    if (late.includes(name) && end.clause === undefined) {
      faults.push(error('lapse-without-clause', `flow.ends.${name}`, { end: name }));
    }
  }
  return faults;
}

function unknownClauses(definition: Definition, context: CheckContext): Fault[] {
  const { clauses } = context;
  if (!clauses) return [];
  const { number, clause: whole } = definition.standard;
  if (clauses.length === 0) return [error('unknown-standard', 'standard.number', { number })];
  return [...cited(definition), { path: 'standard', clause: whole }].flatMap(({ path, clause }) =>
    clause === undefined || clauses.includes(clause)
      ? []
      : [error('unknown-clause', `${path}.clause`, { clause, number })],
  );
}

function nature(definition: Definition): Fault[] {
  const { limits, accept } = definition;
  const values = { nature: definition.nature };
  if (!isPower(definition.nature)) {
    const faults: Fault[] = [];
    if (limits.statutory !== undefined) {
      faults.push(error('statutory-without-power', 'limits.statutory', values));
    }
    if (accept !== undefined) faults.push(error('statutory-without-power', 'accept', values));
    return faults;
  }
  const faults: Fault[] = [];
  if (definition.holder === undefined) faults.push(error('power-without-holder', 'nature', values));
  if (definition.basis.length === 0) faults.push(error('power-without-basis', 'nature', values));
  if (limits.statutory === undefined) faults.push(error('power-without-limit', 'limits', values));
  for (const [name, end] of Object.entries(definition.flow.ends)) {
    if (end.adverse && end.remedy === undefined && name !== 'lapsed') {
      faults.push(error('adverse-without-remedy', `flow.ends.${name}`, { end: name }));
    }
  }
  return faults;
}

function youngBasis(definition: Definition, context: CheckContext): Fault[] {
  const { effectiveOn } = context;
  if (effectiveOn === undefined) return [];
  return definition.basis.flatMap((basis, index) => {
    if (basis.from === undefined) {
      return [warning('basis-without-day', `basis.${index}`, { basis: basis.title })];
    }
    if (basis.from <= effectiveOn) return [];
    const values = { basis: basis.title, from: basis.from, edition: effectiveOn };
    return [error('basis-too-young', `basis.${index}.from`, values)];
  });
}
