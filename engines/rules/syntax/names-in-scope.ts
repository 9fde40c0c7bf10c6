import { BUILTIN_NAMES } from '../builtins/registry.ts';
import type { InputType } from '../value/convert.ts';
import { canonicalName } from './name.ts';
import type { NameShape } from './parse.ts';

/** A declared input: as the facts spell it, and its type. */
export interface Declared {
  readonly name: string;
  readonly type: InputType;
}

/** What a caller may declare: names with types, or names alone. */
export type InputList = Readonly<Record<string, InputType>> | readonly string[];

/** Returns the declared inputs by canonical name. */
export function declaredInputs(inputs: InputList | undefined): ReadonlyMap<string, Declared> {
  const entries: (readonly [string, InputType])[] = isNameList(inputs)
    ? inputs.map((name) => [name, 'any'] as const)
    : Object.entries(inputs ?? {});
  return new Map(entries.map(([name, type]) => [canonicalName(name), { name, type }] as const));
}

function isNameList(inputs: InputList | undefined): inputs is readonly string[] {
  return Array.isArray(inputs);
}

/** Returns the shapes of all names the parser has to know: the built-in and the declared ones. */
export function shapesOf(declared: Iterable<Declared>): NameShape {
  // The type's name would else end at `days`, `time` being a name too.
  const shapes: Record<string, NameShape | 1> = { 'days and time duration': 1 };
  for (const name of BUILTIN_NAMES) if (needsDeclaring(name)) shapes[name] = 1;
  for (const { name, type } of declared) shapes[name] = shapeOf(type);
  return shapes;
}

/** Names of one word are read as such, and `context` must stay free for the type of that name. */
function needsDeclaring(name: string): boolean {
  return name.includes(' ') || name === 'date' || name === 'time' || name === 'duration';
}

/** Returns the nested names of a type. */
export function shapeOf(type: InputType): NameShape | 1 {
  if (typeof type === 'string') return 1;
  if ('list' in type) return shapeOf(type.list);
  return Object.fromEntries(
    Object.entries(type.context).map(([name, of]) => [name, shapeOf(of)] as const),
  );
}
