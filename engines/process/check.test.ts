import { describe, expect, it } from 'vitest';
import type { Limit } from '#engines/calendar/index.ts';
import { longestPath } from './check/graph.ts';
import { checkDefinition } from './check/index.ts';
import { roughMinutes } from './check/time.ts';
import type { Finding, Place } from './finding.ts';
import { readDefinition } from './read.ts';
import { ADMISSION, ADMISSION_SOURCE, CALENDAR, definitionOf, NEED } from './testing/sample.ts';

/** Returns a copy of the sample with one dotted path set (or, with undefined, removed). */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(ADMISSION_SOURCE) as unknown;
  const keys = path.split('.');
  // The paths of the cases below lead through records only.
  let at = copy as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = keys.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

function codes(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((one) => `${one.severity[0]} ${one.code} ${one.path}`))];
}

describe('a definition that is right', () => {
  it('has no finding', () => {
    expect(codes(checkDefinition(ADMISSION, { calendar: CALENDAR }))).toEqual([]);
    expect(codes(checkDefinition(NEED, { calendar: CALENDAR }))).toEqual([]);
  });
});

describe('one planted fault', () => {
  const step = 'flow.steps';
  it.each<[string, string, unknown, string]>([
    [
      'an unknown target',
      `${step}.accept.do.refuse`,
      'nowhere',
      `e unknown-target ${step}.accept.do.refuse`,
    ],
    ['an unknown start', 'flow.start', 'begin', 'e unknown-start flow.start'],
    [
      'a step without clause',
      `${step}.decide.clause`,
      undefined,
      `e missing-clause ${step}.decide`,
    ],
    ['a step without role', `${step}.accept.by`, undefined, `e step-without-role ${step}.accept`],
    [
      'a limit that is none',
      `${step}.decide.within`,
      '1 day',
      `e not-a-limit ${step}.decide.within`,
    ],
    [
      'a statutory limit of a park service',
      'limits.statutory',
      '20wd',
      'e statutory-without-power limits.statutory',
    ],
    ['a power without its limit', 'nature', '行政许可', 'e power-without-limit limits'],
    [
      'a pause without ground',
      `${step}.panel.ground`,
      undefined,
      `e suspension-without ${step}.panel`,
    ],
    [
      'a pause without maximum',
      `${step}.panel.max`,
      undefined,
      `e suspension-without ${step}.panel`,
    ],
    [
      'a lapse without clause',
      'flow.ends.lapsed',
      '逾期',
      'e lapse-without-clause flow.ends.lapsed',
    ],
    [
      'a cycle nothing limits',
      `${step}.amend.once`,
      undefined,
      `e cycle-without-limit ${step}.accept`,
    ],
    ['an unknown name', 'applicant.when', 'applicnt.registered', 'e unknown-name applicant.when'],
    ['a broken expression', 'applicant.when', '1 +', 'e bad-expression applicant.when'],
    [
      'an unknown effect',
      `${step}.decide.do.approve`,
      { to: 'granted', effects: ['robot.send'] },
      `e unknown-effect ${step}.decide.do.approve.effects.0`,
    ],
    [
      'an effect nothing undoes',
      `${step}.decide.do.approve`,
      { to: 'granted', effects: [{ 'account.post': {} }] },
      `e effect-without-undo ${step}.decide.do.approve.effects.0`,
    ],
    [
      'a step nothing leads to',
      `${step}.panel.do`,
      { done: 'panel' },
      `e no-way-to-an-end ${step}.panel`,
    ],

    [
      'an obligation at no end',
      'obligations',
      [{ id: 'a', at: 'x', title: 'x', due: '3m', clause: '1' }],
      'e unknown-end obligations.0.at',
    ],
    ['no promise', 'limits', {}, 'e no-promise limits'],
    [
      'a rung of no clock',
      'rungs',
      [{ at: '80%', to: 'head', of: 'statutory' }],
      'e rung-never-fires rungs.0',
    ],
    [
      'the same id twice',
      'materials',
      [{ id: 'revenue', title: 'x' }],
      'e duplicate-id materials.0.id',
    ],
    ['a title that is no field', 'about', 'colour', 'e about-unfit about'],
    ['a title that is no text', 'about', 'revenue', 'e about-unfit about'],
    ['an end nothing reaches', 'flow.ends.spare', '多余', 'w unreached-end flow.ends.spare'],
    [
      'overdue without limit',
      `${step}.amend.within`,
      undefined,
      `e overdue-without-limit ${step}.amend.overdue`,
    ],
    [
      'a pause before acceptance',
      `${step}.accept.do.consult`,
      'panel',
      `e suspended-before-acceptance ${step}.panel.clock`,
    ],
    [
      'a return after acceptance',
      `${step}.decide.do.return`,
      'amend',
      `e not-started-after-acceptance ${step}.amend.clock`,
    ],
    [
      'a path beyond the promise',
      'limits.promised',
      '2wd',
      'w path-beyond-promise limits.promised',
    ],
  ])('%s is found', (...[_name, path, value, expected]) => {
    const found = codes(checkDefinition(definitionOf(changed(path, value))));
    expect(found).toContain(expected);
  });

  it('a role nobody has, an unknown class, node and clause are found where publication knows', () => {
    const found = codes(
      checkDefinition(ADMISSION, {
        roles: ['window'],
        classes: ['needs'],
        nodes: [],
        clauses: ['5.2'],
      }),
    );
    expect(found).toContain('e nobody-has-role flow.steps.decide.by');
    expect(found).toContain('e nobody-has-role flow.steps.review.all.finance.by');
    expect(found).toContain('e unknown-class class');
    expect(found).toContain('e unknown-clause flow.steps.amend.clause');
    expect(codes(checkDefinition(ADMISSION, { clauses: [] }))).toContain(
      'e unknown-standard standard.number',
    );
  });

  it('a promise longer than the statutory limit is found', () => {
    const source = {
      ...ADMISSION_SOURCE,
      nature: '行政许可',
      holder: '示例机关',
      basis: [{ title: '示例法', from: '2027-01-01' }],
      limits: { promised: '1m', statutory: '20wd' },
    };
    const found = codes(checkDefinition(definitionOf(source), { effectiveOn: '2026-01-01' }));
    expect(found).toContain('e promise-beyond-statutory limits.promised');
    expect(found).toContain('e basis-too-young basis.0.from');
    expect(found).toContain('e adverse-without-remedy flow.ends.denied');
  });
});

describe('a counter-example', () => {
  it('is the shortest story to the dead end', () => {
    const source = changed('flow.steps.accept', {
      by: 'window',
      clause: '5.2',
      times: 2,
      do: { accept: 'review', return: 'amend' },
    });
    const found = checkDefinition(definitionOf(source)).find((one) => one.code === 'dead-end');
    expect(found).toBeUndefined();
    const trap = changed('flow.steps.decide.do', { reject: 'trap' });
    const withTrap = structuredClone(trap) as typeof ADMISSION_SOURCE;
    Object.assign(withTrap.flow.steps, {
      trap: { by: 'head', clause: '9', do: { again: 'trap' }, times: 2 },
    });
    const dead = checkDefinition(definitionOf(withTrap)).find((one) => one.code === 'dead-end');
    expect(dead?.story?.map((line) => `${line.by}:${line.verb}`)).toEqual([
      'window:accept',
      'finance-desk:fail',
      'head:reject',
      'head:again',
    ]);
  });
});

describe('reading', () => {
  it.each(['flow.steps.accept.do.accept', 'flow.start', 'flow.steps.amend.overdue', 'class'])(
    'takes no name that every object has at %s',
    (path) => {
      const { definition, findings } = readDefinition(changed(path, 'constructor'));
      expect(definition).toBeUndefined();
      expect(findings.map((one) => one.path)).toEqual([path]);
    },
  );

  it('takes no such name for a field, a step or an end either', () => {
    for (const path of ['flow.steps.constructor', 'flow.ends.constructor']) {
      const [, , name = ''] = path.split('.');
      const value = path.includes('steps') ? { by: 'head', do: {} } : { title: name };
      expect(readDefinition(changed(path, value)).definition).toBeUndefined();
    }
    const form = [{ id: 'toString', title: 'x', type: 'text' }];
    expect(readDefinition(changed('form', form)).findings).toMatchObject([{ path: 'form.0.id' }]);
  });

  const locate = (path: string): Place | undefined =>
    path === 'flow.steps.accept' ? { line: 7, column: 3 } : undefined;

  it('gives all findings of shape with path and the nearest line', () => {
    const source = changed('flow.steps.accept', {
      by: 'window',
      wihtin: '1wd',
      clock: 'slow',
      do: {},
    });
    const { definition, findings } = readDefinition(source, locate);
    expect(definition).toBeUndefined();
    expect(findings.map((one) => [one.code, one.path, one.line])).toEqual([
      ['not-one-of', 'flow.steps.accept.clock', 7],
      ['unknown-field', 'flow.steps.accept.wihtin', 7],
    ]);
  });

  it('never throws, whatever it is given', () => {
    for (const value of [null, 3, 'x', [], {}, { flow: { steps: { a: null } } }, { flow: 1 }]) {
      expect(readDefinition(value).findings.length).toBeGreaterThan(0);
    }
  });

  it('fills in defaults and leaves no undefined member', () => {
    expect(JSON.parse(JSON.stringify(ADMISSION))).toEqual(ADMISSION);
    expect(ADMISSION.flow.steps['review']).toMatchObject({ kind: 'block', need: 2, join: 'all' });
    expect(ADMISSION.powers.void).toBe('head');
    expect(NEED.limits.from).toBe('filed');
  });

  it('names the path of each value that is missing at the top', () => {
    expect(readDefinition({}).findings.map((one) => one.path)).toEqual([
      'code',
      'title',
      'class',
      'nature',
      'standard',
      'kind',
      'flow',
    ]);
  });
});

describe('the longest path', () => {
  const looping = (once: object) =>
    definitionOf({
      ...ADMISSION_SOURCE,
      suspensions: [],
      flow: {
        ...ADMISSION_SOURCE.flow,
        steps: {
          ...ADMISSION_SOURCE.flow.steps,
          decide: {
            by: 'head',
            within: '1wd',
            clause: '5.6',
            do: { approve: 'granted', reject: 'denied', ask: 'more' },
          },
          more: {
            by: 'finance-desk',
            within: '1wd',
            clause: '5.6',
            do: { done: 'decide' },
            ...once,
          },
        },
      },
    });
  const minutes = (limit: Limit) => roughMinutes(limit) / 480;

  it('counts a loop that may be gone once, once', () => {
    const path = longestPath(looping({ once: true }), minutes);
    expect(path).toEqual({ minutes: 5, steps: ['review', 'decide', 'more', 'decide', 'granted'] });
  });

  it('is found where a loop has no limit at all, too', () => {
    expect(longestPath(looping({}), minutes)?.minutes).toBeGreaterThanOrEqual(3);
    expect(codes(checkDefinition(looping({})))).toContain(
      'e cycle-without-limit flow.steps.decide',
    );
  });
});
