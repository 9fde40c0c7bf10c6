import type { DecisionTable, HitPolicy } from '#engines/rules/index.ts';
import { element, textElement } from './write-xml.ts';

const POLICIES: Readonly<Record<HitPolicy, readonly [policy: string, aggregation?: string]>> = {
  U: ['UNIQUE'],
  F: ['FIRST'],
  P: ['PRIORITY'],
  A: ['ANY'],
  R: ['RULE ORDER'],
  O: ['OUTPUT ORDER'],
  C: ['COLLECT'],
  'C+': ['COLLECT', 'SUM'],
  'C#': ['COLLECT', 'COUNT'],
  'C<': ['COLLECT', 'MIN'],
  'C>': ['COLLECT', 'MAX'],
};

/** Returns a decision table as XML. @source OMG DMN 1.3, 8.3 */
export function writeTable(table: DecisionTable, typeRef?: string): string {
  const [hitPolicy, aggregation] = POLICIES[table.hitPolicy];
  const annotated = table.rows.some(({ annotation }) => annotation !== undefined);
  return element('decisionTable', { hitPolicy, aggregation, typeRef }, [
    ...table.inputs.map(({ label, expression, values }) =>
      element('input', { label }, [
        textElement('inputExpression', expression),
        ...optional('inputValues', values),
      ]),
    ),
    ...table.outputs.map(({ name, label, values, otherwise, typeRef }) =>
      element('output', { name, label, typeRef }, [
        ...optional('outputValues', values),
        ...optional('defaultOutputEntry', otherwise),
      ]),
    ),
    ...(annotated ? [element('annotation', { name: 'annotation' })] : []),
    ...table.rows.map(({ id, when, results, annotation }) =>
      element('rule', { id: idOf(id) }, [
        ...when.map((text) => textElement('inputEntry', text)),
        ...results.map((text) => textElement('outputEntry', text)),
        ...(annotated ? [textElement('annotationEntry', annotation ?? '')] : []),
      ]),
    ),
  ]);
}

/** Ids of XML begin with no digit and are unique in the document, ids of rows are neither. */
function idOf(id: string): string | undefined {
  return /^_?[a-zA-Z][\w.-]{8,}$/u.test(id) ? id : undefined;
}

function optional(name: string, text: string | undefined): string[] {
  return text === undefined ? [] : [textElement(name, text)];
}
