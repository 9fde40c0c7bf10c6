import { describe, expect, it } from 'vitest';
import { runScenario } from './scenario.ts';
import { scenario } from './scenario-form.ts';
import {
  ADMISSION_SOURCE,
  APPLICANT,
  CALENDAR,
  definitionOf,
  Story,
  WINDOW,
} from './testing/sample.ts';

const SOURCE = {
  ...ADMISSION_SOURCE,
  channels: ['web', 'window'],
  materials: [
    ...ADMISSION_SOURCE.materials,
    { id: 'plan', title: '商业计划', clause: '5.1' },
    { id: 'audit', title: '审计报告', when: 'revenue > 500', clause: '5.1' },
    { id: 'photo', title: '照片', required: false },
    { id: 'contract', title: '合同', at: 'decide' },
  ],
};
const DEFINITION = definitionOf(SOURCE);

const filing = (revenue: number, materials: readonly string[], channel = 'web') => ({
  ...{ node: 'centre', channel, applicant: { party: 'firm', kind: 'enterprise' } },
  answers: { revenue, purpose: '研发' },
  files: materials.map((material) => ({ material, file: `f-${material}` })),
});
const NINE = '2026-09-14 09:30';

describe('materials at filing', () => {
  it('are refused all at once with the fields that are wrong, each with its clause', () => {
    const input = { ...filing(600, []), answers: { revenue: 600, purpose: 7 } };
    const refusal = new Story(DEFINITION).refused(NINE, APPLICANT, 'file', input);
    expect(refusal.code).toBe('process.form-incomplete');
    expect(refusal.values).toEqual({ count: 3 });
    expect(refusal.fields?.map(({ field, code, clause }) => [field, code, clause])).toEqual([
      ['purpose', 'process.field.wrong-type', undefined],
      ['plan', 'process.field.not-handed-in', '5.1'],
      ['audit', 'process.field.not-handed-in', '5.1'],
    ]);
  });

  it('are asked for by the answers given: what is not needed, optional, fetched or later is not', () => {
    const story = new Story(DEFINITION).do(NINE, APPLICANT, 'file', filing(500, ['plan']));
    expect(story.where()).toBe('accept');
    const rich = new Story(DEFINITION).refused(NINE, APPLICANT, 'file', filing(501, ['plan']));
    expect(rich.fields?.map(({ field }) => field)).toEqual(['audit']);
  });

  it('are asked for at the window too: the definition knows no channel without them', () => {
    const refusal = new Story(DEFINITION).refused(
      NINE,
      WINDOW,
      'file',
      filing(501, ['plan'], 'window'),
    );
    expect(refusal.fields?.map(({ field }) => field)).toEqual(['audit']);
  });

  it('are asked for while their condition cannot be judged', () => {
    const loose = definitionOf({
      ...SOURCE,
      form: [{ id: 'revenue', title: '收入', type: 'money' }],
    });
    const input = { ...filing(0, ['plan']), answers: {} };
    const refusal = new Story(loose).refused(NINE, APPLICANT, 'file', input);
    expect(refusal.fields?.map(({ field }) => field)).toEqual(['audit']);
  });
});

describe('materials at a resubmission', () => {
  const returned = () =>
    new Story(DEFINITION)
      .do(NINE, APPLICANT, 'file', filing(400, ['plan']))
      .do('2026-09-14 10:00', WINDOW, 'return', {
        items: [
          { field: 'revenue', text: '请更正' },
          { field: 'plan', text: '页数不全' },
        ],
      });

  it('are those the amended answers make necessary, beside the remarks nobody touched', () => {
    const refusal = returned().refused('2026-09-15 10:00', APPLICANT, 'resubmit', {
      answers: { revenue: 600 },
    });
    expect(refusal.fields?.map(({ field, code }) => [field, code])).toEqual([
      ['audit', 'process.field.not-handed-in'],
      ['plan', 'process.field.not-amended'],
    ]);
  });

  it('need not be handed in twice', () => {
    const story = returned().do('2026-09-15 10:00', APPLICANT, 'resubmit', {
      answers: { revenue: 450 },
      files: [{ material: 'plan', file: 'f-2' }],
    });
    expect(story.where()).toBe('accept');
  });
});

describe('materials that a step fetches itself', () => {
  it('are not asked of whoever acts there', () => {
    const own = definitionOf({
      ...SOURCE,
      materials: [
        { id: 'deed', title: '证照', at: 'decide', satisfiedBy: { licence: 'business-licence' } },
      ],
      flow: {
        ...ADMISSION_SOURCE.flow,
        steps: {
          ...ADMISSION_SOURCE.flow.steps,
          accept: { ...ADMISSION_SOURCE.flow.steps.accept, do: { accept: 'decide' } },
        },
      },
    });
    const story = new Story(own)
      .do(NINE, APPLICANT, 'file', filing(400, []))
      .do('2026-09-14 10:00', WINDOW, 'accept');
    const head = { id: 'u-head', roles: [{ role: 'head', node: 'centre' }] };
    expect(story.do('2026-09-14 10:30', head, 'approve').where()).toBe('granted');
  });
});

describe('a scenario', () => {
  const given = {
    ...{ filedAt: '2026-09-14 09:30', form: { revenue: 600, purpose: '研发' } },
    facts: { applicant: { registered: true } },
  };
  const context = {
    ...{ node: 'centre', offsetMinutes: 480, calendarOf: () => CALENDAR },
    parentOf: () => undefined,
  };
  const play = (told: object) =>
    runScenario(DEFINITION, scenario.parse({ title: '材料', ...told }), context).misses;

  it('hands in what filing asks for unless it says what is handed in', () => {
    expect(play({ given, expect: { step: 'accept' } })).toEqual([]);
  });

  it('can say that something is missing', () => {
    const files = [{ material: 'plan', file: 'f' }];
    const refused = { refused: 'form-incomplete', fields: ['audit'] };
    expect(play({ given: { ...given, files }, expect: refused })).toEqual([]);
  });
});
