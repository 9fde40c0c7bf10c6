import { describe, expect, it } from 'vitest';
import {
  APPLICANT,
  contextAt,
  definitionOf,
  HEAD,
  instant,
  staff,
  Story,
  WINDOW,
} from './testing/sample.ts';
import { allowedActions } from './allowed.ts';
import { checkDefinition } from './check/index.ts';
import { flowOf } from './flow.ts';
import { tableBefore } from './proposal.ts';

/** A subsidy: two judges score, the head fixes the amount a table proposes, papers go with it. */
const SOURCE = {
  code: 'sample.subsidy',
  title: '补贴（测试）',
  class: 'policy',
  nature: '园区服务',
  standard: { number: 'T/TEST 3—2026', clause: '4' },
  kind: 'promised',
  applicant: { kinds: ['enterprise'] },
  limits: { promised: '20wd', clause: '4.1' },
  form: [
    { id: 'holder', title: '类别', type: 'choice', choices: ['champion', 'sme'], required: true },
    { id: 'premium', title: '保费', type: 'money', required: true },
    { id: 'score_a', title: '评分甲', type: 'integer', required: true, max: 100, at: 'scores.a' },
    { id: 'score_b', title: '评分乙', type: 'integer', required: true, max: 100, at: 'scores.b' },
    {
      ...{ id: 'approved', title: '核定金额', type: 'money', required: true, clause: '4.3' },
      ...{ at: 'decide', on: ['approve'], rule: 'approved <= proposal.amount' },
    },
  ],
  materials: [
    { id: 'policy', title: '保险单' },
    { id: 'minutes', title: '会议纪要', at: 'decide' },
  ],
  tables: [
    {
      code: 'taper',
      title: '比例',
      clause: '4.2',
      inputs: [{ expression: 'holder' }],
      outputs: [{ name: 'rate' }, { name: 'amount' }],
      rows: [
        { when: ['"champion"'], gives: [8000, 'premium * 0.8'] },
        { when: ['"sme"'], gives: [9000, 'premium * 0.9'], to: '2026-12-31' },
        { when: ['"sme"'], gives: [5000, 'premium * 0.5'], from: '2027-01-01' },
      ],
    },
  ],
  flow: {
    start: 'accept',
    steps: {
      accept: { by: 'window', clause: '4.1', do: { accept: 'scores' } },
      scores: {
        all: { a: { by: 'judge' }, b: { by: 'judge' } },
        clause: '4.2',
        do: { pass: 'decide', fail: 'denied' },
      },
      decide: {
        by: 'head',
        clause: '4.3',
        decision: 'taper',
        do: {
          approve: [
            {
              to: 'paid',
              title: { 'zh-CN': '核定并拨付', en: 'Fix and pay' },
              when: '(score_a + score_b) / 2 >= 60',
              effects: [{ 'bank.file': { amountFen: '= approved', rate: '= proposal.rate' } }],
            },
            { to: 'low', when: '(score_a + score_b) / 2 < 60' },
          ],
          reject: 'denied',
        },
      },
    },
    ends: { paid: '已拨付', low: '未达分', denied: '不予补贴', withdrawn: '撤回', voided: '作废' },
  },
};

const SUBSIDY = definitionOf(SOURCE);
const judge = (name: string) => ({ ...staff('judge'), id: name });

function scored(a: number, b: number): Story {
  return new Story(SUBSIDY)
    .do('2026-09-14 10:00', APPLICANT, 'file', {
      node: 'centre',
      applicant: { party: 'firm' },
      answers: { holder: 'sme', premium: 1_000 },
      files: [{ material: 'policy', file: 'f-policy' }],
    })
    .do('2026-09-14 11:00', WINDOW, 'accept')
    .do('2026-09-15 10:00', judge('a'), 'pass', { answers: { score_a: a } }, 'scores.a#2')
    .do('2026-09-15 11:00', judge('b'), 'pass', { answers: { score_b: b } }, 'scores.b#2');
}

const minutes = [{ material: 'minutes', file: 'f1' }];

describe('what a step asks of whoever acts', () => {
  it('is not asked at filing, and cannot be given there', () => {
    const story = new Story(SUBSIDY);
    const filing = { node: 'centre', applicant: { party: 'firm' } };
    const early = { holder: 'sme', premium: 1_000, score_a: 100 };
    const refusal = story.refused('2026-09-14 10:00', APPLICANT, 'file', {
      ...filing,
      answers: early,
      files: [{ material: 'policy', file: 'f-policy' }],
    });
    expect(refusal.fields).toMatchObject([{ field: 'score_a', code: 'process.field.unknown' }]);
  });

  it('is asked of each member of a block for itself, and kept', () => {
    const story = scored(70, 80);
    expect(story.state.answers).toMatchObject({ score_a: 70, score_b: 80, premium: 1_000 });
    expect(story.where()).toBe('decide');
  });

  it('refuses a vote without its score, with one that is out of range or another’s', () => {
    const story = new Story(SUBSIDY)
      .do('2026-09-14 10:00', APPLICANT, 'file', {
        node: 'centre',
        answers: { holder: 'sme', premium: 1_000 },
        files: [{ material: 'policy', file: 'f-policy' }],
      })
      .do('2026-09-14 11:00', WINDOW, 'accept');
    const vote = (answers: Readonly<Record<string, unknown>>) => {
      const command = { verb: 'pass', branch: 'scores.a#2', input: { answers } };
      const decision = story.try('2026-09-15 10:00', judge('a'), command);
      return decision.ok ? [] : decision.refusal.fields?.map(({ field, code }) => [field, code]);
    };
    expect(vote({})).toEqual([['score_a', 'process.field.missing']]);
    expect(vote({ score_a: 101 })).toEqual([['score_a', 'process.field.out-of-range']]);
    expect(vote({ score_a: 70, score_b: 100 })).toEqual([['score_b', 'process.field.unknown']]);
  });

  it('blocks the step while a document or an answer is missing, but not the way with a reason', () => {
    const story = scored(70, 80);
    const refusal = story.refused('2026-09-16 10:00', HEAD, 'approve');
    expect(refusal.code).toBe('process.form-incomplete');
    expect(refusal.fields?.map(({ field, code }) => [field, code])).toEqual([
      ['approved', 'process.field.missing'],
      ['minutes', 'process.field.not-handed-in'],
    ]);
    story.do('2026-09-16 10:00', HEAD, 'reject', { reason: '材料不实' });
    expect(story.where()).toBe('denied');
  });

  it('is told to the page with the action, under the name the definition gives it', () => {
    const context = contextAt('2026-09-16 10:00', HEAD);
    const [approve] = allowedActions(SUBSIDY, scored(70, 80).state, context);
    expect(approve).toMatchObject({
      title: { en: 'Fix and pay' },
      asks: { fields: ['approved'], materials: ['minutes'] },
      needs: ['answers'],
    });
    const edges = flowOf(SUBSIDY).edges.filter(({ to }) => to === 'paid');
    expect(edges).toMatchObject([{ title: { en: 'Fix and pay' } }]);
  });

  it('never lets an act rewrite what another was asked', () => {
    const story = scored(50, 50);
    const refusal = story.refused('2026-09-16 10:00', HEAD, 'approve', {
      answers: { approved: 900, score_a: 100 },
      files: minutes,
    });
    expect(refusal.fields?.map(({ field }) => field)).toEqual(['score_a']);
  });
});

describe('a decision table', () => {
  it('proposes by the row that held on the day of filing; the person’s amount may be less', () => {
    const story = scored(70, 80);
    const over = { answers: { approved: 901 }, files: minutes };
    const refusal = story.refused('2026-09-16 10:00', HEAD, 'approve', over);
    expect(refusal.fields).toMatchObject([{ field: 'approved', code: 'process.field.rule' }]);
    story.do('2026-09-16 10:00', HEAD, 'approve', { answers: { approved: 850 }, files: minutes });
    const [event] = story.events.slice(-1);
    expect(event?.data.proposal).toEqual({
      table: 'taper',
      outputs: { rate: 9_000, amount: 900 },
      rows: ['2'],
    });
    expect(story.owed).toMatchObject([{ args: { amountFen: 850, rate: 9_000 } }]);
    expect(story.where()).toBe('paid');
  });

  it('does not decide: the scores lead elsewhere', () => {
    const story = scored(50, 60);
    story.do('2026-09-16 10:00', HEAD, 'approve', {
      ...{ reason: '平均不足六十分', answers: { approved: 850 }, files: minutes },
    });
    expect(story.where()).toBe('low');
  });

  it('uses later rows for what is filed later', () => {
    const story = new Story(SUBSIDY).do('2027-01-04 10:00', APPLICANT, 'file', {
      ...{ node: 'centre', answers: { holder: 'sme', premium: 1_000 } },
      files: [{ material: 'policy', file: 'f-policy' }],
    });
    expect(story.state.filedAt).toBe(instant('2027-01-04 10:00'));
    story
      .do('2027-01-04 11:00', WINDOW, 'accept')
      .do('2027-01-05 10:00', judge('a'), 'pass', { answers: { score_a: 90 } }, 'scores.a#2')
      .do('2027-01-05 10:00', judge('b'), 'pass', { answers: { score_b: 90 } }, 'scores.b#2');
    const over = { answers: { approved: 501 }, files: minutes };
    expect(story.refused('2027-01-06 10:00', HEAD, 'approve', over).fields).toHaveLength(1);
  });

  it('is shown where it decides, with the rows of the day of filing', () => {
    const { calendarOf } = contextAt('2026-09-14 10:00', HEAD);
    const rowsOn = (day: string, step = 'decide') =>
      tableBefore(
        SUBSIDY,
        { step, node: 'centre' },
        {
          ...{ calendarOf, filedAt: instant(`${day} 10:00`) },
        },
      )?.rows.map(({ gives }) => gives[0]);
    expect(rowsOn('2026-12-31')).toEqual(['8000', '9000']);
    expect(rowsOn('2027-01-01')).toEqual(['8000', '5000']);
    expect(rowsOn('2026-12-31', 'accept')).toBeUndefined();
  });
});

describe('publication', () => {
  const codes = (change: object) =>
    checkDefinition(definitionOf({ ...SOURCE, ...change }))
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path}`);
  const field = (more: object) => [
    ...SOURCE.form,
    { id: 'x', title: '其他', type: 'text', ...more },
  ];
  const [table] = SOURCE.tables;
  const rows = (...more: object[]) => ({ tables: [{ ...table, rows: more }] });

  it('finds the sample sound', () => {
    expect(codes({})).toEqual([]);
  });

  it('finds what is asked where nobody works or nothing is done', () => {
    expect(codes({ form: field({ at: 'nowhere' }) })).toEqual(['asked-nowhere form.5.at']);
    expect(codes({ form: field({ at: 'scores' }) })).toEqual(['asked-nowhere form.5.at']);
    expect(codes({ form: field({ at: 'decide.a' }) })).toEqual(['asked-nowhere form.5.at']);
    expect(codes({ form: field({ on: ['approve'] }) })).toEqual(['asked-nowhere form.5.on']);
    expect(codes({ form: field({ at: 'accept', on: ['pay'] }) })).toEqual([
      'asked-never form.5.on',
    ]);
  });

  it('finds tables that contradict themselves, do not compile, or cite nothing', () => {
    const high = { when: ['"sme"'], gives: [1, 2] };
    expect(codes(rows(high, { when: ['-'], gives: [2, 2] }))).toEqual(['table-overlap tables.0']);
    expect(codes(rows({ when: ['"sme'], gives: [1, 2] }))).toEqual([
      'bad-table tables.0.rows.0.when.0',
    ]);
    expect(codes(rows({ when: ['-'], gives: ['nobody', 2] }))).toEqual([
      'bad-table tables.0.rows.0.gives.0',
    ]);
    const uncited = { tables: [{ ...table, clause: undefined }] };
    expect(codes(uncited)).toHaveLength(3);
    expect(codes({ tables: [table, table] })).toEqual(['duplicate-id tables.1.code']);
    expect(codes({ tables: [{ ...table, code: 'other' }] })).toEqual([
      'unknown-table flow.steps.decide.decision',
    ]);
  });

  it('warns of inputs that no row covers', () => {
    const definition = definitionOf({ ...SOURCE, ...rows({ when: ['"sme"'], gives: [1, 2] }) });
    const found = checkDefinition(definition).filter(({ code }) => code === 'table-gap');
    expect(found).toMatchObject([{ severity: 'warning', path: 'tables.0' }]);
    expect(found[0]?.values['at']).toContain('champion');
    const whole = checkDefinition(definitionOf(SOURCE));
    expect(whole.filter(({ code }) => code === 'table-gap')).toEqual([]);
  });
});
