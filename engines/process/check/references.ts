import { APPLICANT, PARTS } from '../authority.ts';
import type { Definition } from '../definition.ts';
import { isKnownEffect } from '../effect.ts';
import { error, type Fault, warning } from '../finding.ts';
import { type CheckContext, effectsOf, stepsOf, waysOf } from './subject.ts';

/** Ends a case can come to without any step leading there. */
const STANDING_ENDS = ['withdrawn', 'voided'];

/** Finds names that lead nowhere, twice the same name, and roles nobody holds. */
export function checkReferences(definition: Definition, context: CheckContext): Fault[] {
  return [
    ...targets(definition),
    ...roles(definition, context),
    ...nodes(definition, context),
    ...names(definition),
    ...catalogue(definition, context),
    ...effects(definition, context),
  ];
}

function targets(definition: Definition): Fault[] {
  const { steps, ends, start } = definition.flow;
  const known = (name: string): boolean => Object.hasOwn(steps, name) || Object.hasOwn(ends, name);
  const faults: Fault[] = [];
  if (!Object.hasOwn(steps, start))
    faults.push(error('unknown-start', 'flow.start', { step: start }));
  for (const [, step, path] of stepsOf(definition)) {
    for (const { verb, way, path: at } of waysOf(step, path)) {
      if (!known(way.to)) faults.push(error('unknown-target', at, { target: way.to, verb }));
    }
    if (step.overdue !== undefined && !known(step.overdue)) {
      const values = { target: step.overdue, verb: 'overdue' };
      faults.push(error('unknown-target', `${path}.overdue`, values));
    }
  }
  for (const [name, end] of Object.entries(ends)) {
    if (end.reopen && !Object.hasOwn(steps, end.reopen.to)) {
      const values = { target: end.reopen.to, verb: 'reopen' };
      faults.push(error('unknown-target', `flow.ends.${name}.reopen`, values));
    }
  }
  for (const name of STANDING_ENDS.filter((end) => !Object.hasOwn(ends, end))) {
    faults.push(warning('no-standing-end', 'flow.ends', { end: name }));
  }
  return [...faults, ...promises(definition)];
}

function promises(definition: Definition): Fault[] {
  const { ends } = definition.flow;
  const lists = { obligations: definition.obligations, publicity: definition.publicity };
  const faults = Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap((entry, index) =>
      Object.hasOwn(ends, entry.at)
        ? []
        : [error('unknown-end', `${list}.${index}.at`, { end: entry.at })],
    ),
  );
  const known = new Set(definition.form.map((field) => field.id));
  const fields = definition.publicity.flatMap((notice, index) =>
    notice.fields
      .filter((field) => !known.has(field))
      .map((field) => error('unknown-field-published', `publicity.${index}.fields`, { field })),
  );
  return [...faults, ...fields];
}

/** Every role of a definition with the path it is named at. */
function rolesNamed(definition: Definition): readonly { role: string; path: string }[] {
  const steps = stepsOf(definition).flatMap(([, step, path]) => {
    const rungs = step.rungs.map((rung, index) => ({
      role: rung.to,
      path: `${path}.rungs.${index}.to`,
    }));
    if (step.kind === 'single') return [{ role: step.by, path: `${path}.by` }, ...rungs];
    const posts = Object.entries(step.members).map(([member, post]) => ({
      role: post.by,
      path: `${path}.${step.join}.${member}.by`,
    }));
    return [...posts, ...rungs];
  });
  const rungs = definition.rungs.map((rung, index) => ({
    role: rung.to,
    path: `rungs.${index}.to`,
  }));
  const { by = [] } = definition.applicant;
  const filers = by.map((role) => ({ role, path: 'applicant.by' }));
  const closing = definition.closing ? [{ role: definition.closing.by, path: 'closing.by' }] : [];
  const extension = definition.extension
    ? [{ role: definition.extension.by, path: 'extension.by' }]
    : [];
  return [...filers, ...steps, ...rungs, ...closing, ...extension];
}

function roles(definition: Definition, context: CheckContext): Fault[] {
  return rolesNamed(definition).flatMap(({ role, path }) => {
    if (role === '') return [error('step-without-role', path.replace(/\.by$/, ''))];
    if (role === APPLICANT || role === PARTS || !context.roles || context.roles.includes(role))
      return [];
    return [error('nobody-has-role', path, { role })];
  });
}

/** Places that are no node of their own: see {@link Post}. */
const RELATIVE_NODES = ['case', 'parent', 'top', 'accepting'];

function nodes(definition: Definition, context: CheckContext): Fault[] {
  const known = context.nodes;
  if (!known) return [];
  return stepsOf(definition).flatMap(([, step, path]) => {
    const posts =
      step.kind === 'single'
        ? [{ at: step.at, path: `${path}.at` }]
        : Object.entries(step.members).map(([member, post]) => ({
            at: post.at,
            path: `${path}.${step.join}.${member}.at`,
          }));
    return posts.flatMap(({ at, path: where }) =>
      RELATIVE_NODES.includes(at) || known.includes(at)
        ? []
        : [error('unknown-node', where, { node: at })],
    );
  });
}

function names(definition: Definition): Fault[] {
  const { steps, ends } = definition.flow;
  const both = Object.keys(steps)
    .filter((name) => Object.hasOwn(ends, name))
    .map((name) => error('step-and-end', `flow.ends.${name}`, { name }));
  const twice = (list: string, ids: readonly string[]): Fault[] =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [error('duplicate-id', `${list}.${index}.id`, { id })] : [],
    );
  const fields = definition.form.map((field) => field.id);
  const shared = definition.materials.flatMap((material, index) =>
    fields.includes(material.id)
      ? [error('duplicate-id', `materials.${index}.id`, { id: material.id })]
      : [],
  );
  return [
    ...both,
    ...twice('form', fields),
    ...twice(
      'materials',
      definition.materials.map((material) => material.id),
    ),
    ...twice(
      'obligations',
      definition.obligations.map((one) => one.id),
    ),
    ...twice(
      'publicity',
      definition.publicity.map((one) => one.id),
    ),
    ...shared,
    ...aboutFaults(definition),
  ];
}

/** What a matter is called by in every list is told at filing, in words, and is nobody's own. */
function aboutFaults({ about, form }: Definition): Fault[] {
  if (about === undefined) return [];
  const field = form.find(({ id }) => id === about);
  const isText = field?.type === 'text' || field?.type === 'longtext';
  if (isText && field.at === undefined && field.personal === undefined) return [];
  return [error('about-unfit', 'about', { field: about })];
}

function catalogue(definition: Definition, context: CheckContext): Fault[] {
  const faults: Fault[] = [];
  if (context.classes && !context.classes.includes(definition.class)) {
    faults.push(error('unknown-class', 'class', { class: definition.class }));
  }
  for (const [, step, path] of stepsOf(definition)) {
    if (step.kind !== 'single' || step.decision === undefined) continue;
    const own = (definition.tables ?? []).map(({ code }) => code);
    // A pack that is looked at alone may take its tables from elsewhere.
    if (own.length === 0 && !context.tables) continue;
    if (![...own, ...(context.tables ?? [])].includes(step.decision)) {
      faults.push(error('unknown-table', `${path}.decision`, { table: step.decision }));
    }
  }
  for (const [index, field] of definition.form.entries()) {
    const chooses = field.type === 'choice' || field.type === 'choices';
    if (chooses && field.choices.length === 0) {
      faults.push(error('no-choices', `form.${index}`, { field: field.id }));
    }
  }
  return faults;
}

function effects(definition: Definition, context: CheckContext): Fault[] {
  return effectsOf(definition).flatMap(({ effect, path, to }) => {
    const known = isKnownEffect(effect.verb) || context.effects?.includes(effect.verb) === true;
    if (!known) return [error('unknown-effect', path, { effect: effect.verb })];
    const undone = effect.onVoid ?? definition.flow.ends[to]?.onVoid[0];
    if (effect.mode !== 'atomic' || undone) return [];
    return [error('effect-without-undo', path, { effect: effect.verb, end: to })];
  });
}
