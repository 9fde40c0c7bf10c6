import { describe, expect, it } from 'vitest';

import { compileModel, decideModel, toPlain } from '#engines/rules/index.ts';
import { importDmn } from './index.ts';
import type { FindImport } from './index.ts';

const LATEST = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const definitions = (body: string, namespace = 'urn:main', edition = LATEST): string =>
  `<definitions xmlns="${edition}" name="m" id="m" namespace="${namespace}">${body}</definitions>`;

const literal = (text: string): string =>
  `<literalExpression><text>${text}</text></literalExpression>`;

const decision = (name: string, body: string, type = ''): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"${type}/>${body}</decision>`;

const importing = (name: string, namespace: string): string =>
  `<import name="${name}" namespace="${namespace}" importType="${LATEST}"/>`;

const requires = (kind: string, inner: string, href: string): string =>
  `<${kind}><${inner} href="${href}"/></${kind}>`;

function decide(
  xml: string,
  name: string,
  { facts = {}, find }: { facts?: Record<string, unknown>; find?: FindImport } = {},
): unknown {
  const { model, findings } = importDmn(xml, find);
  if (model === undefined) return findings.map(({ code }) => code);
  return toPlain(decideModel(compileModel(model).model, name, { facts }).value);
}

describe('a model read from DMN XML', () => {
  it('is the same in every edition, with and without prefixes', () => {
    const editions = [
      'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
      'http://www.omg.org/spec/DMN/20180521/MODEL/',
      'https://www.omg.org/spec/DMN/20191111/MODEL/',
      'https://www.omg.org/spec/DMN/20211108/MODEL/',
      LATEST,
    ];
    for (const edition of editions) {
      expect(decide(definitions(decision('d', literal('1 + 1')), 'urn:x', edition), 'd')).toBe(2);
    }
    const prefixed =
      `<x:definitions xmlns:x="${LATEST}" name="m" namespace="urn:m"><x:decision id="d" name="d">` +
      `<x:literalExpression><x:text><![CDATA[1 < 2]]></x:text></x:literalExpression>` +
      `</x:decision></x:definitions>`;
    expect(decide(prefixed, 'd')).toBe(true);
  });

  it('refuses what is no XML, no DMN, or declares a document type', () => {
    expect(decide('<a', 'd')).toEqual(['dmn.not-xml']);
    expect(decide('<a/>', 'd')).toEqual(['dmn.not-dmn']);
    expect(decide('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'd')).toEqual(['dmn.not-xml']);
  });

  it('reads every box', () => {
    const boxes = [
      ['list', `<list>${literal('1')}${literal('2')}</list>`, [1, 2]],
      [
        'relation',
        `<relation><column name="a"/><column name="b c"/><row>${literal('1')}${literal('2')}</row></relation>`,
        [{ a: 1, 'b c': 2 }],
      ],
      [
        'conditional',
        `<conditional><if>${literal('true')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
        1,
      ],
      [
        'filter',
        `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('item &gt; 1')}</match></filter>`,
        [2, 3],
      ],
      [
        'for',
        `<for iteratorVariable="i"><in>${literal('[1, 2]')}</in><return>${literal('i * 2')}</return></for>`,
        [2, 4],
      ],
      [
        'some',
        `<some iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i = 2')}</satisfies></some>`,
        true,
      ],
      [
        'every',
        `<every iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i = 2')}</satisfies></every>`,
        false,
      ],
      [
        'context',
        `<context><contextEntry><variable name="a b"/>${literal('3')}</contextEntry><contextEntry>${literal('a b + 1')}</contextEntry></context>`,
        4,
      ],
    ] as const;
    for (const [name, box, expected] of boxes) {
      expect([name, decide(definitions(decision(name, box)), name)]).toEqual([name, expected]);
    }
  });

  it('reads tables with default outputs, priorities and aggregation', () => {
    const table = (
      attributes: string,
      output: string,
      rules: readonly [string, string][],
    ): string =>
      `<decisionTable ${attributes}><input><inputExpression><text>5</text></inputExpression></input>` +
      `<output>${output}</output>${rules
        .map(
          ([when, then]) =>
            `<rule><inputEntry><text>${when}</text></inputEntry><outputEntry><text>${then}</text></outputEntry></rule>`,
        )
        .join('')}</decisionTable>`;
    const of = (box: string): unknown => decide(definitions(decision('d', box)), 'd');
    const both: [string, string][] = [
      ['&gt; 1', '10'],
      ['-', '20'],
    ];
    expect(of(table('hitPolicy="COLLECT" aggregation="SUM"', '', both))).toBe(30);
    expect(of(table('hitPolicy="COLLECT" aggregation="COUNT"', '', both))).toBe(2);
    expect(of(table('hitPolicy="RULE ORDER"', '', both))).toEqual([10, 20]);
    const ranked = '<outputValues><text>20, 10</text></outputValues>';
    expect(of(table('hitPolicy="PRIORITY"', ranked, both))).toBe(20);
    expect(of(table('hitPolicy="OUTPUT ORDER"', ranked, both))).toEqual([20, 10]);
    const other = '<defaultOutputEntry><text>"none"</text></defaultOutputEntry>';
    expect(of(table('', other, [['&gt; 9', '1']]))).toBe('none');
  });

  it('makes a call null where an argument is of another type', () => {
    const knowledge =
      '<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic>' +
      `<formalParameter name="a" typeRef="number"/>${literal('a = null')}` +
      '</encapsulatedLogic></businessKnowledgeModel>';
    const calling = decision(
      'd',
      requires('knowledgeRequirement', 'requiredKnowledge', '#k') + literal('[k("x"), k(1)]'),
    );
    expect(decide(definitions(knowledge + calling), 'd')).toEqual([null, false]);
  });

  it('knows its types within FEEL and fits values to them', () => {
    const types =
      '<itemDefinition name="tN"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>' +
      '<itemDefinition name="tNs" isCollection="true"><typeRef>tN</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>';
    const typed = (text: string): unknown =>
      decide(definitions(types + decision('d', literal(text), ' typeRef="tNs"')), 'd');
    expect(typed('[1, 2]')).toEqual([1, 2]);
    expect(typed('1')).toEqual([1]);
    expect(typed('[10]')).toBe(null);
    expect(typed('[1, 2, 3]')).toBe(null);
    const instance = decision(
      'd',
      literal('[10 instance of tN, [1] instance of tNs, "a" instance of tN]'),
    );
    expect(decide(definitions(types + instance), 'd')).toEqual([true, true, false]);
  });
});

describe('an imported model', () => {
  const shared = definitions(
    '<itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>' +
      '<inputData id="who" name="Who"><variable name="Who" typeRef="tName"/></inputData>' +
      decision(
        'hello',
        requires('informationRequirement', 'requiredInput', '#who') + literal('"Hi " + Who'),
        ' typeRef="tName"',
      ),
    'urn:shared',
  );
  const find: FindImport = ({ namespace }) => (namespace === 'urn:shared' ? shared : undefined);

  it('is seen under the name of the import', () => {
    const body =
      importing('Shared Model', 'urn:shared') +
      decision(
        'd',
        requires('informationRequirement', 'requiredDecision', 'urn:shared#hello') +
          literal('[Shared Model.hello, "x" instance of Shared Model.tName]'),
      );
    const facts = { Who: 'you' };
    expect(decide(definitions(body), 'd', { facts, find })).toEqual(['Hi you', true]);
  });

  it('is seen as the own model where the import has no name', () => {
    const body =
      importing('', 'urn:shared') +
      decision(
        'd',
        requires('informationRequirement', 'requiredDecision', '#hello') + literal('hello + "!"'),
        ' typeRef="tName"',
      );
    expect(decide(definitions(body), 'd', { facts: { Who: 'you' }, find })).toBe('Hi you!');
  });

  it('that is not there is a finding, and the rest decides', () => {
    const xml = definitions(importing('x', 'urn:nowhere') + decision('d', literal('1')));
    expect(importDmn(xml).findings).toMatchObject([{ code: 'dmn.import-not-found' }]);
    expect(decide(xml, 'd')).toBe(1);
  });

  it('may import its importer', () => {
    const circle = definitions(
      importing('back', 'urn:main') + decision('e', literal('2')),
      'urn:c',
    );
    const xml = definitions(importing('c', 'urn:c') + decision('d', literal('1')));
    expect(decide(xml, 'd', { find: () => circle })).toBe(1);
  });
});
