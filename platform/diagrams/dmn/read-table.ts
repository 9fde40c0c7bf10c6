import type { DecisionRow, DecisionTable, HitPolicy, OutputClause } from '#engines/rules/index.ts';
import { childOf, childrenOf, nameOf, textIn } from './document.ts';
import type { DmnDocument } from './document.ts';
import { typeIn } from './type-names.ts';
import type { XmlElement } from './xml.ts';

const POLICIES: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'U',
  FIRST: 'F',
  PRIORITY: 'P',
  ANY: 'A',
  COLLECT: 'C',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
};

const AGGREGATIONS: Readonly<Record<string, HitPolicy>> = {
  SUM: 'C+',
  COUNT: 'C#',
  MIN: 'C<',
  MAX: 'C>',
};

/**
 * Returns the decision table an element writes.
 *
 * @param name what it is called where it stands: the decision's or model's name
 * @source OMG DMN 1.5, 8.3 (metamodel of tables)
 */
export function readTable(element: XmlElement, name: string, document: DmnDocument): DecisionTable {
  return {
    name,
    hitPolicy: policyOf(element, document),
    inputs: childrenOf(element, 'input').map((input) => readInput(input)),
    outputs: childrenOf(element, 'output').map((output) => readOutput(output, name, document)),
    rows: childrenOf(element, 'rule').map((rule, index) => readRow(rule, index)),
  };
}

function policyOf(element: XmlElement, document: DmnDocument): HitPolicy {
  const written = element.attributes['hitPolicy'] ?? 'UNIQUE';
  const policy = POLICIES[written];
  if (policy === undefined) {
    document.findings.push({ code: 'dmn.unknown-policy', values: { policy: written } });
    return 'U';
  }
  const aggregation = element.attributes['aggregation'];
  return policy === 'C' && aggregation !== undefined ? (AGGREGATIONS[aggregation] ?? 'C') : policy;
}

function readInput(element: XmlElement): DecisionTable['inputs'][number] {
  const label = element.attributes['label'];
  const values = textIn(childOf(element, 'inputValues'));
  return {
    expression: textIn(childOf(element, 'inputExpression')) ?? label ?? 'null',
    ...(label === undefined ? {} : { label }),
    ...(values === undefined ? {} : { values }),
  };
}

function readOutput(element: XmlElement, table: string, document: DmnDocument): OutputClause {
  const { label } = element.attributes;
  const values = textIn(childOf(element, 'outputValues')) ?? valuesOfType(element, document);
  const otherwise = textIn(childOf(element, 'defaultOutputEntry'));
  return {
    name: nameOf(element) || label || table,
    ...(label === undefined ? {} : { label }),
    ...(values === undefined ? {} : { values }),
    ...(otherwise === undefined ? {} : { otherwise }),
    ...typeIn(element, document),
  };
}

/** An output without values of its own is ranked by those its type allows. */
function valuesOfType(element: XmlElement, document: DmnDocument): string | undefined {
  const { typeRef } = element.attributes;
  const item = childrenOf(document.root, 'itemDefinition').find((one) => nameOf(one) === typeRef);
  return textIn(childOf(item, 'allowedValues'));
}

function readRow(element: XmlElement, index: number): DecisionRow {
  const annotation = textIn(childOf(element, 'annotationEntry'));
  return {
    id: element.attributes['id'] ?? String(index + 1),
    when: childrenOf(element, 'inputEntry').map((cell) => textIn(cell) ?? '-'),
    results: childrenOf(element, 'outputEntry').map((cell) => textIn(cell) ?? ''),
    ...(annotation === undefined ? {} : { annotation }),
  };
}
