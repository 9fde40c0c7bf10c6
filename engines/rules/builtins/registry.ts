import { BOOLEAN_FUNCTIONS } from './booleans.ts';
import { CONTEXT_FUNCTIONS } from './contexts.ts';
import { CONVERSION_FUNCTIONS } from './conversion.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { PATTERN_FUNCTIONS } from './patterns.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { RANGE_FUNCTIONS } from './ranges.ts';
import type { Builtin, FunctionGroup } from './signature.ts';

const GROUPS: readonly FunctionGroup[] = [
  BOOLEAN_FUNCTIONS,
  NUMBER_FUNCTIONS,
  STRING_FUNCTIONS,
  PATTERN_FUNCTIONS,
  LIST_FUNCTIONS,
  DATE_FUNCTIONS,
  RANGE_FUNCTIONS,
  CONTEXT_FUNCTIONS,
  CONVERSION_FUNCTIONS,
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
