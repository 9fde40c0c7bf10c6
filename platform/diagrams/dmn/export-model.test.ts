import { DmnModdle } from 'dmn-moddle';
import { describe, expect, it } from 'vitest';

import type { BoxedExpression, DecisionModel } from '#engines/rules/index.ts';
import { exportDmn, importDmn } from './index.ts';

const text = (source: string): BoxedExpression => ({ type: 'literal', text: source });

const MODEL: DecisionModel = {
  name: '租金减免（示例）',
  namespace: 'urn:example:rent',
  types: [
    { name: 'tGrade', typeRef: 'string', allowedValues: '"A", "B"' },
    {
      name: 'tFirm',
      components: [
        { name: 'annual revenue', typeRef: 'number' },
        { name: 'grades', typeRef: 'tGrade', isCollection: true },
      ],
    },
  ],
  inputs: [{ id: 'i1', name: 'Firm', typeRef: 'tFirm' }],
  decisions: [
    {
      id: 'd1',
      name: 'Rate',
      typeRef: 'number',
      requires: { inputs: ['i1'], decisions: [], knowledge: [] },
      expression: {
        type: 'table',
        table: {
          name: 'Rate',
          hitPolicy: 'C>',
          inputs: [{ expression: 'Firm.annual revenue', label: 'revenue', values: '[0..100]' }],
          outputs: [{ name: 'Rate', values: '1, 2', otherwise: '0', typeRef: 'number' }],
          rows: [
            { id: '1', when: ['< 5 & "<>"'], results: ['1'], annotation: '第一行' },
            { id: '2', when: ['-'], results: ['2'], annotation: '' },
          ],
        },
      },
    },
    {
      id: 'd2',
      name: 'Boxes',
      requires: { inputs: [], decisions: ['d1'], knowledge: ['k1', 's1'] },
      expression: {
        type: 'context',
        entries: [
          {
            name: 'a list',
            typeRef: 'Any',
            value: { type: 'list', items: [text('1'), text('"\n"')], typeRef: 'Any' },
          },
          {
            name: 'r',
            value: {
              type: 'relation',
              columns: [{ name: 'x', typeRef: 'number' }],
              rows: [[text('1')]],
            },
          },
          {
            name: 'f',
            value: {
              type: 'function',
              parameters: [{ name: 'n' }],
              body: text('n'),
              language: 'Java',
            },
          },
          {
            value: {
              type: 'invocation',
              callee: text('Share'),
              bindings: [{ name: 'amount', value: text('1') }],
              typeRef: 'number',
            },
          },
        ],
      },
    },
  ],
  knowledge: [
    {
      id: 'k1',
      name: 'Share',
      typeRef: 'number',
      parameters: [{ name: 'amount', typeRef: 'number' }],
      body: text('amount * 2'),
      requires: { inputs: [], decisions: [], knowledge: [] },
    },
  ],
  services: [
    {
      id: 's1',
      name: 'S',
      outputs: ['d1'],
      encapsulated: [],
      inputDecisions: [],
      inputData: ['i1'],
    },
  ],
};

describe('a model written as DMN XML', () => {
  it('reads back as what it was', () => {
    const { model, findings } = importDmn(exportDmn(MODEL));
    expect(findings).toEqual([]);
    const table = { type: 'table', table: { rows: [{ annotation: '第一行' }, {}] } };
    expect(model?.decisions[0]?.expression).toMatchObject(table);
    const written = exportDmn(model ?? MODEL);
    expect(written).toBe(exportDmn(MODEL));
    expect(model?.types).toEqual(MODEL.types);
    expect(model?.knowledge).toEqual(MODEL.knowledge);
    expect(model?.services).toEqual(MODEL.services);
    expect(model?.decisions[1]).toEqual(MODEL.decisions[1]);
  });

  it('is DMN 1.3 that a modeler reads without a warning', async () => {
    const { rootElement, warnings } = await new DmnModdle().fromXML(
      exportDmn(MODEL),
      'dmn:Definitions',
    );
    expect(warnings).toEqual([]);
    expect(rootElement['name']).toBe(MODEL.name);
    expect(rootElement['drgElement']).toHaveLength(5);
  });

  it('keeps the boxes of later editions', () => {
    const boxes: readonly BoxedExpression[] = [
      { type: 'conditional', test: text('true'), met: text('1'), unmet: text('2') },
      { type: 'filter', list: text('[1]'), match: text('item > 0') },
      { type: 'for', iterator: 'i', list: text('[1]'), body: text('i') },
      { type: 'some', iterator: 'i', list: text('[1]'), body: text('i = 1') },
      { type: 'every', iterator: 'i', list: text('[1]'), body: text('i = 1') },
    ];
    for (const expression of boxes) {
      const model = { ...MODEL, decisions: [{ id: 'd', name: 'd', expression }], services: [] };
      const xml = exportDmn(model);
      expect(xml).toContain('20230324');
      expect(importDmn(xml).model?.decisions[0]?.expression).toEqual(expression);
    }
  });
});
