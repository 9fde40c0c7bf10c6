import { describe, expect, test } from 'vitest';
import { readDefinition } from '#engines/process/index.ts';
import { checkTemplate, citedTemplates, fillTemplate, template, type Template } from './index.ts';

const letter: Template = template.parse({
  code: 'letter',
  title: { 'zh-CN': '结果通知', en: 'Notice' },
  paragraphs: [
    { 'zh-CN': '{{ applicant }}：面积 {{ answers.area * 2 }}', en: 'To {{ applicant }}' },
    { 'zh-CN': '{{ if reason = null then "无" else reason }}{{ answers.nothing }}' },
  ],
});

const facts = {
  ...{ caseNumber: 'n-1', serviceTitle: '入驻', standardNumber: 'Q/X 1', edition: '2014' },
  ...{ clause: '5', applicant: '甲', answers: { area: 40 }, decision: '通过', reason: null },
  ...{ filedOn: '9月18日', decidedOn: '9月25日', parkTitle: '园区', post: '负责人' },
};

describe('a template', () => {
  test('is filled by FEEL, and a gap is seen', () => {
    expect(fillTemplate(letter, facts, 'zh-CN')).toEqual({
      title: '结果通知',
      paragraphs: ['甲：面积 80', '无—'],
    });
  });

  test('is Chinese where a language is missing', () => {
    expect(fillTemplate(letter, facts, 'en').paragraphs).toEqual(['To 甲', '无—']);
  });

  test('never lets a value act as an expression', () => {
    const sly = { ...facts, applicant: '{{ reason }}$& $1' };
    expect(fillTemplate(letter, sly, 'en').paragraphs[0]).toBe('To {{ reason }}$& $1');
  });

  test('is checked for what cannot be computed', () => {
    expect(checkTemplate(letter)).toEqual([]);
    const wrong = template.parse({
      ...letter,
      paragraphs: [{ 'zh-CN': '{{ stranger }}', en: '{{ 1 + }}' }],
    });
    expect(checkTemplate(wrong)).toEqual([
      { path: 'paragraphs.0.zh-CN', expression: 'stranger' },
      { path: 'paragraphs.0.en', expression: '1 +' },
    ]);
  });
});

test('a definition names the templates its effects render, once', () => {
  const render = { 'document.render': { template: 'letter' } };
  const { definition } = readDefinition({
    code: 'x.y',
    title: { 'zh-CN': '事项' },
    class: 'c',
    nature: 'park-service',
    standard: { number: 'Q/X 1', clause: '5' },
    kind: 'promised',
    applicant: { kinds: ['enterprise'] },
    channels: ['web'],
    limits: { promised: '5wd' },
    flow: {
      start: 'decide',
      steps: {
        decide: {
          by: 'head',
          do: {
            approve: { to: 'granted', effects: [render] },
            reject: { to: 'denied', effects: [render] },
          },
        },
      },
      ends: { granted: '通过', denied: '不予通过' },
    },
  });
  expect(definition && citedTemplates(definition)).toEqual(['letter']);
});
