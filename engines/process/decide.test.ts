import { describe, expect, it } from 'vitest';
import {
  contextAt,
  filedAdmission,
  filedNeed,
  FINANCE,
  HEAD,
  ADMISSION,
  APPLICANT,
  NEED,
  SCIENCE,
  staff,
  Story,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';
import { allowedActions } from './allowed.ts';
import { clocksOf } from './clocks.ts';
import { parseInstant } from '#engines/calendar/index.ts';
import { decide } from './decide.ts';
import { emptyState, phaseOf } from './state.ts';

function accepted(): Story {
  return filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
}

function clock(story: Story, kind: string, time: string) {
  const { now, calendarOf } = contextAt(time, SYSTEM);
  return clocksOf(story.definition, story.state, { now: parseInstant(now), calendarOf }).findLast(
    (one) => one.kind === kind,
  );
}

describe('an approval', () => {
  it('is accepted, reviewed together and granted', () => {
    const story = accepted();
    expect(story.where()).toBe('review.finance review.science');
    expect(phaseOf(story.state)).toBe('reviewing');
    story.do('2026-09-14 14:00', FINANCE, 'pass');
    expect(story.where()).toBe('review.science');
    story.do('2026-09-14 15:00', SCIENCE, 'pass');
    expect(story.where()).toBe('decide');
    expect(phaseOf(story.state)).toBe('to-decide');
    story.do('2026-09-15 10:00', HEAD, 'approve');
    expect(story.where()).toBe('granted');
    expect(story.types()).toEqual([
      'case.filed',
      'case.accepted',
      'case.voted',
      'case.voted',
      'case.block-passed',
      'case.approved',
    ]);
    expect(story.effects).toEqual(['document.render', 'licence.issue', 'obligation.start']);
    expect(clock(story, 'promised', '2026-09-20 10:00')?.state).toBe('met');
  });

  it('computes effect arguments for their handlers, and keeps what is read from answers out of the act', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'pass');
    story.do('2026-09-14 15:00', SCIENCE, 'pass').do('2026-09-15 10:00', HEAD, 'approve');
    const owed = story.owed.find(({ verb }) => verb === 'licence.issue');
    expect(owed?.args).toEqual({ amount: 100 });
    const kept = story.events.at(-1)?.data.effects?.[owed?.index ?? -1];
    expect(kept?.args).toEqual({ amount: '= revenue * 2' });
  });

  it('fails as soon as passing is impossible and cancels the open sibling by event', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'fail', { reason: '亏损' });
    expect(story.where()).toBe('decide');
    expect(story.events.at(-1)?.type).toBe('case.block-failed');
    expect(story.state.branches.find((one) => one.member === 'science')?.why).toBe('cancelled');
  });

  it('returns once with all items, does not start the clock, and goes on', () => {
    const story = filedAdmission();
    expect(story.refused('2026-09-14 10:30', WINDOW, 'return').code).toBe('process.input-missing');
    story.do('2026-09-14 10:30', WINDOW, 'return', {
      items: [{ field: 'revenue', text: '与报表不符' }],
    });
    expect(phaseOf(story.state)).toBe('to-amend');
    expect(clock(story, 'promised', '2026-09-14 11:00')).toBeUndefined();
    const refusal = story.refused('2026-09-15 09:30', APPLICANT, 'resubmit', {});
    expect(refusal.fields?.[0]?.code).toBe('process.field.not-amended');
    story.do('2026-09-15 09:30', APPLICANT, 'resubmit', { answers: { revenue: 60 } });
    expect(story.where()).toBe('accept');
    expect(story.state.answers['revenue']).toBe(60);
    expect(story.state.remarks).toEqual([{ field: 'revenue', text: '与报表不符', settled: true }]);
  });

  it('records a second return as a violation and fires a rung', () => {
    const story = filedAdmission();
    const items = [{ field: 'revenue', text: '?' }];
    story.do('2026-09-14 10:30', WINDOW, 'return', { items });
    story.do('2026-09-14 11:00', APPLICANT, 'resubmit', { answers: { revenue: 60 } });
    story.do('2026-09-14 11:30', WINDOW, 'return', { items });
    expect(story.state.violations.map((one) => one.code)).toEqual(['process.once']);
    expect(story.types().at(-1)).toBe('case.rung-fired');
    expect(story.events.at(-1)?.data.role).toBe('head');
  });

  it('lapses by itself when nothing is amended in time, and not before', () => {
    const story = filedAdmission().do('2026-09-14 10:30', WINDOW, 'return', {
      items: [{ field: 'revenue', text: '?' }],
    });
    expect(story.refused('2026-10-05 10:00', SYSTEM, 'overdue').code).toBe('process.too-early');
    expect(story.refused('2026-10-09 10:00', HEAD, 'overdue').code).toBe('process.system-only');
    story.do('2026-10-09 10:00', SYSTEM, 'overdue');
    expect(story.where()).toBe('lapsed');
    expect(story.events.at(-1)?.clause).toBe('5.3');
    expect(story.state.end?.adverse).toBe(true);
  });

  it('pauses the promised clock while experts review, and counts on afterwards', () => {
    const story = accepted();
    expect(clock(story, 'promised', '2026-09-14 12:00')?.due).toBe(
      parseInstant('2026-09-21T09:30:00.000Z'),
    );
    story.do('2026-09-15 10:00', SCIENCE, 'consult');
    expect(story.where()).toBe('panel');
    expect(phaseOf(story.state)).toBe('special-procedure');
    const paused = clock(story, 'promised', '2026-09-17 10:00');
    expect([paused?.due, paused?.lamp]).toEqual([null, 'paused']);
    story.do('2026-09-17 18:00', staff('expert-panel'), 'done');
    expect(clock(story, 'promised', '2026-09-18 09:00')?.due).toBe(
      parseInstant('2026-09-24T09:30:00.000Z'),
    );
  });

  it('resumes by itself at the maximum, at that instant', () => {
    const story = accepted().do('2026-09-15 10:00', SCIENCE, 'consult');
    expect(story.refused('2026-10-20 10:00', SYSTEM, 'resume').code).toBe('process.too-early');
    story.do('2026-10-28 10:00', SYSTEM, 'resume');
    expect(story.state.pauses.at(-1)?.to).toBe('2026-10-27T09:30:00.000Z');
    expect(story.where()).toBe('panel');
  });

  it('suspends only after acceptance and only on a listed ground', () => {
    const story = filedAdmission();
    expect(
      story.refused('2026-09-14 10:30', WINDOW, 'suspend', { ground: '检测', proof: 'x' }).code,
    ).toBe('process.not-accepted-yet');
    story
      .do('2026-09-14 11:00', WINDOW, 'accept')
      .do('2026-09-14 11:10', FINANCE, 'fail', { reason: 'x' });
    expect(
      story.refused('2026-09-14 11:30', HEAD, 'suspend', { ground: '休假', proof: 'x' }).code,
    ).toBe('process.ground-not-listed');
    story.do('2026-09-14 11:30', HEAD, 'suspend', { ground: '检测', proof: '委托书' });
    expect(story.refused('2026-09-14 13:40', HEAD, 'approve').code).toBe('process.suspended');
    story.do('2026-09-15 09:30', HEAD, 'resume').do('2026-09-15 09:40', HEAD, 'approve');
    expect(story.where()).toBe('granted');
  });

  it('pauses only when every active branch stands still', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'suspend', {
      ground: '检测',
      proof: 'x',
    });
    expect(clock(story, 'promised', '2026-09-14 15:00')?.lamp).toBe('normal');
    story.do('2026-09-14 15:00', SCIENCE, 'suspend', { ground: '检测', proof: 'x' });
    expect(clock(story, 'promised', '2026-09-14 16:00')?.lamp).toBe('paused');
  });

  it('extends once, by the head, before expiry', () => {
    const story = accepted();
    expect(story.refused('2026-09-14 15:00', WINDOW, 'extend', { reason: 'x' }).code).toBe(
      'process.not-your-power',
    );
    expect(story.refused('2026-09-22 15:00', HEAD, 'extend', { reason: 'x' }).code).toBe(
      'process.extension-too-late',
    );
    story.do('2026-09-15 15:00', HEAD, 'extend', { reason: '复杂' });
    expect(clock(story, 'promised', '2026-09-15 16:00')?.due).toBe(
      parseInstant('2026-09-28T09:30:00.000Z'),
    );
    expect(story.refused('2026-09-16 15:00', HEAD, 'extend', { reason: 'x' }).code).toBe(
      'process.extended-already',
    );
  });

  it('sends back within a block to its start and voids its votes', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'pass');
    story.do('2026-09-14 15:00', SCIENCE, 'send-back', { reason: '材料变化' });
    expect(story.where()).toBe('review.finance review.science');
    story.do('2026-09-14 16:00', SCIENCE, 'pass');
    expect(story.where()).toBe('review.finance');
  });

  it('adds a signer to the running block only, and takes one back', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'add-signer', {
      role: 'law-desk',
      reason: 'x',
    });
    story
      .do('2026-09-14 15:00', FINANCE, 'pass')
      .do('2026-09-14 15:10', SCIENCE, 'add-signer', { role: 'tax-desk', reason: 'x' });
    expect(story.state.blocks[0]?.need).toBe(4);
    story.do('2026-09-14 15:20', staff('law-desk'), 'pass');
    story.do('2026-09-14 15:25', SCIENCE, 'remove-signer', { reason: 'x' });
    story.do('2026-09-14 15:30', SCIENCE, 'pass');
    expect(story.where()).toBe('decide');
  });

  it('voids a granted case with its reason and undoes what it had set off', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'fail', { reason: 'x' });
    story.do('2026-09-15 10:00', HEAD, 'approve');
    expect(story.refused('2026-09-16 10:00', HEAD, 'void').code).toBe('process.input-missing');
    story.do('2026-09-16 10:00', HEAD, 'void', { reason: '虚假材料' });
    expect(story.effects.slice(-2)).toEqual(['obligation.cancel', 'licence.revoke']);
    expect(story.state.end?.reason).toBe('虚假材料');
  });

  it('reopens only from an end marked so, with a new clock beside the old result', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'fail', { reason: 'x' });
    story
      .do('2026-09-15 10:00', HEAD, 'approve')
      .do('2026-09-16 10:00', HEAD, 'reopen', { reason: 'x' });
    expect(story.where()).toBe('decide');
    const { now, calendarOf } = contextAt('2026-09-16 11:00', SYSTEM);
    const states = clocksOf(ADMISSION, story.state, { now: parseInstant(now), calendarOf })
      .filter((one) => one.kind === 'promised')
      .map((one) => [one.id, one.state]);
    expect(states).toEqual([
      ['promised#1', 'met'],
      ['promised#2', 'running'],
    ]);
    story.do('2026-09-16 11:00', HEAD, 'reject', { reason: 'x' });
    expect(story.refused('2026-09-16 12:00', HEAD, 'reopen', { reason: 'x' }).code).toBe(
      'process.not-reopenable',
    );
  });

  it('refuses an applicant of a kind that is not served', () => {
    const refusal = new Story(ADMISSION).refused('2026-09-14 10:00', APPLICANT, 'file', {
      node: 'centre',
      applicant: { kind: 'citizen' },
      answers: { revenue: 1 },
    });
    expect([refusal.code, refusal.clause]).toEqual(['process.applicant-kind', '5.1']);
  });

  it('leaves an erased or missing fact undecided instead of counting it as unmet', () => {
    const context = { ...contextAt('2026-09-14 10:00', APPLICANT), facts: {} };
    const input = { node: 'centre', answers: { revenue: 1 } };
    const decision = decide(ADMISSION, emptyState(), { verb: 'file', input }, context);
    expect(decision.ok && decision.events[0]?.data.verdicts).toEqual([
      { subject: 'applicant.registered', verdict: 'unknown' },
    ]);
  });
});

describe('a need', () => {
  const dispatcher = staff('dispatcher');
  const steward = staff('steward', 'station');

  function handled(): Story {
    return filedNeed()
      .do('2026-09-14 10:10', dispatcher, 'dispatch', { node: 'station' })
      .do('2026-09-14 10:20', steward, 'claim');
  }

  it('is not claimed again by who claimed it and went on with it to the next step', () => {
    const story = handled();
    expect(story.refused('2026-09-14 10:30', steward, 'claim').code).toBe(
      'process.claimed-already',
    );
    const offered = allowedActions(NEED, story.state, contextAt('2026-09-14 10:30', steward));
    expect(offered.map(({ verb }) => verb)).not.toContain('claim');
    story.do('2026-09-14 10:40', steward, 'hand-back', { reason: '休假' });
    story.do('2026-09-14 10:50', staff('steward', 'station', { id: 'u-other' }), 'claim');
    expect(story.where()).toBe('handle');
  });

  it('is dispatched, claimed, escalated, resolved the same day and confirmed', () => {
    const story = filedNeed();
    expect(phaseOf(story.state)).toBe('to-dispatch');
    story.do('2026-09-14 10:10', dispatcher, 'dispatch', { node: 'station' });
    expect([phaseOf(story.state), story.state.node]).toEqual(['to-claim', 'station']);
    story.do('2026-09-14 10:20', steward, 'claim');
    expect([phaseOf(story.state), story.where()]).toEqual(['handling', 'handle']);
    story.do('2026-09-14 11:00', steward, 'escalate', { reason: '需市级协调' });
    expect(story.state.node).toBe('district');
    const above = staff('steward', 'district');
    story
      .do('2026-09-14 14:00', above, 'claim')
      .do('2026-09-14 16:00', above, 'resolve', { note: '已解决' });
    expect(phaseOf(story.state)).toBe('to-call-back');
    expect(clock(story, 'promised', '2026-09-16 10:00')?.state).toBe('met');
    story.do('2026-09-14 17:00', APPLICANT, 'confirm');
    expect([story.where(), story.state.closedBy, story.state.confirmed]).toEqual([
      'settled',
      'confirm',
      true,
    ]);
    expect(story.state.firstTaker?.actor).toBe(dispatcher.id);
    story.do('2026-09-15 10:00', APPLICANT, 'rate', { rating: 5 });
    expect(story.state.rating).toBe(5);
    story.do('2026-09-16 10:00', APPLICANT, 'reopen', { reason: '又发生' });
    expect(phaseOf(story.state)).toBe('reopened');
  });

  it('is moved by a dispatcher above where it lies, wherever it was filed, and says by whom', () => {
    const ofDistrict = staff('dispatcher', 'district');
    const to = { node: 'district', reason: '统一办理' };
    const story = handled().do('2026-09-14 11:00', ofDistrict, 'transfer', to);
    expect(story.state.node).toBe('district');
    expect(story.events.at(-1)?.data.by).toBe('dispatcher');
    const own = handled().do('2026-09-14 11:00', steward, 'transfer', to);
    expect(own.events.at(-1)?.data.by).toBeUndefined();
    const elsewhere = staff('dispatcher', 'station-2');
    const refusal = handled().refused('2026-09-14 11:00', elsewhere, 'dispatch', to);
    expect(refusal).toMatchObject({
      code: 'process.not-your-power',
      values: { role: 'dispatcher', node: 'station' },
    });
  });

  it('goes back to the dispatcher when it is handed back, at the dispatcher’s node', () => {
    const story = filedNeed().do('2026-09-14 10:10', dispatcher, 'dispatch', { node: 'station' });
    story.do('2026-09-14 10:20', steward, 'hand-back', { reason: '非本站' });
    expect([story.where(), story.state.node]).toEqual(['dispatch', 'centre']);
  });

  it('closes by three tries on different days, counted apart and never as satisfied', () => {
    const story = handled().do('2026-09-14 16:00', steward, 'resolve', { note: '已解决' });
    const call = (day: string) =>
      story.do(`2026-09-${day} 10:00`, steward, 'call-back', { outcome: 'not-reached' });
    call('15');
    expect(
      story.refused('2026-09-15 15:00', steward, 'call-back', { outcome: 'not-reached' }).code,
    ).toBe('process.tried-today');
    call('16');
    call('17');
    expect([
      story.where(),
      story.state.closedBy,
      story.state.confirmed,
      story.state.satisfied,
    ]).toEqual(['settled', 'not-reached', false, undefined]);
  });

  it('closes by silence after the days of its rule, by the worker only', () => {
    const story = handled().do('2026-09-14 16:00', steward, 'resolve', { note: '已解决' });
    expect(story.refused('2026-09-17 09:00', SYSTEM, 'close').code).toBe('process.too-early');
    expect(story.refused('2026-09-18 09:00', steward, 'close').code).toBe('process.answer-first');
    story.do('2026-09-18 09:00', SYSTEM, 'close');
    expect([story.state.closedBy, story.state.confirmed]).toEqual(['silence', false]);
  });

  it('is reopened when the call-back finds the applicant unsatisfied', () => {
    const story = handled().do('2026-09-14 16:00', steward, 'resolve', { note: '已解决' });
    story.do('2026-09-15 10:00', steward, 'call-back', { outcome: 'unsatisfied' });
    expect([story.where(), story.state.instance, phaseOf(story.state)]).toEqual([
      'handle',
      2,
      'reopened',
    ]);
  });

  it('lets the substitute of an absent holder act and nobody else', () => {
    const story = handled();
    const post = story.state.branches.find(({ active }) => active);
    const other = staff('steward', post?.node, { id: 'u-b' });
    const stranger = staff('window', post?.node, { substituteFor: [steward.id] });
    expect(story.refused('2026-09-14 11:00', stranger, 'resolve', { note: 'x' }).code).toBe(
      'process.held-by-other',
    );
    expect(story.refused('2026-09-14 11:00', other, 'resolve', { note: 'x' }).code).toBe(
      'process.held-by-other',
    );
    story.do('2026-09-14 11:00', { ...other, substituteFor: [steward.id] }, 'resolve', {
      note: 'x',
    });
    expect(story.where()).toBe('closing:settled');
    expect(story.events.at(-1)).toMatchObject({ actor: 'u-b', data: { for: steward.id } });
  });

  it('fires each rung exactly once', () => {
    const story = filedNeed();
    const key = 'promised#1@5000>head';
    expect(story.refused('2026-09-14 11:00', SYSTEM, 'rung', { key }).code).toBe(
      'process.rung-not-due',
    );
    story.do('2026-09-14 15:30', SYSTEM, 'rung', { key });
    expect(story.refused('2026-09-14 16:00', SYSTEM, 'rung', { key }).code).toBe(
      'process.rung-not-due',
    );
    expect(NEED.rungs[0]?.shareBp).toBe(5000);
  });
});
