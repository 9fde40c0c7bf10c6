import type {
  DecisionModel,
  DecisionNode,
  DecisionService,
  InputData,
  KnowledgeModel,
  Requirements,
} from '#engines/rules/index.ts';
import { childOf, childrenOf, idOf, nameOf, referenceOf } from './document.ts';
import type { DmnDocument } from './document.ts';
import { languageOf, parametersOf, readExpression } from './read-boxed.ts';
import { readTypes } from './read-types.ts';
import { typeIn } from './type-names.ts';
import type { XmlElement } from './xml.ts';

/** Returns the model one document writes, its imports not yet followed. */
export function readDocument(document: DmnDocument): DecisionModel {
  const { root } = document;
  return {
    name: nameOf(root),
    namespace: document.namespace,
    types: readTypes(document),
    inputs: childrenOf(root, 'inputData').map((one) => readInput(one, document)),
    decisions: childrenOf(root, 'decision').map((one) => readDecision(one, document)),
    knowledge: childrenOf(root, 'businessKnowledgeModel').map((one) =>
      readKnowledge(one, document),
    ),
    services: childrenOf(root, 'decisionService').map((one) => readService(one, document)),
  };
}

function namesOf(
  element: XmlElement,
  document: DmnDocument,
): { id: string; name: string; from?: string } {
  const name = nameOf(element);
  const named = { id: idOf(element, document), name };
  return document.imported ? { ...named, from: document.namespace } : named;
}

function readInput(element: XmlElement, document: DmnDocument): InputData {
  return { ...namesOf(element, document), ...typeIn(childOf(element, 'variable'), document) };
}

function readDecision(element: XmlElement, document: DmnDocument): DecisionNode {
  const expression = readExpression(element, { document, name: nameOf(element) });
  return {
    ...namesOf(element, document),
    ...typeIn(childOf(element, 'variable'), document),
    ...(expression === undefined ? {} : { expression }),
    requires: requirementsOf(element, document),
  };
}

function readKnowledge(element: XmlElement, document: DmnDocument): KnowledgeModel {
  const logic = childOf(element, 'encapsulatedLogic');
  const body = readExpression(logic, { document, name: nameOf(element) });
  return {
    ...namesOf(element, document),
    ...resultTypeOf(element, document),
    parameters: parametersOf(logic, document),
    ...(body === undefined ? {} : { body }),
    ...(logic === undefined ? {} : languageOf(logic)),
    requires: requirementsOf(element, document),
  };
}

/** The variable of a function has its result's type, or a function type that names it. */
function resultTypeOf(element: XmlElement, document: DmnDocument): { typeRef?: string } {
  const variable = childOf(element, 'variable');
  const item = childrenOf(document.root, 'itemDefinition').find(
    (one) => nameOf(one) === variable?.attributes['typeRef'],
  );
  const asFunction = childOf(item, 'functionItem');
  if (asFunction !== undefined) return typeIn(asFunction, document, 'outputTypeRef');
  return typeIn(variable, document);
}

function readService(element: XmlElement, document: DmnDocument): DecisionService {
  const listed = (name: string): string[] =>
    childrenOf(element, name).map((one) => referenceOf(one, document));
  return {
    ...namesOf(element, document),
    ...resultTypeOf(element, document),
    outputs: listed('outputDecision'),
    encapsulated: listed('encapsulatedDecision'),
    inputDecisions: listed('inputDecision'),
    inputData: listed('inputData'),
  };
}

/** The parts of a requirement and the list each fills. */
const REQUIRED = [
  ['informationRequirement', 'requiredInput', 'inputs'],
  ['informationRequirement', 'requiredDecision', 'decisions'],
  ['knowledgeRequirement', 'requiredKnowledge', 'knowledge'],
] as const;

function requirementsOf(element: XmlElement, document: DmnDocument): Requirements {
  const requires: Record<'inputs' | 'decisions' | 'knowledge', string[]> = {
    inputs: [],
    decisions: [],
    knowledge: [],
  };
  const under: Record<string, string> = {};
  for (const [outer, inner, list] of REQUIRED) {
    for (const one of childrenOf(element, outer).flatMap((each) => childrenOf(each, inner))) {
      const id = referenceOf(one, document);
      requires[list].push(id);
      const prefix = prefixOf(one, document);
      if (prefix !== undefined) under[id] = prefix;
    }
  }
  return Object.keys(under).length === 0 ? requires : { ...requires, under };
}

/** The name of the import a reference goes through; what it names is seen as its member. */
function prefixOf(element: XmlElement, document: DmnDocument): string | undefined {
  const href = element.attributes['href'] ?? '';
  const namespace = href.slice(0, Math.max(href.lastIndexOf('#'), 0));
  const name = document.imports.find((one) => one.namespace === namespace)?.name;
  return name === '' || namespace === document.namespace ? undefined : name;
}
