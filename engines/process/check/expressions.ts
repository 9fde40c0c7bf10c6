import { compileExpression, type InputType } from '#engines/rules/index.ts';
import type { Definition, Effect, FormField } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { type CheckContext, effectsOf, FACT_NAMES, stepsOf, waysOf } from './subject.ts';

/** What the kinds of fields are in expressions. */
const TYPES: Readonly<Record<FormField['type'], InputType>> = {
  text: 'string',
  longtext: 'string',
  number: 'number',
  integer: 'number',
  money: 'number',
  ratio: 'number',
  date: 'date',
  choice: 'string',
  choices: { list: 'string' },
  boolean: 'boolean',
  phone: 'string',
  email: 'string',
  'credit-code': 'string',
  file: 'string',
};

/** Every expression of a definition with its path and the clause it carries out. */
function expressionsOf(
  definition: Definition,
): readonly { source: string; path: string; clause: string | undefined }[] {
  const found: { source: string; path: string; clause: string | undefined }[] = [];
  const add = (path: string, source: string | undefined, clause: string | undefined): void => {
    if (source !== undefined) found.push({ path, source, clause });
  };
  add('applicant.when', definition.applicant.when, definition.applicant.clause);
  for (const [index, field] of definition.form.entries()) {
    add(`form.${index}.when`, field.when, field.clause);
    add(`form.${index}.rule`, field.rule, field.clause);
  }
  for (const [index, material] of definition.materials.entries()) {
    add(`materials.${index}.when`, material.when, material.clause);
  }
  for (const [, step, path] of stepsOf(definition)) {
    for (const { way, path: at } of waysOf(step, path)) {
      add(`${at}.when`, way.when, way.clause ?? step.clause);
    }
  }
  for (const [index, one] of definition.obligations.entries()) {
    add(`obligations.${index}.check`, one.check, one.clause);
  }
  for (const { effect, path } of effectsOf(definition)) found.push(...argumentsOf(effect, path));
  return found;
}

function argumentsOf(
  effect: Effect,
  path: string,
): { source: string; path: string; clause: undefined }[] {
  return Object.entries(effect.args).flatMap(([name, value]) =>
    typeof value === 'string' && value.startsWith('=')
      ? [{ source: value.slice(1), path: `${path}.${effect.verb}.${name}`, clause: undefined }]
      : [],
  );
}

/** The names expressions of a definition may read, with their types. */
export function typesOfNames(
  definition: Definition,
  context: CheckContext,
): Readonly<Record<string, InputType>> {
  const names: Record<string, InputType> = {};
  for (const name of context.names ?? FACT_NAMES) names[name] = 'any';
  for (const field of definition.form) names[field.id] = TYPES[field.type];
  return names;
}

/** Finds expressions that do not compile or read names that neither form nor facts have. */
export function checkExpressions(definition: Definition, context: CheckContext): Fault[] {
  const names = typesOfNames(definition, context);
  return expressionsOf(definition).flatMap(({ source, path, clause }) => {
    const { findings } = compileExpression(source, { inputs: names });
    return findings.map((found) => {
      const make = found.severity === 'error' ? error : warning;
      const code = found.code === 'rules.unknown_name' ? 'unknown-name' : 'bad-expression';
      const values = { expression: source, rule: found.code, ...found.values };
      const fault = make(code, path, values);
      return clause === undefined ? fault : { ...fault, clause };
    });
  });
}
