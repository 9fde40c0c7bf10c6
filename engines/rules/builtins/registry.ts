import { BOOLEAN_FUNCTIONS } from './booleans.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import type { Builtin, Signature } from './signature.ts';

/** The signatures of a group of functions, by name. */
export type FunctionGroup = Readonly<Record<string, readonly Signature[]>>;

const GROUPS: readonly FunctionGroup[] = [
  BOOLEAN_FUNCTIONS,
  NUMBER_FUNCTIONS,
  STRING_FUNCTIONS,
  LIST_FUNCTIONS,
];

const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  GROUPS.flatMap((group) =>
    Object.entries(group).map(([name, signatures]) => [name, { name, signatures }] as const),
  ),
);

/** Returns the built-in function of a name, if there is one. @source OMG DMN 1.5, 10.3.4 */
export function builtinOf(name: string): Builtin | undefined {
  return BUILTINS.get(name);
}

/** The names of all built-in functions. */
export const BUILTIN_NAMES: readonly string[] = [...BUILTINS.keys()];
