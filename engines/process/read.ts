import type { Definition } from './definition.ts';
import { error, type Fault, type Finding, type Locate, place } from './finding.ts';
import { normalise } from './normalise.ts';
import { DEFINITION_LIMITS, definitionSource, type DefinitionSource } from './schema.ts';

/** What zod says about one misfit, as far as it is looked at here. */
type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly errors?: readonly (readonly Issue[])[];
};

/** The most findings one reading gives; a broken file is not worth more. */
const FINDINGS_MAX = 500;

/**
 * Reads a parsed YAML value as a service definition and fills in its defaults.
 *
 * @param value  what a YAML or JSON reader gave
 * @param locate the place of a dotted path in the source text, for line and column
 * @returns all findings; the definition too, unless its shape is wrong. A definition with no error
 *          in shape may still be unfit to publish: {@link checkDefinition} says so.
 * @source design page 2, "Shape"
 */
export function readDefinition(
  value: unknown,
  locate?: Locate,
): { readonly definition?: Definition; readonly findings: readonly Finding[] } {
  const result = definitionSource.safeParse(value);
  if (result.success) {
    const faults = shapeFaults(result.data).map((fault) => place(fault, locate));
    return faults.length > 0
      ? { findings: faults }
      : { definition: normalise(result.data), findings: [] };
  }
  // Zod's issue types form a union by code; only the members named above are read, each optional.
  const issues = result.error.issues as readonly Issue[];
  const faults = issues.flatMap((issue) => faultsOf(issue, []));
  return { findings: faults.slice(0, FINDINGS_MAX).map((fault) => place(fault, locate)) };
}

/** What the schema's pieces cannot say of each other: sizes of maps, and blocks that contradict. */
function shapeFaults({ flow }: DefinitionSource): Fault[] {
  const { steps, ends, members } = DEFINITION_LIMITS;
  const sizes = [
    ...tooMany('flow.steps', Object.keys(flow.steps).length, steps),
    ...tooMany('flow.ends', Object.keys(flow.ends).length, ends),
  ];
  const blocks = Object.entries(flow.steps).flatMap(([name, step]) => {
    const path = `flow.steps.${name}`;
    const kinds = (['all', 'any', 'n', 'parts'] as const).filter(
      (kind) => step[kind] !== undefined,
    );
    const [kind] = kinds;
    if (kind === undefined) {
      return step.join === undefined
        ? []
        : [error('join-mismatch', `${path}.join`, { step: name })];
    }
    const count = Object.keys(step[kind] ?? {}).length;
    const fits =
      kind === 'n'
        ? typeof step.join === 'number' && step.join <= count
        : kind === 'parts' || step.join === undefined || step.join === kind;
    const mismatch = !fits || kinds.length > 1 || step.by !== undefined || count === 0;
    return [
      ...tooMany(`${path}.${kind}`, count, members),
      ...(mismatch ? [error('join-mismatch', path, { step: name })] : []),
    ];
  });
  return [...sizes, ...blocks];
}

function tooMany(path: string, count: number, maximum: number): Fault[] {
  return count <= maximum ? [] : [error('too-big', path, { field: path, maximum })];
}

/** Turns one issue into findings; of a union that fits nowhere, the best fitting member speaks. */
export function faultsOf(issue: Issue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  const dotted = path.map(String).join('.');
  if (issue.code === 'invalid_union') return unionFaults(issue, path, dotted);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) =>
      error('unknown-field', dotted === '' ? key : `${dotted}.${key}`, { field: key }),
    );
  }
  return [plainFault(issue, dotted, String(path.at(-1) ?? ''))];
}

function unionFaults(issue: Issue, path: readonly PropertyKey[], dotted: string): Fault[] {
  const deepest = (issues: readonly Issue[]): number =>
    Math.max(0, ...issues.map((inner) => inner.path.length + (inner.keys ? 1 : 0)));
  const best = (issue.errors ?? []).toSorted((a, b) => deepest(b) - deepest(a))[0] ?? [];
  if (deepest(best) === 0) {
    return [error('wrong-form', dotted, { field: String(path.at(-1) ?? '') })];
  }
  return best.flatMap((inner) => faultsOf(inner, path));
}

function plainFault(issue: Issue, path: string, field: string): Fault {
  switch (issue.code) {
    case 'invalid_type':
      return error('wrong-type', path, { field, expected: String(issue.expected) });
    case 'invalid_value':
      return error('not-one-of', path, { field, values: (issue.values ?? []).join(', ') });
    case 'too_big':
      return error('too-big', path, { field, maximum: String(issue.maximum) });
    case 'too_small':
      return error('too-small', path, { field, minimum: String(issue.minimum) });
    case 'invalid_key':
      return error('wrong-name', path, { field });
    default:
      return error('wrong-form', path, { field });
  }
}
