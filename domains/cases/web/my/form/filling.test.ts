import { describe, expect, it } from 'vitest';
import type { Me } from '#domains/parties/model.ts';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import { apiErrorOf } from '#platform/ui/api-error.ts';
import {
  blankFilling,
  changedIn,
  draftOf,
  filingOf,
  fillingOf,
  knownAnew,
  type Filling,
} from './filling.ts';
import { fileOf, keptFile } from './kept-file.ts';
import { errorsOf } from './problem-errors.ts';

const title = { 'zh-CN': '名' };
const field = (id: string, more: Partial<FormFieldView> = {}): FormFieldView => ({
  ...{ id, title, type: 'text', required: true, help: null, choices: null, when: null },
  ...{ rule: null, ruleText: null, prefill: null, personal: null, clause: null },
  ...{ min: null, max: null, unit: null },
  ...more,
});
const form = [
  field('company', { prefill: 'organisation.name' }),
  field('many', { type: 'choices' }),
  field('revenue', { type: 'money' }),
];
const firm = { id: 'firm-1', name: '甲企业', uscc: null };
const other = { id: 'firm-2', name: '乙企业', uscc: null };
const me: Me = {
  park: { code: 'park-a', title, demo: true, zone: 'Asia/Shanghai', now: null },
  user: { id: 'u1', name: '经办', email: 'a@b.example' },
  roles: [],
  organisations: [firm, other],
  doors: ['my'],
  permissions: [],
};
const known = { me, organisation: firm };
const blank = blankFilling(form, known);
const licence = { id: 'file-1', name: 'a|b.pdf', sizeBytes: 20 };
const filled: Filling = {
  answers: { company: '甲企业', many: ['x', 'y'], revenue: '12.' },
  files: { licence: [licence], audit: [] },
  needClass: 'n01',
  channel: 'station',
  node: 'hall',
};

describe('a form that is filled in', () => {
  it('begins with what is known', () => {
    expect(blank.answers).toEqual({ company: '甲企业', many: [], revenue: '' });
  });

  it('comes back from its draft as it was typed, also what is not valid yet', () => {
    expect(fillingOf(draftOf(filled), blank)).toEqual(filled);
  });

  it('forgets of a draft what the form no longer asks', () => {
    expect(fillingOf({ gone: 'x', company: 7, revenue: '5' }, blank).answers).toEqual({
      company: '甲企业',
      many: [],
      revenue: '5',
    });
  });

  it('keeps a file by id, size and name, whatever the name contains', () => {
    expect(fileOf(keptFile(licence))).toEqual(licence);
    expect(fileOf('')).toBeUndefined();
  });

  it('takes over what is known of another organisation, but nothing that was typed', () => {
    const both = { before: known, after: { me, organisation: other } };
    expect(knownAnew(form, filled, both).answers['company']).toBe('乙企业');
    const typed = { ...filled, answers: { ...filled.answers, company: '丙' } };
    expect(knownAnew(form, typed, both).answers['company']).toBe('丙');
  });

  it('says what has changed', () => {
    const next = { ...filled, answers: { ...filled.answers, revenue: '12.5' }, node: 'leaf' };
    expect(changedIn(filled, next)).toEqual(['revenue', '~node']);
    expect(changedIn(filled, filled)).toEqual([]);
  });

  it('is handed in for the organisation, with the materials that are asked', () => {
    const asked = { required: true, fetched: false, accept: [], whenText: null, clause: null };
    const guide = {
      card: { code: 'space' },
      form,
      materials: [
        { id: 'licence', title, when: null, ...asked },
        { id: 'audit', title, when: 'revenue > 100', ...asked },
      ],
      // Only what filing looks at.
    } as unknown as ServiceGuide;
    const answers = { company: '甲企业', many: ['x'], revenue: '0.5' };
    const files = { licence: [licence], audit: [licence] };
    expect(filingOf(guide, { ...filled, answers, files }, known)).toMatchObject({
      channel: 'station',
      node: 'hall',
      needClass: 'n01',
      applicant: { organisation: 'firm-1', name: '甲企业' },
      answers: { company: '甲企业', many: ['x'], revenue: 50 },
      files: [{ material: 'licence', file: 'file-1' }],
    });
  });
});

describe('a refused filing', () => {
  it('leads each error to its field, and what has none to the top', () => {
    const errors = [
      { path: 'answers.area', message: '请填写“面积”' },
      { path: 'files.licence', message: '请提交“执照”' },
      { path: 'proof', message: '请填写凭据' },
      { path: 'files', message: '材料不见了' },
    ];
    const told = errorsOf(
      apiErrorOf(422, { code: 'x', title: '有 2 项', next: '改正', errors }),
      '',
    );
    expect(told).toEqual({
      title: '有 2 项',
      note: '改正',
      errors: [
        { field: 'area', text: '请填写“面积”' },
        { field: 'licence', text: '请提交“执照”' },
        { field: '~proof', text: '请填写凭据' },
        { field: null, text: '材料不见了' },
      ],
    });
  });

  it('leads a missing class to the choice of classes', () => {
    const refused = apiErrorOf(422, { code: 'process.need-class', title: '没有类别' });
    expect(errorsOf(refused, '').errors).toEqual([{ field: '~class', text: '没有类别' }]);
    expect(errorsOf(new Error('lost'), '没有提交成功').title).toBe('没有提交成功');
  });
});
