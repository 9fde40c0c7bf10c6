import { describe, expect, it } from 'vitest';

import { compileModel, decideModel, toJson } from '#engines/rules/index.ts';
import { importDmn } from './import-model.ts';

const EDITION = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

/** Models by their namespace, each with its imports, `name=namespace`, and its elements. */
type Models = Readonly<Record<string, readonly [imports: readonly string[], elements: string]>>;

function textOf(namespace: string, models: Models): string | undefined {
  const [imports, elements] = models[namespace] ?? [];
  if (imports === undefined) return undefined;
  const written = imports.map((one) => {
    const [name, from] = one.split('=');
    return `<import name="${name}" namespace="${from}" importType="${EDITION}"/>`;
  });
  return `<definitions xmlns="${EDITION}" name="${namespace}" namespace="${namespace}">${written.join('')}${elements}</definitions>`;
}

function decideIn(models: Models, name: string, facts: Record<string, unknown> = {}): string {
  const { model } = importDmn(textOf('a', models) ?? '', (one) => textOf(one.namespace, models));
  if (model === undefined) return 'no model';
  return toJson(decideModel(compileModel(model).model, name, { facts }).value);
}

/** A decision named by its id, of the text and what it requires. */
function decision(id: string, text: string, ...needs: readonly string[]): string {
  const required = needs.map((href) => {
    const kind = href.includes('#in') ? 'requiredInput' : 'requiredDecision';
    return `<informationRequirement><${kind} href="${href}"/></informationRequirement>`;
  });
  return `<decision id="${id}" name="${id}"><variable name="${id}"/>${required.join('')}<literalExpression><text>${text}</text></literalExpression></decision>`;
}

const input = (id: string): string =>
  `<inputData id="${id}" name="${id}"><variable name="${id}" typeRef="number"/></inputData>`;

const asks = decision('d', 'e', '#e');
const says = (who: string): string => decision('e', `"${who}"`);

// Graphs as those of the suites 0085 and 1158 of the public conformance suite.
describe('imports without a name', () => {
  it.each<[string, Models, string]>([
    ['the nearest first', { a: [['=b'], asks], b: [['=c'], says('b')], c: [[], says('c')] }, 'b'],
    [
      'all below one before the next',
      { a: [['=b', '=x'], asks], b: [['=c'], ''], c: [[], says('c')], x: [[], says('x')] },
      'c',
    ],
    ['round a circle', { a: [['=b'], asks], b: [['=a'], says('b')] }, 'b'],
    ['of the model itself', { a: [['=a'], asks + says('a')] }, 'a'],
    [
      'the importing model’s own for what the imported one requires',
      {
        a: [['=b'], decision('d', 'f', '#f') + says('a')],
        b: [[], decision('f', 'e', '#e') + says('b')],
      },
      'a',
    ],
    [
      'also where that is named by its namespace',
      {
        a: [['=b'], decision('d', 'f', '#f') + says('a')],
        b: [[], decision('f', 'e', 'b#e') + says('b')],
      },
      'a',
    ],
  ])('take %s', (_, models, expected) => {
    expect(decideIn(models, 'd')).toBe(`"${expected}"`);
  });

  it('do not take an element of another name for the same', () => {
    const other = decision('e', '"a"').replaceAll('name="e"', 'name="x"');
    const models: Models = {
      a: [['=b'], decision('d', 'f', '#f') + other],
      b: [[], decision('f', 'e', '#e') + says('b')],
    };
    expect(decideIn(models, 'd')).toBe('"b"');
  });

  it('give what they hold to who asks for it', () => {
    const held = input('in') + decision('d', 'in', '#in');
    expect(decideIn({ a: [['=b'], ''], b: [[], held] }, 'd', { in: 1 })).toBe('1');
  });
});

describe('elements of one name in several models', () => {
  const twice = (factor: number): string =>
    input('inflow') +
    decision('out', `${factor} * inflow`, '#inflow').replace('id="out"', 'id="o"');
  const service =
    '<decisionService id="s" name="s"><outputDecision href="b#o"/><outputDecision href="c#o"/>' +
    '<inputData href="b#inflow"/><inputData href="c#inflow"/></decisionService>';
  const models: Models = {
    a: [['other=b', '=c'], service],
    b: [[], twice(2)],
    c: [[], twice(10)],
  };

  it.each([
    [{ 'other.inflow': 3, inflow: 4 }],
    [{ other: { inflow: 3 }, inflow: 4 }],
    [{ 'b#inflow': 3, 'c#inflow': 4 }],
    [{ '{b}inflow': 3, '{c}inflow': 4 }],
  ])('are told apart by %j', (facts) => {
    expect(decideIn(models, 's', facts)).toBe('{"other.out":6,"out":40}');
    expect(decideIn(models, 'other.out', facts)).toBe('6');
    expect(decideIn(models, 'b#out', facts)).toBe('6');
    expect(decideIn(models, 'out', facts)).toBe('40');
  });

  it.each([['s(3, 4).out'], ['s(inflow: 4, other.inflow: 3).out']])(
    'are parameters of a service under their own names: %s',
    (call) => {
      const caller = decision('d', call).replace(
        '<literal',
        '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement><literal',
      );
      expect(decideIn({ ...models, a: [['other=b', '=c'], service + caller] }, 'd')).toBe('40');
    },
  );
});
