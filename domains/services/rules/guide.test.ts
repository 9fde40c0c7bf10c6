import { describe, expect, test } from 'vitest';
import { ADMISSION_SOURCE, definitionOf } from '#engines/process/testing/sample.ts';
import { guideOf, type GuideGround } from './guide.ts';

const ground: GuideGround = {
  bundle: {
    ...{ hash: 'sha256:00', edition: '2026' },
    ...{ releasedOn: '2026-01-01', effectiveOn: '2026-01-01', replacedOn: null },
  },
  editions: [],
  classTitle: { 'zh-CN': '空间' },
  standard: { code: 'test', title: null },
  roleTitle: (role) => ({ 'zh-CN': role }),
  verbTitle: (verb) => ({ 'zh-CN': verb }),
  clauses: {},
  sample: true,
};
const denial = {
  ...{ end: 'denied', kind: 'refusal', by: 'window', statement: '5wd', within: '1wd' },
  decides: { role: 'head', within: '2wd' },
};
const { flow } = ADMISSION_SOURCE;
const guideWith = (adverse: readonly object[]) =>
  guideOf(definitionOf({ ...ADMISSION_SOURCE, adverse }), ground);
const titlesOf = (guide: ReturnType<typeof guideOf>) =>
  guide.steps.map(({ title }) => title['zh-CN']);

describe('the guide of a definition', () => {
  test('names the steps before one adverse act plainly', () => {
    expect(titlesOf(guideWith([denial]))).toEqual(
      expect.arrayContaining(['事先告知', '陈述申辩', '不利决定']),
    );
  });

  test('says of which act each is where there are several, in the list and in the drawing', () => {
    const guide = guideWith([denial, { ...denial, end: 'not-accepted' }]);
    const expected = ['事先告知：不予通过', '事先告知：不予受理'];
    expect(titlesOf(guide)).toEqual(expect.arrayContaining(expected));
    expect(guide.flow.nodes.map(({ title }) => title['zh-CN'])).toEqual(
      expect.arrayContaining(expected),
    );
  });

  test('says which post files it where nobody applies', () => {
    const { applicant } = ADMISSION_SOURCE;
    const ours = guideOf(
      definitionOf({ ...ADMISSION_SOURCE, applicant: { ...applicant, by: ['window'] } }),
      ground,
    );
    expect([ours.card.filedBy, ours.applicant.filedBy]).toEqual([
      ['window'],
      [{ 'zh-CN': 'window' }],
    ]);
    expect(guideWith([]).card.filedBy).toEqual([]);
  });

  test('gives units and grounds in the languages the definition has', () => {
    const panel = {
      ...flow.steps.panel,
      groundTitle: { 'zh-CN': '专家评审', en: 'Expert review' },
    };
    const area = {
      id: 'area',
      title: '面积',
      type: 'number',
      unit: { 'zh-CN': '平方米', en: 'm²' },
    };
    const guide = guideOf(
      definitionOf({
        ...ADMISSION_SOURCE,
        form: [...ADMISSION_SOURCE.form, area],
        flow: { ...flow, steps: { ...flow.steps, panel } },
      }),
      ground,
    );
    expect(guide.form.find(({ id }) => id === 'area')?.unit?.en).toBe('m²');
    expect(guide.steps.find(({ id }) => id === 'panel')?.ground?.en).toBe('Expert review');
  });
});
