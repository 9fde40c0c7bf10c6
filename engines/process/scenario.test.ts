import { describe, expect, it } from 'vitest';
import { runScenario, scenario, scenarioFile } from './scenario.ts';
import { ADMISSION, CALENDAR, NEED } from './testing/sample.ts';

const context = {
  calendarOf: () => CALENDAR,
  parentOf: (node: string) => (node === 'station' ? 'centre' : undefined),
  node: 'centre',
  offsetMinutes: 480,
};

const facts = { applicant: { registered: true } };

describe('a scenario', () => {
  it('plays acts and compares step, phase, due and clock', () => {
    const told = scenario.parse({
      title: '受理当日联审',
      clause: '5.4',
      given: { filedAt: '2026-09-14 10:00', facts, form: { revenue: 50 } },
      when: [
        {
          at: '2026-09-14 11:00',
          by: 'window',
          verb: 'accept',
          expect: { step: 'review', due: '2026-09-21 17:30' },
        },
        {
          at: '2026-09-14 14:00',
          by: 'finance-desk',
          verb: 'pass',
          expect: { step: 'review.science' },
        },
        {
          at: '2026-09-15 10:00',
          by: 'science-desk',
          verb: 'consult',
          expect: { phase: 'special-procedure', due: null, paused: true },
        },
        { at: '2026-11-02 10:00', by: 'system', expect: { paused: false } },
        { at: '2026-11-02 10:00', by: 'expert-panel', verb: 'done' },
        { at: '2026-11-04 11:00', by: 'head', verb: 'approve' },
      ],
      expect: {
        end: 'granted',
        first: 'window@centre',
        effects: ['document.render', 'licence.issue', 'obligation.start'],
        clock: { kind: 'promised', state: 'missed' },
      },
    });
    const result = runScenario(ADMISSION, told, context);
    expect(result.misses).toEqual([]);
    expect(result.ok).toBe(true);
  });

  it('says what did not hold, with what was there instead', () => {
    const told = scenario.parse({
      title: 'x',
      given: { filedAt: '2026-09-14 10:00', facts, form: { revenue: 50 } },
      when: [{ at: '2026-09-14 11:00', by: 'finance-desk', verb: 'accept' }],
      expect: { step: 'review', refused: null },
    });
    const { ok, misses } = runScenario(ADMISSION, told, context);
    expect(ok).toBe(false);
    expect(misses.map((miss) => miss.what)).toEqual(['refused', 'step', 'refused']);
    expect(misses[1]).toMatchObject({ expected: ['review'], actual: ['accept'] });
  });

  it('expects refusals, at filing too', () => {
    const told = scenario.parse({
      title: '未在园区注册',
      given: {
        filedAt: '2026-09-14 10:00',
        facts: { applicant: { registered: false } },
        form: { revenue: 50 },
      },
      expect: { refused: 'not-eligible', step: [] },
    });
    expect(runScenario(ADMISSION, told, context).misses).toEqual([]);
  });

  it('lets the system do what is due: silence closes a need', () => {
    const told = scenario.parse({
      title: '静默办结',
      given: { filedAt: '2026-09-14 10:00', needClass: 'space', channel: 'phone' },
      when: [
        { at: '2026-09-14 10:05', by: 'dispatcher', verb: 'dispatch', input: { node: 'station' } },
        { at: '2026-09-14 10:10', by: 'steward', verb: 'claim', expect: { node: 'station' } },
        { at: '2026-09-14 16:00', by: 'steward', verb: 'resolve', input: { note: '已协调' } },
        { at: '2026-09-18 09:00', by: 'system' },
      ],
      expect: [{ end: 'settled' }, { closedBy: 'silence', confirmed: false, rungs: 0 }],
    });
    expect(runScenario(NEED, told, context).misses).toEqual([]);
  });

  it('is read strictly: a misspelt expectation is an error, not ignored', () => {
    const file = {
      service: 'x',
      cases: [{ title: 'x', given: { filedAt: '2026-09-14 10:00' }, expect: { stpe: 'a' } }],
    };
    expect(scenarioFile.safeParse(file).success).toBe(false);
  });
});

describe('effects, fields and proposals of a scenario', () => {
  it('are compared by verb, or by the arguments that are named', () => {
    const told = scenario.parse({
      title: '准予',
      given: { filedAt: '2026-09-14 10:00', facts, form: { revenue: 50 } },
      when: [
        { at: '2026-09-14 11:00', by: 'window', verb: 'accept' },
        { at: '2026-09-14 14:00', by: 'finance-desk', verb: 'pass' },
        { at: '2026-09-14 14:10', by: 'science-desk', verb: 'pass' },
        { at: '2026-09-14 15:00', by: 'head', verb: 'approve' },
      ],
      expect: {
        effects: ['document.render', { 'licence.issue': { amount: 100 } }, 'obligation.start'],
      },
    });
    expect(runScenario(ADMISSION, told, context).misses).toEqual([]);
    const wrong = {
      ...told,
      expect: { effects: ['document.render', { 'licence.issue': { amount: 99 } }] },
    };
    const [miss] = runScenario(ADMISSION, wrong, context).misses;
    const actual = ['document.render', { 'licence.issue': { amount: 100 } }, 'obligation.start'];
    expect(miss).toMatchObject({ what: 'effects', actual });
  });

  it('name the fields an application was refused for', () => {
    const told = scenario.parse({
      title: '未填收入',
      given: { filedAt: '2026-09-14 10:00', facts, form: {} },
      expect: { refused: 'form-incomplete', fields: ['revenue'] },
    });
    expect(runScenario(ADMISSION, told, context).misses).toEqual([]);
  });
});
