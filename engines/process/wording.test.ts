import { describe, expect, test } from 'vitest';
import { ADMISSION_SOURCE, definitionOf } from './testing/sample.ts';
import { groundTitle, unitTitle } from './wording.ts';
import { writtenDefinition } from './written.ts';

const { flow } = ADMISSION_SOURCE;
const review = { 'zh-CN': '专家评审', en: 'Expert review' };
const NAMED = definitionOf({
  ...ADMISSION_SOURCE,
  form: [
    { id: 'area', title: '面积', type: 'number', unit: { 'zh-CN': '平方米', en: 'm²' } },
    { id: 'people', title: '人数', type: 'integer', unit: '人' },
    { id: 'purpose', title: '用途', type: 'text' },
  ],
  suspensions: [{ ...ADMISSION_SOURCE.suspensions[0], title: { 'zh-CN': '检测', en: 'Testing' } }],
  flow: {
    ...flow,
    steps: { ...flow.steps, panel: { ...flow.steps.panel, groundTitle: review } },
  },
});

describe('words of a definition in two languages', () => {
  test('a ground is called as the listed rule or the pausing step says', () => {
    expect(groundTitle(NAMED, '检测')).toEqual({ 'zh-CN': '检测', en: 'Testing' });
    expect(groundTitle(NAMED, '专家评审')).toEqual(review);
  });

  test('a ground without a title is called as it is written', () => {
    expect(groundTitle(definitionOf(ADMISSION_SOURCE), '专家评审')).toEqual({
      'zh-CN': '专家评审',
    });
    expect(groundTitle(NAMED, '公示')).toEqual({ 'zh-CN': '公示' });
  });

  test('a unit is read in both languages, or as the Chinese it is written in', () => {
    expect(NAMED.form.map(unitTitle)).toEqual([
      { 'zh-CN': '平方米', en: 'm²' },
      { 'zh-CN': '人' },
      undefined,
    ]);
  });

  test('both are kept when the definition is written and read again', () => {
    const again = definitionOf(JSON.parse(JSON.stringify(writtenDefinition(NAMED))));
    expect(again).toEqual(NAMED);
  });
});
