import { checkAdverse } from './adverse.ts';
import { checkAsking } from './asking.ts';
import type { Definition } from '../definition.ts';
import { type Fault, type Finding, place } from '../finding.ts';
import { checkBasis } from './basis.ts';
import { checkExpressions } from './expressions.ts';
import { checkSituations } from './explore.ts';
import { checkGraph } from './graph.ts';
import { checkParts } from './parts.ts';
import { checkReferences } from './references.ts';
import type { CheckContext } from './subject.ts';
import { checkTables } from './tables.ts';
import { checkTime } from './time.ts';

export type { CheckContext } from './subject.ts';

/**
 * Checks a definition before publication and returns everything that is found, errors first. An
 * error forbids publishing; a warning is shown to whoever signs.
 *
 * @param context what publication knows beside the definition; what is left out is not checked
 * @source design page 2, the checks of the language
 */
export function checkDefinition(
  definition: Definition,
  context: CheckContext = {},
): readonly Finding[] {
  const faults = [
    ...checkReferences(definition, context),
    ...checkBasis(definition, context),
    ...checkTime(definition, context),
    ...checkExpressions(definition, context),
    ...checkTables(definition, context),
    ...checkAsking(definition),
    ...checkParts(definition, context),
    ...checkAdverse(definition),
    ...checkGraph(definition),
    ...checkSituations(definition),
  ];
  const found = faults.map((fault) => place(withClause(definition, fault), context.locate));
  return found.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
}

/** The clause of the step a finding lies in, else of the standard the definition carries out. */
function withClause(definition: Definition, fault: Fault): Fault {
  if (fault.clause !== undefined) return fault;
  const name = /^flow\.steps\.([^.]+)/.exec(fault.path)?.[1];
  const clause =
    (name === undefined ? undefined : definition.flow.steps[name]?.clause) ??
    definition.standard.clause;
  return clause === undefined ? fault : { ...fault, clause };
}
