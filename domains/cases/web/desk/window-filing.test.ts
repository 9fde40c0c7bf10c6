import { describe, expect, it } from 'vitest';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import {
  answersFor,
  blankFiling,
  channelsOf,
  filingFor,
  parkInstant,
  proofAsked,
} from './window-filing.ts';

const field = (id: string, more: Partial<FormFieldView> = {}): FormFieldView => ({
  ...{ id, title: { 'zh-CN': id }, type: 'text', required: true, help: null, choices: null },
  ...{ when: null, rule: null, ruleText: null, prefill: null, personal: null, clause: null },
  ...{ min: null, max: null, unit: null },
  ...more,
});

/** Only what a filing looks at; the rest of a guide is never read here. */
const guide = {
  card: { code: 'need.general', channels: ['web', 'station', 'phone'] },
  form: [field('company', { prefill: 'organisation.name' }), field('subject')],
  materials: [],
} as unknown as ServiceGuide;

describe('a filing at the window', () => {
  it('offers the channels of the service that lead through the window', () => {
    expect(channelsOf(guide)).toEqual(['station', 'phone']);
    expect(blankFiling(guide, 'station-1').channel).toBe('station');
  });

  it('takes the name of the applicant where the form asks for it, unless another is typed', () => {
    const filing = { ...blankFiling(guide, 'n'), applicant: { name: ' 甲公司 ', id: 'f1' } };
    expect(answersFor(guide, filing)).toEqual({ company: '甲公司' });
    expect(answersFor(guide, { ...filing, answers: { company: '乙' } })).toEqual({ company: '乙' });
  });

  it('is handed in for the firm, at the time it was said', () => {
    const filing = {
      ...blankFiling(guide, 'station-1'),
      ...{ answers: { subject: '用电' }, occurred: '2026-09-18T10:00' },
      applicant: { name: '甲公司', id: 'f1' },
    };
    const body = filingFor(guide, filing, (local) => parkInstant(local, 'Asia/Shanghai'));
    expect(body).toMatchObject({
      channel: 'station',
      node: 'station-1',
      applicant: { organisation: 'f1', name: '甲公司' },
      answers: { company: '甲公司', subject: '用电' },
      occurredAt: '2026-09-18T02:00:00.000Z',
    });
  });

  it('says what proves an earlier time where the service is timed from there', () => {
    const rule = { proof: '走访记录', within: '1wd', clause: '6.7' };
    const timed = { ...guide, occurred: rule };
    const bodyOf = (on: ServiceGuide, more: object) =>
      filingFor(on, { ...blankFiling(on, 'n'), ...more }, (local) => parkInstant(local, 'UTC'));
    const earlier = { occurred: '2026-09-18T10:00', proof: ' 走访记录 7 号 ' };
    expect(bodyOf(timed, earlier).proof).toBe('走访记录 7 号');
    expect(bodyOf(guide, earlier).proof).toBeUndefined();
    expect(bodyOf(timed, { ...earlier, occurred: '' }).proof).toBeUndefined();
    expect(proofAsked(timed, { occurred: earlier.occurred })).toEqual(rule);
  });

  it('reads park time by the zone, and nothing as now', () => {
    expect(parkInstant('2026-09-18T00:30', 'Asia/Shanghai')).toBe('2026-09-17T16:30:00.000Z');
    expect(parkInstant('', 'Asia/Shanghai')).toBeUndefined();
    expect(parkInstant('2026-99-18T00:30', 'Asia/Shanghai')).toBeUndefined();
  });
});
