import { midnightOf } from '../temporal/arithmetic.ts';
import { FeelDate, FeelDateTime } from '../temporal/instants.ts';
import { FeelFunction, FeelRange, entryOf, isContext, isList, kindOf } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { TypeNode } from '../syntax/node.ts';
import { conformsTo } from './function-type.ts';
import { OTHER_NAMES, kindNamed } from './type-name.ts';
import type { Code, NodeOf, Scope } from './code.ts';

/** Every type name `instance of` accepts without arguments. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'Any',
  'Null',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'duration',
  'list',
  'context',
  'function',
  'range',
  ...OTHER_NAMES,
]);

/** Compiles `value instance of type`. @source OMG DMN 1.5, table 49 and 10.3.2.9 */
export function compileInstance(node: NodeOf<'instance'>, scope: Scope): Code {
  const value = scope.compile(node.value);
  const { of } = node;
  return (slots, run) => {
    const held = value(slots, run);
    if (held === null) return of.type === 'named' && of.name === 'Null';
    return isInstance(held, of);
  };
}

/** True when a value belongs to a type. Null belongs to every type a parameter can have. */
export function isInstance(value: Value, type: TypeNode): boolean {
  if (value === null) return true;
  switch (type.type) {
    case 'named':
      return isNamed(value, type.name);
    case 'list':
      return isList(value) && value.every((item) => isInstance(item, type.of));
    case 'range':
      return (
        value instanceof FeelRange &&
        isInstance(value.start, type.of) &&
        isInstance(value.end, type.of)
      );
    case 'context':
      return (
        isContext(value) &&
        type.entries.every(([name, of]) => {
          const entry = entryOf(value, name);
          return entry !== undefined && isInstance(entry, of);
        })
      );
    case 'function':
      return (
        value instanceof FeelFunction &&
        value.parameters.length === type.takes.length &&
        (value.type === undefined || conformsTo(value.type, type))
      );
    default:
      return type satisfies never;
  }
}

function isNamed(value: Value, name: string): boolean {
  const kind = kindOf(value);
  if (name === 'Any') return true;
  if (name === 'duration') return kind.endsWith('duration');
  return kind === kindNamed(name);
}

/**
 * Returns the value as an argument of that type: itself, its only item, a list of it, or a date as
 * midnight UTC; undefined when it does not conform.
 *
 * @source OMG DMN 1.5, 10.3.2.9.4 (type conversions)
 */
export function conform(value: Value, type: TypeNode): Value | undefined {
  if (value === null || isInstance(value, type)) return value;
  if (isList(value) && value.length === 1) {
    const only = value[0] ?? null;
    if (isInstance(only, type)) return only;
  }
  const isInstant = type.type === 'named' && kindNamed(type.name) === 'date and time';
  if (isInstant && value instanceof FeelDate) return midnightOf(value);
  if (type.type === 'named' && type.name === 'date' && value instanceof FeelDateTime) {
    return undefined;
  }
  if (type.type === 'list' && isInstance([value], type)) return [value];
  return undefined;
}
