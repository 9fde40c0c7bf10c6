import type { BoxedEntry, BoxedExpression, TypedName } from '#engines/rules/index.ts';
import { childOf, childrenOf, isDmn, nameOf, textIn } from './document.ts';
import type { DmnDocument } from './document.ts';
import { readTable } from './read-table.ts';
import { typeIn } from './type-names.ts';
import type { XmlElement } from './xml.ts';

/** Where an expression stands: its document and the name of what it decides. */
export interface BoxedPlace {
  readonly document: DmnDocument;
  readonly name: string;
}

type Reader = (element: XmlElement, place: BoxedPlace) => BoxedExpression;

const NOTHING: BoxedExpression = { type: 'literal', text: 'null' };

/** Readers of the boxes by the name of their element. @source OMG DMN 1.5, 7.3 and 10.2.2 */
const READERS: Readonly<Record<string, Reader>> = {
  literalExpression: (element) => ({ type: 'literal', text: textIn(element) ?? 'null' }),
  decisionTable: (element, { name, document }) => ({
    type: 'table',
    table: readTable(element, name, document),
  }),
  context: (element, place) => ({
    type: 'context',
    entries: childrenOf(element, 'contextEntry').map((entry) => readEntry(entry, place)),
  }),
  invocation: readInvocation,
  functionDefinition: readFunction,
  list: (element, place) => ({
    type: 'list',
    items: expressionsIn(element).map((item) => readBox(item, place)),
  }),
  relation: readRelation,
  conditional: (element, place) => ({
    type: 'conditional',
    test: partOf(element, 'if', place),
    met: partOf(element, 'then', place),
    unmet: partOf(element, 'else', place),
  }),
  filter: (element, place) => ({
    type: 'filter',
    list: partOf(element, 'in', place),
    match: partOf(element, 'match', place),
  }),
  for: (element, place) => readIterator(element, 'for', place),
  some: (element, place) => readIterator(element, 'some', place),
  every: (element, place) => readIterator(element, 'every', place),
};

/** Returns the expression among an element's children; undefined when it holds none. */
export function readExpression(
  element: XmlElement | undefined,
  place: BoxedPlace,
): BoxedExpression | undefined {
  const [first] = element === undefined ? [] : expressionsIn(element);
  return first === undefined ? undefined : readBox(first, place);
}

/** Returns the parameters of a function. */
export function parametersOf(
  element: XmlElement | undefined,
  document: DmnDocument,
): readonly TypedName[] {
  return childrenOf(element, 'formalParameter').map((parameter) => ({
    name: nameOf(parameter),
    ...typeIn(parameter, document),
  }));
}

function expressionsIn(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => isDmn(child) && Object.hasOwn(READERS, child.name));
}

function readBox(element: XmlElement, place: BoxedPlace): BoxedExpression {
  const read = READERS[element.name];
  if (read === undefined) return NOTHING;
  return { ...read(element, place), ...typeIn(element, place.document) };
}

function partOf(element: XmlElement, name: string, place: BoxedPlace): BoxedExpression {
  return readExpression(childOf(element, name), place) ?? NOTHING;
}

function readEntry(element: XmlElement, place: BoxedPlace): BoxedEntry {
  const variable = childOf(element, 'variable');
  const value = readExpression(element, place) ?? NOTHING;
  if (variable === undefined) return { value };
  return { name: nameOf(variable), value, ...typeIn(variable, place.document) };
}

function readInvocation(element: XmlElement, place: BoxedPlace): BoxedExpression {
  return {
    type: 'invocation',
    callee: readExpression(element, place) ?? NOTHING,
    bindings: childrenOf(element, 'binding').map((binding) => {
      const parameter = childOf(binding, 'parameter');
      const value = readExpression(binding, place);
      const name = parameter === undefined ? '' : nameOf(parameter);
      return value === undefined ? { name } : { name, value };
    }),
  };
}

function readFunction(element: XmlElement, place: BoxedPlace): BoxedExpression {
  const body = readExpression(element, place);
  return {
    type: 'function',
    parameters: parametersOf(element, place.document),
    ...(body === undefined ? {} : { body }),
    ...languageOf(element),
  };
}

/** Returns the language a function is written in; nothing for FEEL. */
export function languageOf(element: XmlElement): { readonly language?: 'Java' | 'PMML' } {
  switch (element.attributes['kind']?.toLowerCase()) {
    case 'java':
      return { language: 'Java' };
    case 'pmml':
      return { language: 'PMML' };
    default:
      return {};
  }
}

function readRelation(element: XmlElement, place: BoxedPlace): BoxedExpression {
  return {
    type: 'relation',
    columns: childrenOf(element, 'column').map((column) => ({
      name: nameOf(column),
      ...typeIn(column, place.document),
    })),
    rows: childrenOf(element, 'row').map((row) =>
      expressionsIn(row).map((cell) => readBox(cell, place)),
    ),
  };
}

function readIterator(
  element: XmlElement,
  type: 'for' | 'some' | 'every',
  place: BoxedPlace,
): BoxedExpression {
  return {
    type,
    iterator: element.attributes['iteratorVariable'] ?? 'item',
    list: partOf(element, 'in', place),
    body: partOf(element, type === 'for' ? 'return' : 'satisfies', place),
  };
}
