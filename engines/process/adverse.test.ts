import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { PROPOSALS_MAX } from './adverse.ts';
import { allowedActions } from './allowed.ts';
import { checkDefinition } from './check/index.ts';
import { dueCommands } from './due.ts';
import { readDefinition } from './read.ts';
import {
  ADMISSION_SOURCE,
  APPLICANT,
  contextAt,
  definitionOf,
  FINANCE,
  HEAD,
  SCIENCE,
  staff,
  Story,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';
import { writtenDefinition } from './written.ts';

const DENIED = {
  title: '不予通过',
  clause: '5.14',
  document: 'denial',
  remedy: '可以依法申请行政复议或者提起行政诉讼。',
};
const RULE = {
  end: 'denied',
  kind: 'refusal',
  by: 'head',
  statement: '3wd',
  document: 'prior-notice',
  decides: { role: 'bureau-head', body: '示例审批局' },
  clause: '5.14',
};
const POWER_SOURCE = {
  ...ADMISSION_SOURCE,
  nature: '行政许可',
  holder: '示例审批局',
  basis: [{ title: '行政许可法', clause: '38' }],
  limits: { promised: '5wd', statutory: '20wd', clause: '5.9' },
  flow: { ...ADMISSION_SOURCE.flow, ends: { ...ADMISSION_SOURCE.flow.ends, denied: DENIED } },
};
const withRule = (rule: object, source: object = POWER_SOURCE) =>
  definitionOf({ ...source, adverse: [rule] });
const LICENSING = withRule(RULE);
const BUREAU = staff('bureau-head');

function proposed(definition = LICENSING): Story {
  return new Story(definition)
    .do('2026-09-14 10:00', APPLICANT, 'file', {
      node: 'centre',
      applicant: { party: 'firm', kind: 'enterprise' },
      answers: { revenue: 50 },
    })
    .do('2026-09-14 10:30', WINDOW, 'accept')
    .do('2026-09-14 11:00', FINANCE, 'pass')
    .do('2026-09-14 11:00', SCIENCE, 'pass')
    .do('2026-09-14 14:00', HEAD, 'reject', { reason: '不符合条件' });
}

const codes = (definition: ReturnType<typeof definitionOf>) =>
  checkDefinition(definition).map(({ code, path }) => `${code} ${path}`);

describe('an adverse act', () => {
  it('is proposed, told, answered and decided by the competent body by name', () => {
    const story = proposed();
    expect(story.where()).toBe('denied-notice');
    expect(story.state.end).toBeUndefined();
    story
      .do('2026-09-15 09:30', HEAD, 'notify', { proof: '送达回证 1 号' })
      .do('2026-09-16 09:30', APPLICANT, 'state', { note: '材料可以补充说明' })
      .do('2026-09-17 09:30', BUREAU, 'decide-adverse', { reason: '理由不成立', note: '已核对' });
    expect(story.where()).toBe('denied');
    expect(story.types().slice(-4)).toEqual([
      'case.adverse-proposed',
      'case.adverse-notified',
      'case.stated',
      'case.adverse-decided',
    ]);
    expect(story.state.adverse).toMatchObject({
      end: 'denied',
      kind: 'refusal',
      body: { 'zh-CN': '示例审批局' },
      decider: BUREAU.id,
      proposed: { by: HEAD.id },
      decided: { by: BUREAU.id },
    });
    expect(story.events.slice(-4).map(({ clause }) => clause)).toEqual([
      '5.6',
      '5.14',
      '5.14',
      '5.14',
    ]);
    expect(story.effects).toContain('document.render');
  });

  it('is never decided before the statement is made, waived, or its time is over', () => {
    const story = proposed().do('2026-09-15 09:30', HEAD, 'notify', { proof: 'x' });
    expect(story.refused('2026-09-15 10:00', BUREAU, 'decide-adverse', { reason: 'x' }).code).toBe(
      'process.verb-not-here',
    );
    const due = (time: string) =>
      dueCommands(LICENSING, story.state, contextAt(time, SYSTEM)).map(({ verb }) => verb);
    expect(due('2026-09-18 17:30')).not.toContain('overdue');
    expect(due('2026-09-18 17:31')).toContain('overdue');
    const [late] = dueCommands(
      LICENSING,
      story.state,
      contextAt('2026-09-18 17:31', SYSTEM),
    ).filter(({ verb }) => verb === 'overdue');
    expect(story.try('2026-09-18 17:31', SYSTEM, late ?? { verb: '' }).ok).toBe(true);
    expect(story.where()).toBe('denied-decision');
  });

  it('asks for an answer to a statement only where one was made', () => {
    const needsOf = (story: Story) => {
      const actions = allowedActions(LICENSING, story.state, contextAt('2026-09-16 10:00', BUREAU));
      const found = actions.find(({ verb }) => verb === 'decide-adverse');
      return found?.allowed === true ? found.needs : [];
    };
    const told = () => proposed().do('2026-09-15 09:30', HEAD, 'notify', { proof: 'x' });
    expect(needsOf(told().do('2026-09-16 09:00', APPLICANT, 'state', { note: 'x' }))).toEqual([
      'reason',
      'note',
    ]);
    expect(needsOf(told().do('2026-09-16 09:00', APPLICANT, 'waive'))).toEqual(['reason']);
  });

  it('is not decided by the hand that proposed it', () => {
    const both = { ...HEAD, roles: [...HEAD.roles, { role: 'bureau-head', node: 'centre' }] };
    const story = proposed()
      .do('2026-09-15 09:30', HEAD, 'notify', { proof: 'x' })
      .do('2026-09-15 10:30', APPLICANT, 'waive');
    expect(
      story.refused('2026-09-15 11:00', both, 'decide-adverse', { reason: 'x' }),
    ).toMatchObject({
      code: 'process.adverse-same-hand',
      clause: '5.14',
    });
  });

  it('can be let rest, and is proposed only so often', () => {
    const story = proposed();
    for (let round = 1; round < PROPOSALS_MAX; round += 1) {
      story
        .do(`2026-09-1${5 + round} 09:30`, HEAD, 'drop-adverse', { reason: '再查' })
        .do(`2026-09-1${5 + round} 10:30`, HEAD, 'reject', { reason: 'x' });
    }
    story.do('2026-09-21 09:30', HEAD, 'drop-adverse', { reason: '再查' });
    expect(story.where()).toBe('decide');
    expect(story.refused('2026-09-21 10:30', HEAD, 'reject', { reason: 'x' }).code).toBe(
      'process.times-exceeded',
    );
  });

  it('reads back from what is written to the same bytes', () => {
    const again = readDefinition(JSON.parse(JSON.stringify(writtenDefinition(LICENSING))));
    expect(again.findings).toEqual([]);
    // Plain data, read and written.
    expect(canonicalJson(again.definition as never)).toBe(canonicalJson(LICENSING as never));
  });
});

describe('the check of adverse acts', () => {
  it('finds nothing wrong with one that is complete', () => {
    expect(codes(LICENSING).filter((one) => /adverse-(untold|only)|adverse\.0/.test(one))).toEqual(
      [],
    );
  });

  it('lets a park only propose', () => {
    const park = { ...POWER_SOURCE, nature: '园区服务', limits: ADMISSION_SOURCE.limits };
    expect(codes(withRule(RULE, park))).toContain('adverse-only-proposed adverse.0.decides.role');
    expect(codes(withRule({ ...RULE, decides: {} }, park))).toContain(
      'adverse-without-body adverse.0.decides',
    );
    const outside = withRule({ ...RULE, decides: { body: '示例审批局' } }, park);
    expect(codes(outside).filter((one) => one.startsWith('adverse'))).toEqual([]);
    const story = proposed(outside)
      .do('2026-09-15 09:30', HEAD, 'notify', { proof: 'x' })
      .do('2026-09-15 10:30', APPLICANT, 'waive');
    expect(
      story.refused('2026-09-15 11:00', HEAD, 'decide-adverse', { reason: 'x' }),
    ).toMatchObject({
      values: { need: 'decider' },
    });
    story.do('2026-09-15 11:00', HEAD, 'decide-adverse', {
      reason: '据来文',
      decider: '示例审批局 负责人',
      proof: '示审决〔2026〕1号',
    });
    expect(story.state.adverse?.decider).toBe('示例审批局 负责人');
  });

  it('wants document, remedy, basis and clause, and an end that somebody proposes', () => {
    const { clause: _clause, ...bare } = RULE;
    const ends = { ...ADMISSION_SOURCE.flow.ends };
    const poor = { ...POWER_SOURCE, basis: [], flow: { ...ADMISSION_SOURCE.flow, ends } };
    const found = checkDefinition(withRule(bare, poor)).filter(
      ({ code }) => code === 'adverse-without',
    );
    expect(found.map(({ values }) => values['part'])).toEqual([
      'document',
      'remedy',
      'basis',
      'clause',
    ]);
    expect(codes(withRule({ ...RULE, end: 'granted' }))).toContain(
      'adverse-end-is-none adverse.0.end',
    );
    expect(codes(withRule({ ...RULE, end: 'voided' }))).toContain(
      'adverse-never-proposed adverse.0',
    );
  });

  it('finds refusals of a power decided without prior notice, and what is taken away so', () => {
    const plain = definitionOf(POWER_SOURCE);
    expect(codes(plain)).toContain('adverse-untold flow.steps.decide.do.reject');
    const untold = checkDefinition(plain).filter(({ code }) => code === 'adverse-untold');
    expect(untold.map(({ severity }) => severity)).toEqual(['error']);
    const { decide } = ADMISSION_SOURCE.flow.steps;
    const revoking = definitionOf({
      ...POWER_SOURCE,
      flow: {
        ...POWER_SOURCE.flow,
        steps: {
          ...ADMISSION_SOURCE.flow.steps,
          decide: {
            ...decide,
            do: { ...decide.do, reject: { to: 'denied', effects: ['licence.revoke'] } },
          },
        },
      },
    });
    expect(codes(revoking)).toContain('taken-without-notice flow.steps.decide.do.reject.effects.0');
  });
});
