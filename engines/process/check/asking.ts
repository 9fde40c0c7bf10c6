import { askedHere } from '../asking.ts';
import type { Asking, Definition } from '../definition.ts';
import { error, type Fault } from '../finding.ts';

/**
 * Finds fields and materials asked where nobody works, or by verbs that are not there.
 *
 * @source design page 2, kind 7 (a document list per step)
 */
export function checkAsking(definition: Definition): Fault[] {
  const lists = { form: definition.form, materials: definition.materials };
  return Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap((one, index) => faultsOf(definition, one, `${list}.${index}`)),
  );
}

function faultsOf(definition: Definition, one: Asking & { id: string }, path: string): Fault[] {
  if (one.at === undefined) {
    return one.on === undefined ? [] : [error('asked-nowhere', `${path}.on`, { at: '' })];
  }
  const [name = '', member] = one.at.split('.');
  const step = Object.hasOwn(definition.flow.steps, name) ? definition.flow.steps[name] : undefined;
  const fits =
    step?.kind === 'block'
      ? member !== undefined && Object.hasOwn(step.members, member)
      : step !== undefined && member === undefined;
  if (!fits || !step) return [error('asked-nowhere', `${path}.at`, { at: one.at })];
  const verbs = Object.keys(step.do);
  const unknown = (one.on ?? []).filter((verb) => !verbs.includes(verb));
  if (unknown.length > 0) {
    return unknown.map((verb) => error('asked-never', `${path}.on`, { at: name, verb }));
  }
  const branch = { step: name, ...(member === undefined ? {} : { member }) };
  const isAsked = verbs.some((verb) => {
    const { fields, materials } = askedHere(definition, branch, verb);
    return [...fields, ...materials].includes(one.id);
  });
  return isAsked ? [] : [error('asked-never', `${path}.at`, { at: one.at, verb: '' })];
}
