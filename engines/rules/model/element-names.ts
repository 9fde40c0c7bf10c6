import { canonicalName } from '../syntax/name.ts';
import type { DecisionModel } from './decision-model.ts';

/** What an element is called, beside its name. */
export interface ElementNames {
  /** The namespace it was imported from; absent for the model's own. */
  readonly from: string | undefined;
  /** Its name to the model: through the import, `import.name`, where that has a name. */
  readonly seenAs: string;
  /** The names that mean it alone: `import.name`, `namespace#name`, `{namespace}name`. */
  readonly qualified: readonly string[];
}

/** Returns the names of an element, in canonical spelling. @source OMG DMN 1.5, 6.3.3 */
export function elementNames(
  { name, from }: { readonly name: string; readonly from?: string },
  { namespace, imports = [] }: Pick<DecisionModel, 'namespace' | 'imports'>,
): ElementNames {
  const seen = from === undefined ? [] : imports.filter((one) => one.namespace === from);
  const prefixed = seen.flatMap((one) => (one.name === '' ? [] : [`${one.name}.${name}`]));
  const isBare = seen.length !== prefixed.length;
  const place = from ?? namespace;
  const placed = place === undefined ? [] : [`${place}#${name}`, `{${place}}${name}`];
  return {
    from,
    seenAs: canonicalName(isBare ? name : (prefixed[0] ?? name)),
    qualified: [...prefixed, ...placed].map(canonicalName),
  };
}

/** Returns how near an imported element is: the model's own, one seen without a prefix, another. */
export function nearnessOf(
  from: string | undefined,
  { imports = [] }: Pick<DecisionModel, 'imports'>,
): 0 | 1 | 2 {
  if (from === undefined) return 0;
  return imports.some((one) => one.name === '' && one.namespace === from) ? 1 : 2;
}
