import type { WorkCalendar } from '#engines/calendar/index.ts';
import type { Definition, Effect, Step, Way } from '../definition.ts';
import type { Locate } from '../finding.ts';

/**
 * What publication knows beside the definition. What is left out is not checked, so that a pack can
 * be looked at alone.
 */
export type CheckContext = {
  readonly locate?: Locate;
  /** Roles that somebody holds in the park. */
  readonly roles?: readonly string[];
  /** Classes of the pack's catalogue. */
  readonly classes?: readonly string[];
  /** Decision tables of the pack. */
  readonly tables?: readonly string[];
  /** Services of the pack by code, for the parts of a joint matter. */
  readonly services?: Readonly<Record<string, Pick<Definition, 'form' | 'materials' | 'flow'>>>;
  /** Effects the product can carry out beside those of the language. */
  readonly effects?: readonly string[];
  /** Names that facts may have in expressions, beside the fields of the form. */
  readonly names?: readonly string[];
  /** Nodes of the park's network. */
  readonly nodes?: readonly string[];
  /** Clauses of the standard that is carried out; none means that the standard is not known. */
  readonly clauses?: readonly string[];
  /** `YYYY-MM-DD` from which the edition that is carried out is in force. */
  readonly effectiveOn?: string;
  /** A calendar to try rungs on. */
  readonly calendar?: WorkCalendar;
};

/** The names facts have wherever the caller does not say. */
export const FACT_NAMES: readonly string[] = [
  'applicant',
  'firm',
  'party',
  'case',
  'today',
  'now',
  // What the decision table of the step proposes.
  'proposal',
];

/** Returns the steps with their dotted paths. */
export function stepsOf(definition: Definition): readonly (readonly [string, Step, string])[] {
  return Object.entries(definition.flow.steps).map(
    ([name, step]) => [name, step, `flow.steps.${name}`] as const,
  );
}

/** One way of a step with the verb that goes it and its dotted path. */
export type PlacedWay = { readonly verb: string; readonly way: Way; readonly path: string };

/** Returns every way of a step; a verb with several ways numbers them from 0 in the path. */
export function waysOf(step: Step, path: string): readonly PlacedWay[] {
  return Object.entries(step.do).flatMap(([verb, ways]) =>
    ways.map((way, index) => ({
      verb,
      way,
      path: ways.length > 1 ? `${path}.do.${verb}.${index}` : `${path}.do.${verb}`,
    })),
  );
}

/** Returns the role that does a step, or those of a block joined by `/`. */
export function roleOf(step: Step): string {
  if (step.kind === 'single') return step.by;
  return Object.values(step.members)
    .map((post) => post.by)
    .join('/');
}

/** Returns where a step can lead, by verbs and by itself. */
export function targetsOf(step: Step): readonly string[] {
  const ways = Object.values(step.do).flatMap((list) => list.map((way) => way.to));
  return step.overdue === undefined ? ways : [...ways, step.overdue];
}

/** Every effect of a definition with its path and, for a way, the end it leads to. */
export function effectsOf(
  definition: Definition,
): readonly { readonly effect: Effect; readonly path: string; readonly to: string }[] {
  const ofWays = stepsOf(definition).flatMap(([, step, path]) =>
    waysOf(step, path).flatMap(({ way, path: wayPath }) =>
      way.effects.map((effect, index) => ({
        effect,
        path: `${wayPath}.effects.${index}`,
        to: way.to,
      })),
    ),
  );
  const ofEnds = Object.entries(definition.flow.ends).flatMap(([name, end]) =>
    end.effects.map((effect, index) => ({
      effect,
      path: `flow.ends.${name}.effects.${index}`,
      to: name,
    })),
  );
  return [...ofWays, ...ofEnds];
}
