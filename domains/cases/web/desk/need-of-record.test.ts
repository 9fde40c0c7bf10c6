import { describe, expect, it } from 'vitest';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import { filingOfRecord, needOf, wrongsIn } from './need-of-record.ts';

const field = (id: string, more: Partial<FormFieldView> = {}): FormFieldView => ({
  ...{ id, title: { 'zh-CN': id }, type: 'text', required: true, help: null, choices: null },
  ...{ when: null, rule: null, ruleText: null, prefill: null, personal: null, clause: null },
  ...{ min: null, max: null, unit: null },
  ...more,
});

const material = { id: 'plan', title: { 'zh-CN': '方案' }, required: true, when: null };

/** Only what a filing looks at; the rest of a guide is never read here. */
const guideOf = (form: readonly FormFieldView[], materials: readonly object[] = []): ServiceGuide =>
  ({
    card: { code: 'need.general', channels: ['station'] },
    form,
    materials,
  }) as unknown as ServiceGuide;

const plain = guideOf([field('company', { prefill: 'organisation.name' }), field('subject')]);
const asking = guideOf(
  [field('subject'), field('detail', { required: false }), field('area', { type: 'integer' })],
  [material],
);
const record = { node: 'station-1', organisation: '甲公司', line: '要两间房' };

describe('a record that becomes a need', () => {
  it('says by itself what the service asks, where that is no more than words', () => {
    const filing = filingOfRecord(plain, record);
    expect(wrongsIn(plain, filing)).toEqual([]);
    expect(needOf(plain, { ...filing, needClass: 'n01' })).toEqual({
      ...{ service: 'need.general', needClass: 'n01', files: [] },
      answers: { company: '甲公司', subject: '要两间房' },
    });
  });

  it('lacks the fields and the materials its service wants besides', () => {
    const filing = filingOfRecord(asking, record);
    const lacking = wrongsIn(asking, filing).map(({ id, kind }) => `${id} ${kind}`);
    expect(lacking).toEqual(['area missing', 'plan material']);
    const file = { id: 'f1', name: 'plan.pdf', sizeBytes: 9, sha256: '' };
    const filled = {
      ...filing,
      answers: { ...filing.answers, area: '60' },
      files: { plan: [file] },
    };
    expect(wrongsIn(asking, filled)).toEqual([]);
    expect(needOf(asking, filled)).toMatchObject({
      answers: { subject: '要两间房', area: 60 },
      files: [{ material: 'plan', file: 'f1' }],
    });
  });
});
