import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check/index.ts';
import type { Finding } from './finding.ts';
import { namedValues } from './finding-words.ts';
import type { StoryWords } from './story.ts';
import { sayEnglish } from './testing/english.ts';
import { ADMISSION_SOURCE, definitionOf } from './testing/sample.ts';

const titled = {
  ...ADMISSION_SOURCE,
  flow: {
    ...ADMISSION_SOURCE.flow,
    steps: {
      ...ADMISSION_SOURCE.flow.steps,
      decide: { ...ADMISSION_SOURCE.flow.steps.decide, title: { 'zh-CN': '决定', en: 'Decision' } },
    },
  },
};
const definition = definitionOf(titled);

const words: StoryWords = {
  definition,
  say: sayEnglish,
  pick: (text) => text.en ?? text['zh-CN'],
  roleTitle: (role) => (role === 'head' ? 'Head of the park' : role),
};

const finding = (code: string, values: Finding['values']): Finding => ({
  ...{ code, severity: 'error', path: '', values },
});

const sentence = (one: Finding, told = words): string =>
  sayEnglish(`process.finding.${one.code}`, namedValues(one, told));

describe('a finding in the words of an official', () => {
  it('says limits and the steps of a way as people do', () => {
    const values = { path: 'decide → x', days: 3, promised: '1wd', statutory: '' };
    expect(sentence(finding('path-beyond-promise', values))).toMatch(
      /^The longest path Decision → x takes .*, more than the promise of 1 working day$/,
    );
    const both = { promised: '20d', statutory: '0.5wd' };
    expect(sentence(finding('promise-beyond-statutory', both))).toBe(
      'The promise 20 days is longer than the statutory limit 0.5 working days',
    );
    expect(sentence(finding('instant-takes-days', { promised: 'same-day' }))).toContain(
      'the same day',
    );
  });

  it('names roles, verbs, clocks and what a pause lacks', () => {
    expect(sentence(finding('nobody-has-role', { role: 'head' }))).toContain('“Head of the park”');
    expect(sentence(finding('unknown-target', { verb: 'accept', target: 'y' }))).toContain(
      '“Accept”',
    );
    expect(sentence(finding('rung-never-fires', { share: 80, clock: 'step' }))).toContain(
      'Step limit',
    );
    expect(sentence(finding('suspension-without', { step: 'decide', part: 'max' }))).toBe(
      'The pause “Decision” lacks its longest time',
    );
  });

  it('names an element by its title, or by what it is and its place', () => {
    const [field] = definition.form;
    if (field === undefined) throw new Error('the sample asks something');
    const of = (element: string) => namedValues(finding('missing-clause', { element }), words);
    expect(of('flow.steps.decide').element).toBe('Decision');
    expect(of('form.0').element).toBe(field.title.en ?? field.title['zh-CN']);
    expect(of('suspensions.1').element).toBe('Pause 2');
    expect(of('limits').element).toBe('Time limits');
    expect(of('something').element).toBe('something');
  });

  it('says what is wrong with a table and in which row, not by a code', () => {
    const told = (input: string, result: string): string => {
      const table = {
        code: 'band',
        title: { 'zh-CN': '档次', en: 'Band' },
        clause: '4.2',
        inputs: [{ expression: input }],
        outputs: [{ name: 'band' }],
        rows: [
          { when: ['<= 100'], gives: ['1'] },
          { when: ['> 100'], gives: [result] },
        ],
      };
      const area = { id: 'area', title: '面积', type: 'integer' };
      const broken = definitionOf({ ...titled, form: [area], tables: [table] });
      const found = checkDefinition(broken).find(({ code }) => code === 'bad-table');
      if (found === undefined) throw new Error('nothing is wrong');
      return sentence(found, { ...words, definition: broken });
    };
    const start = 'The decision table “Band” is wrong ';
    expect(told('nowhere', '2')).toBe(`${start}under “nowhere”: nothing is called “nowhere”`);
    expect(told('area', '2 +')).toBe(
      `${start}in row 2 under the result “band”: it cannot be read to its end`,
    );
  });

  it('leaves what nothing names as the definition writes it', () => {
    const values = {
      role: 'x',
      verb: 'y',
      step: 'z',
      promised: 'soon',
      rule: 'rules.new',
      element: '',
    };
    expect(namedValues(finding('any', values), words)).toEqual(values);
  });
});
