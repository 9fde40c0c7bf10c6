import { parseInstant } from '#engines/calendar/index.ts';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check/index.ts';
import { clocksOf } from './clocks.ts';
import { decide } from './decide.ts';
import { commandsAhead, dueCommands, rungsAhead } from './due.ts';
import { readDefinition } from './read.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  CALENDAR,
  contextAt,
  definitionOf,
  filedAdmission,
  filedNeed,
  HEAD,
  instant,
  NEED,
  NEED_SOURCE,
  staff,
  Story,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';

const calendarOf = () => CALENDAR;
const at = (time: string) => ({ now: parseInstant(instant(time)), calendarOf });

function reading(story: Story, kind: string, time: string) {
  return clocksOf(story.definition, story.state, at(time)).findLast((one) => one.kind === kind);
}

describe('clocks', () => {
  it('run in parallel: promised from acceptance, step from its opening', () => {
    const story = filedAdmission();
    expect(
      clocksOf(story.definition, story.state, at('2026-09-14 10:00')).map((one) => one.id),
    ).toEqual(['step:accept#1']);
    story.do('2026-09-14 11:00', WINDOW, 'accept');
    const found = clocksOf(story.definition, story.state, at('2026-09-14 12:00'));
    expect(found.map((one) => one.id)).toEqual([
      'promised#1',
      'step:review.finance#2',
      'step:review.science#2',
    ]);
    expect(found.map((one) => one.clause)).toEqual(['5.9', '5.4', '5.4']);
  });

  it('warn from four fifths on and then say overdue', () => {
    const story = filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
    const lamps = ['2026-09-15 10:00', '2026-09-21 10:00', '2026-09-21 17:30', '2026-09-22 09:00'];
    expect(lamps.map((time) => reading(story, 'promised', time)?.lamp)).toEqual([
      'normal',
      'soon',
      'soon',
      'overdue',
    ]);
  });

  it('are not changed by a transfer, but for the clock of the step', () => {
    const story = filedNeed().do('2026-09-14 10:10', staff('dispatcher'), 'dispatch', {
      node: 'station',
    });
    const before = reading(story, 'promised', '2026-09-14 11:00');
    story.do('2026-09-14 10:30', staff('steward', 'station'), 'transfer', {
      node: 'district',
      reason: 'x',
    });
    expect(reading(story, 'promised', '2026-09-14 11:00')).toEqual(before);
    expect(reading(story, 'step', '2026-09-14 11:00')?.node).toBe('district');
  });

  it('keep the answer owed while the case stands still, and stop it at the first answer', () => {
    const story = filedNeed().do('2026-09-14 10:10', staff('dispatcher'), 'dispatch', {
      node: 'station',
    });
    expect(reading(story, 'response', '2026-09-14 11:00')?.state).toBe('running');
    story.do('2026-09-14 10:30', staff('steward', 'station'), 'claim');
    expect(reading(story, 'response', '2026-09-14 11:00')?.state).toBe('met');
  });
});

describe('what happens by itself', () => {
  it('is listed with its instants, soonest first', () => {
    const story = filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
    const rungs = rungsAhead(story.definition, story.state, at('2026-09-14 11:00'));
    expect(rungs.map((rung) => [rung.key, rung.role])).toEqual([['promised#1@8000>head', 'head']]);
    const ahead = commandsAhead(
      story.definition,
      story.state,
      contextAt('2026-09-14 11:00', SYSTEM),
    );
    expect(ahead).toEqual([
      { at: rungs[0]?.at, command: { verb: 'rung', input: { key: rungs[0]?.key } } },
    ]);
  });

  it('is never issued before its instant and always possible at it', () => {
    const story = filedAdmission().do('2026-09-14 10:30', WINDOW, 'return', {
      items: [{ field: 'revenue', text: 'y' }],
    });
    const [lapse] = commandsAhead(
      story.definition,
      story.state,
      contextAt('2026-09-14 10:30', SYSTEM),
    );
    expect(lapse?.command.verb).toBe('overdue');
    const due = instant('2026-10-05 17:30');
    const context = contextAt('2026-10-05 17:30', SYSTEM);
    expect(dueCommands(story.definition, story.state, context)).toEqual([]);
    expect(lapse?.at).toBe(parseInstant(due) + 1);
  });

  it('counts silence of the office as acceptance from the day of receipt', () => {
    const power = definitionOf({
      ...ADMISSION_SOURCE,
      nature: '行政许可',
      limits: { promised: '5wd', statutory: '20wd' },
      accept: { 'notify-deficiency': '5wd', silent: 'deemed-accepted' },
    });
    const story = new Story(power).do('2026-09-14 10:00', APPLICANT, 'file', {
      node: 'centre',
      answers: { revenue: 1 },
    });
    expect(story.refused('2026-09-21 17:00', SYSTEM, 'deem-accepted').code).toBe(
      'process.too-early',
    );
    story.do('2026-09-22 09:00', SYSTEM, 'deem-accepted');
    expect(story.where()).toBe('review.finance review.science');
    expect([
      story.state.acceptedAt,
      reading(story, 'statutory', '2026-09-22 10:00')?.start,
    ]).toEqual([instant('2026-09-14 10:00'), parseInstant(instant('2026-09-14 10:00'))]);
  });

  it('records that a calendar changed with the deadlines on the new one', () => {
    const story = filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
    expect(
      story.refused('2026-09-15 09:00', SYSTEM, 'calendar-changed', { key: CALENDAR.version }).code,
    ).toBe('process.calendar-unchanged');
    story.do('2026-09-15 09:00', SYSTEM, 'calendar-changed', { key: 'older' });
    expect(story.events.at(-1)?.data.dues?.[0]).toEqual({
      clock: 'promised#1',
      due: instant('2026-09-21 17:30'),
    });
  });

  it('says what was told before beside what is due now, and nothing where nothing moved', () => {
    const story = filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
    const changed = (promised: string) =>
      decide(
        ADMISSION,
        story.state,
        { verb: 'calendar-changed' },
        {
          ...contextAt('2026-09-15 09:00', SYSTEM),
          duesBefore: { promised },
        },
      );
    const told = changed(instant('2026-09-18 17:30'));
    expect(told.ok && told.events[0]?.data.dues).toContainEqual({
      ...{ clock: 'promised#1', before: instant('2026-09-18 17:30') },
      due: instant('2026-09-21 17:30'),
    });
    expect(changed(instant('2026-09-21 17:30'))).toMatchObject({
      refusal: { code: 'process.calendar-unchanged' },
    });
  });
});

describe('blocks of any and of n', () => {
  function reviewed(members: object): Story {
    const source = structuredClone(ADMISSION_SOURCE) as unknown as {
      flow: { steps: Record<string, unknown> };
    };
    source.flow.steps['review'] = {
      ...members,
      clause: '5.4',
      do: { pass: 'decide', fail: 'decide' },
    };
    source.flow.steps['panel'] = { by: 'head', clause: '5.5', do: { done: 'decide' } };
    const { definition, findings } = readDefinition(source);
    if (!definition) throw new Error(JSON.stringify(findings));
    return new Story(definition)
      .do('2026-09-14 10:00', APPLICANT, 'file', { node: 'centre', answers: { revenue: 1 } })
      .do('2026-09-14 11:00', WINDOW, 'accept');
  }
  const desks = { a: { by: 'a' }, b: { by: 'b' }, c: { by: 'c' } };

  it('any passes at the first pass', () => {
    const story = reviewed({ any: desks }).do('2026-09-14 14:00', staff('a'), 'fail', {
      reason: 'x',
    });
    story.do('2026-09-14 15:00', staff('b'), 'pass');
    expect([story.where(), story.types().at(-1)]).toEqual(['decide', 'case.block-passed']);
  });

  it('n passes at the n-th pass and fails when n can no longer be reached', () => {
    const story = reviewed({ n: desks, join: 2 }).do('2026-09-14 14:00', staff('a'), 'pass');
    expect(story.where()).toBe('review.b review.c');
    story.do('2026-09-14 15:00', staff('c'), 'pass');
    expect(story.where()).toBe('decide');
    const lost = reviewed({ n: desks, join: 2 }).do('2026-09-14 14:00', staff('a'), 'fail', {
      reason: 'x',
    });
    lost.do('2026-09-14 15:00', staff('b'), 'fail', { reason: 'x' });
    expect(lost.types().at(-1)).toBe('case.block-failed');
  });

  it('contradictions are findings', () => {
    for (const members of [
      { n: desks },
      { n: desks, join: 4 },
      { all: desks, join: 'any' },
      { all: {} },
    ]) {
      expect(() => reviewed(members)).toThrow('join-mismatch');
    }
    expect(HEAD.roles).toHaveLength(1);
  });
});

describe('a matter that was asked before it is filed', () => {
  const LATE = definitionOf({
    ...NEED_SOURCE,
    occurred: { proof: '走访记录', within: '1wd', clause: '6.7' },
  });
  const startOf = (definition: typeof LATE, more: object, filedAt = '2026-09-14 16:00') => {
    const story = new Story(definition).do(filedAt, APPLICANT, 'file', {
      ...{ node: 'centre', channel: 'station', needClass: 'space', applicant: { party: 'firm' } },
      occurredAt: instant('2026-09-14 10:00'),
      ...more,
    });
    return story.state.clocks.map(({ startedAt }) => startedAt);
  };
  const asked = instant('2026-09-14 10:00');
  const filed = instant('2026-09-14 16:00');

  it('is timed from then where the definition says so, with proof and in time', () => {
    expect(startOf(LATE, { proof: '走访记录 7 号' })).toEqual([asked, asked]);
  });

  it.each([{}, { proof: '' }, { proof: '  ' }])('is refused without the proof: %j', (more) => {
    const refusal = new Story(LATE).refused('2026-09-14 16:00', APPLICANT, 'file', {
      ...{ node: 'centre', channel: 'station', needClass: 'space', applicant: { party: 'firm' } },
      occurredAt: instant('2026-09-14 10:00'),
      ...more,
    });
    expect(refusal).toMatchObject({
      ...{ code: 'process.occurrence-unproven', clause: '6.7', values: { proof: '走访记录' } },
      ...{
        next: 'process.next.prove-occurrence',
        fields: [{ field: 'proof', code: 'process.field.no-proof' }],
      },
    });
  });

  it('is timed from filing without the rule, or when it is filed too late', () => {
    expect(startOf(NEED, { proof: '走访记录 7 号' })).toEqual([filed, filed]);
    expect(startOf(NEED, {})).toEqual([filed, filed]);
    const later = '2026-09-16 10:00';
    expect(startOf(LATE, { proof: 'x' }, later)).toEqual([instant(later), instant(later)]);
    expect(startOf(LATE, {}, later)).toEqual([instant(later), instant(later)]);
    expect(startOf(LATE, { proof: 'x', occurredAt: '2099-01-01T00:00:00.000Z' })).toEqual([
      filed,
      filed,
    ]);
    expect(startOf(LATE, { proof: 'x', occurredAt: 'gestern' })).toEqual([filed, filed]);
  });

  it('needs a clause and a real lag', () => {
    const bare = definitionOf({ ...NEED_SOURCE, occurred: { proof: 'x', within: 'bald' } });
    const found = checkDefinition(bare).map(({ code, path }) => `${code} ${path}`);
    expect(found).toContain('missing-clause occurred');
    expect(found).toContain('not-a-limit occurred.within');
  });
});
