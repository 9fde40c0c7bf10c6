import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check/index.ts';
import type { Definition } from './definition.ts';
import { namedValues } from './finding-words.ts';
import { storyOf, type StoryWords } from './story.ts';
import { ADMISSION_SOURCE, definitionOf } from './testing/sample.ts';
import { sayEnglish as say } from './testing/english.ts';

const wordsOf = (definition: Definition): StoryWords => ({
  ...{ definition, say },
  pick: (text) => text.en ?? text['zh-CN'],
  roleTitle: (role) => `the ${role}`,
});

const { flow } = ADMISSION_SOURCE;
const { steps } = flow;

function told(code: string, changed: object): { lines: readonly string[]; cycle: unknown } {
  const definition = definitionOf({
    ...ADMISSION_SOURCE,
    flow: { ...flow, steps: { ...steps, ...changed } },
  });
  const finding = checkDefinition(definition).find((one) => one.code === code);
  if (finding === undefined) throw new Error(`no ${code}`);
  const words = wordsOf(definition);
  return { lines: storyOf(finding, words), cycle: namedValues(finding, words)['cycle'] };
}

describe('a counter-example as a story', () => {
  it('tells a dead end from filing on, with votes and roles by their titles', () => {
    const { lines } = told('dead-end', {
      panel: { ...steps.panel, title: 'Panel', times: 1, do: { done: 'panel' } },
    });
    expect(lines).toEqual([
      '1. The applicant submits; the case goes to “accept (To be accepted)”.',
      '2. the window chooses “Accept” in “accept (To be accepted)”; the case goes to “review (Under review)”.',
      '3. the finance-desk and the science-desk chooses “Consult experts” in “review (Under review)”; the case goes to “Panel”.',
      'In “Panel” nothing can be done any more; the case stays there for ever.',
    ]);
  });

  it('tells a cycle once round, and names its steps', () => {
    const { lines, cycle } = told('cycle-without-limit', {
      decide: {
        ...steps.decide,
        title: 'Decision',
        do: { 'send-back': 'accept', approve: 'granted' },
      },
    });
    expect(lines[0]).toContain('The applicant submits');
    expect(lines.at(-2)).toContain('the head chooses “Send back” in “Decision”');
    expect(lines.at(-1)).toMatch(/^So it is back at an earlier step/);
    expect(cycle).toContain('Decision');
  });

  it('says nothing where no way was searched', () => {
    const finding = {
      code: 'nobody-has-role',
      severity: 'error',
      path: 'x',
      values: { role: 'x' },
    };
    const definition = definitionOf(ADMISSION_SOURCE);
    expect(storyOf({ ...finding, severity: 'error' }, wordsOf(definition))).toEqual([]);
  });
});

describe('a counter-example of a decision table', () => {
  const table = {
    code: 'band',
    title: { 'zh-CN': '档次', en: 'Band' },
    clause: '4.2',
    inputs: [
      { expression: 'area' },
      { expression: 'kind', title: { 'zh-CN': '企业类型', en: 'Kind of firm' } },
      { expression: 'revenue' },
      { expression: 'phone' },
    ],
    outputs: [{ name: 'band' }],
  };
  const choices = [
    { value: 'sme', title: { 'zh-CN': '中小企业', en: 'Small firm' } },
    { value: 'large', title: { 'zh-CN': '大型企业', en: 'Large firm' } },
  ];
  const form = [
    { id: 'area', title: { 'zh-CN': '面积', en: 'Area' }, type: 'integer', unit: '㎡' },
    { id: 'kind', title: '类型', type: 'choice', choices },
    { id: 'revenue', title: { 'zh-CN': '营收', en: 'Revenue' }, type: 'money' },
    { id: 'phone', title: { 'zh-CN': '电话', en: 'Telephone' }, type: 'text' },
  ];
  const toldOf = (code: string, ...rows: readonly object[]) => {
    const definition = definitionOf({ ...ADMISSION_SOURCE, form, tables: [{ ...table, rows }] });
    const finding = checkDefinition(definition).find((one) => one.code === code);
    if (finding === undefined) throw new Error(`no ${code}`);
    return namedValues(finding, wordsOf(definition));
  };

  it('names what is not covered by the titles of table, columns and choices', () => {
    const row = { when: ['-', '"sme"', '>= 12345', '-'], gives: [1] };
    expect(toldOf('table-gap', row)).toEqual({
      table: 'Band',
      at: 'Area = anything; Kind of firm = Large firm; Revenue = 123.44 yuan; Telephone = anything',
    });
  });

  it('names where rows contradict each other, on days too', () => {
    const [low, high] = [
      { when: ['<= 100', '-', '-', '-'] },
      { when: ['>= 100', '-', '-', '"x"'] },
    ];
    const values = toldOf(
      'table-overlap',
      { ...low, gives: [1] },
      { ...high, gives: [2], from: '2027-01-01' },
    );
    expect(values).toMatchObject({ table: 'Band', rows: '1, 2' });
    expect(values['at']).toBe(
      'Area = 100 ㎡; Kind of firm = anything; Revenue = anything; Telephone = x; ' +
        'day of filing = 2027-01-01',
    );
  });

  it('names the cell that cannot be read', () => {
    const unread = { when: ['-', '-', '>= (', '-'], gives: [1] };
    expect(toldOf('bad-table', unread)).toMatchObject({
      ...{ table: 'Band', where: ' in row 1 under “Revenue”' },
      rule: expect.stringContaining('cannot be read'),
    });
    const strange = { when: ['-', '-', '-', '-'], gives: ['nobody'] };
    expect(toldOf('bad-table', strange)).toMatchObject({
      ...{ where: ' in row 1 under the result “band”', rule: 'nothing is called “nobody”' },
    });
    const short = { when: ['-'], gives: [1] };
    expect(toldOf('bad-table', short)).toMatchObject({
      ...{ where: '', rule: 'row 1 does not have one cell for each column' },
    });
  });
});
