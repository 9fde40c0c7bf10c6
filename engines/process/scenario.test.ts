import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runScenario } from './scenario.ts';
import { instantTold, scenario, scenarioFile } from './scenario-form.ts';
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

  it.each([
    ...['2026-09-14 24:00', '2026-09-14 25:61', '2026-09-14 10:60', '2026-02-30 10:00'],
    ...['2026-13-01 10:00', '2026-09-14', '2026-09-14 10:00:60', '2026-09-14 10:00+24:00', ''],
  ])('takes no %j for a time, wherever one stands', (wrong) => {
    const [good, title] = ['2026-09-14 10:00', 'x'];
    const told = (filedAt: string, at: string, due: string) => ({
      ...{ title, given: { filedAt }, when: [{ at, by: 'system', expect: { due } }] },
      expect: { due },
    });
    expect(scenario.safeParse(told(good, good, good)).success).toBe(true);
    const paths = scenario.safeParse(told(wrong, wrong, wrong)).error?.issues ?? [];
    expect(paths.map(({ path }) => path.join('.'))).toEqual([
      'given.filedAt',
      'when.0.at',
      'when.0.expect.due',
      'expect.due',
    ]);
  });

  it('gives an instant for every time its form lets pass', () => {
    const part = (max: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    const zone = fc.oneof(
      fc.constantFrom('', 'Z', ':30', ':30.125'),
      fc.tuple(fc.constantFrom('+', '-'), part(30), part(70)).map(([s, h, m]) => `${s}${h}:${m}`),
    );
    const text = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), part(14), part(33), part(26), part(63), zone)
      .map(([y, mo, d, h, mi, z]) => `${String(y).padStart(4, '0')}-${mo}-${d} ${h}:${mi}${z}`);
    fc.assert(
      fc.property(text, (filedAt) => {
        if (!scenario.safeParse({ title: 'x', given: { filedAt } }).success) return;
        expect(Number.isSafeInteger(instantTold(filedAt, 480))).toBe(true);
      }),
    );
  });

  it('lets an act carry only what a command can', () => {
    const told = (input: unknown) =>
      scenario.safeParse({
        ...{ title: 'x', given: { filedAt: '2026-09-14 10:00' } },
        when: [{ at: '2026-09-14 10:00', by: 'window', verb: 'return', input }],
      }).success;
    expect(told({ items: [{ field: 'revenue', text: 'x' }] })).toBe(true);
    for (const wrong of [{ items: 'x' }, { answers: [1] }, { files: {} }, { reasn: 'x' }]) {
      expect(told(wrong)).toBe(false);
    }
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
