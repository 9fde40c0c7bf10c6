import type {
  DecisionModel,
  DecisionNode,
  DecisionService,
  ItemDefinition,
  KnowledgeModel,
  Requirements,
} from '#engines/rules/index.ts';
import { needsLaterEdition, variable, writeBoxed, writeFunction } from './write-boxed.ts';
import { element, textElement } from './write-xml.ts';

/** DMN 1.3, which every modeler reads; 1.5 where the model holds what came later. */
const EDITION = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const LATER_EDITION = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

/**
 * Writes a decision model as DMN XML, without a diagram.
 *
 * @returns DMN 1.3; 1.5 for models with conditionals, filters, iterators or constraints of types
 * @source OMG DMN 1.3 and 1.5, chapter 12
 */
export function exportDmn(model: DecisionModel): string {
  const later =
    model.decisions.some(({ expression }) => needsLaterEdition(expression)) ||
    model.knowledge.some(({ body }) => needsLaterEdition(body)) ||
    model.types.some(({ constraint }) => constraint !== undefined);
  const xml = element(
    'definitions',
    {
      xmlns: later ? LATER_EDITION : EDITION,
      id: 'definitions',
      name: model.name,
      namespace: model.namespace ?? 'urn:guiju:dmn',
    },
    [
      ...model.types.map((type) => writeItem('itemDefinition', type)),
      ...model.inputs.map(({ id, name, typeRef }) => {
        return element('inputData', { id, name }, [variable('variable', typed(name, typeRef))]);
      }),
      ...model.decisions.map(writeDecision),
      ...model.knowledge.map(writeKnowledge),
      ...model.services.map(writeService),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

function typed(name: string, typeRef: string | undefined): { name: string; typeRef?: string } {
  return typeRef === undefined ? { name } : { name, typeRef };
}

function writeItem(tag: string, item: ItemDefinition): string {
  const { name, typeRef, isCollection, allowedValues, constraint, components = [] } = item;
  return element(tag, { name, isCollection: isCollection === true ? 'true' : undefined }, [
    ...(typeRef === undefined ? [] : [element('typeRef', {}, typeRef)]),
    ...(allowedValues === undefined ? [] : [textElement('allowedValues', allowedValues)]),
    ...(constraint === undefined ? [] : [textElement('typeConstraint', constraint)]),
    ...components.map((part) => writeItem('itemComponent', part)),
  ]);
}

function writeDecision({ id, name, typeRef, expression, requires }: DecisionNode): string {
  return element('decision', { id, name }, [
    variable('variable', typed(name, typeRef)),
    ...writeRequirements(requires),
    ...(expression === undefined ? [] : [writeBoxed(expression)]),
  ]);
}

function writeKnowledge(one: KnowledgeModel): string {
  const { id, name, typeRef, parameters, body, language: kind, requires } = one;
  const held = { ...(body === undefined ? {} : { body }), ...(kind === undefined ? {} : { kind }) };
  return element('businessKnowledgeModel', { id, name }, [
    variable('variable', typed(name, typeRef)),
    writeFunction('encapsulatedLogic', { parameters, ...held }),
    ...writeRequirements(requires),
  ]);
}

function writeService(one: DecisionService): string {
  const listed = (tag: string, ids: readonly string[]): string[] =>
    ids.map((id) => element(tag, { href: `#${id}` }));
  return element('decisionService', { id: one.id, name: one.name }, [
    variable('variable', typed(one.name, one.typeRef)),
    ...listed('outputDecision', one.outputs),
    ...listed('encapsulatedDecision', one.encapsulated),
    ...listed('inputDecision', one.inputDecisions),
    ...listed('inputData', one.inputData),
  ]);
}

function writeRequirements(requires: Requirements = {}): string[] {
  const { inputs = [], decisions = [], knowledge = [] } = requires;
  const wrapped = (tag: string, inner: string) => (id: string) =>
    element(tag, {}, [element(inner, { href: `#${id}` })]);
  return [
    ...inputs.map(wrapped('informationRequirement', 'requiredInput')),
    ...decisions.map(wrapped('informationRequirement', 'requiredDecision')),
    ...knowledge.map(wrapped('knowledgeRequirement', 'requiredKnowledge')),
  ];
}
