import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { allowedActions } from './allowed.ts';
import type { Actor } from './command.ts';
import { decide } from './decide.ts';
import { dueCommands } from './due.ts';
import type { CaseEvent } from './event.ts';
import { evolve, fold } from './evolve.ts';
import { emptyState } from './state.ts';
import {
  ADMISSION,
  APPLICANT,
  contextAt,
  filedAdmission,
  filedNeed,
  NEED,
  staff,
  type Story,
  SYSTEM,
} from './testing/sample.ts';
import { blockVerdict } from './verbs/vote.ts';

const ROLES = [
  'window',
  'head',
  'finance-desk',
  'science-desk',
  'expert-panel',
  'dispatcher',
  'steward',
];
const ACTORS: readonly Actor[] = [
  APPLICANT,
  SYSTEM,
  ...ROLES.map((role) => staff(role)),
  staff('steward', 'station'),
];
const VERBS = [
  'file',
  'dispatch',
  'claim',
  'hand-back',
  'accept',
  'return',
  'refuse',
  'not-ours',
  'resubmit',
  'transfer',
  'delegate',
  'escalate',
  'send-back',
  'withdraw',
  'urge',
  'copy',
  'assist',
  'advise',
  'supervise',
  'suspend',
  'resume',
  'extend',
  'void',
  'resolve',
  'close',
  'confirm',
  'call-back',
  'reopen',
  'rate',
  'add-signer',
  'remove-signer',
  'pass',
  'fail',
  'consult',
  'done',
  'approve',
  'reject',
  'overdue',
  'rung',
  'deem-accepted',
  'part-ended',
  'cancel',
  'notify',
  'state',
  'waive',
  'decide-adverse',
  'drop-adverse',
  'import',
  'toString',
];

const anyInput = fc.record(
  {
    reason: fc.constantFrom('x', '', ' '),
    note: fc.constant('x'),
    node: fc.constantFrom('centre', 'station', 'nowhere'),
    person: fc.constantFrom('u-head-centre', 'u-x'),
    role: fc.constantFrom(...ROLES),
    items: fc.constant([{ field: 'revenue', text: 'x' }]),
    answers: fc.constant({ revenue: 60 }),
    ground: fc.constantFrom('检测', 'x'),
    proof: fc.constant('x'),
    outcome: fc.constantFrom('satisfied', 'unsatisfied', 'not-reached'),
    rating: fc.integer({ min: 0, max: 6 }),
    key: fc.constantFrom('promised#1@8000>head', 'denied'),
    needClass: fc.constantFrom('space', 'x'),
  },
  { requiredKeys: [] },
);

const anyAct = fc.record({
  verb: fc.constantFrom(...VERBS),
  actor: fc.constantFrom(...ACTORS),
  input: anyInput,
  hours: fc.integer({ min: 0, max: 40 }),
});

const OUTCOMES = [
  'open',
  'close',
  'start',
  'stop',
  'block',
  'vote',
  'end',
  'assign',
  'pause',
  'resume',
  'resize',
  'extend',
  'awaitClosing',
  'accepted',
  'triedOn',
  'remarked',
  'amended',
  'answered',
  'adverse',
  'parent',
];
const TYPES = [
  'case.filed',
  'case.claimed',
  'case.reopened',
  'case.returned',
  'case.called-back',
  'case.rung-fired',
  'toString',
];

const anyEvent: fc.Arbitrary<CaseEvent> = fc
  .record({
    type: fc.oneof(fc.string(), fc.constantFrom(...TYPES)),
    schema: fc.integer(),
    data: fc.oneof(
      fc.anything(),
      fc.record(
        {
          input: fc.dictionary(
            fc.constantFrom('reason', 'files', 'applicant', 'answers'),
            fc.anything(),
          ),
          outcome: fc.dictionary(
            fc.constantFrom(...OUTCOMES),
            fc.oneof(fc.anything(), fc.constant([{ id: 'a#1' }])),
          ),
          effects: fc.anything(),
          remarks: fc.anything(),
          violation: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    ),
    at: fc.string(),
    actor: fc.string(),
  })
  // The fold must stand what only claims to be an event.
  .map((event) => event as CaseEvent);

function timeAfter(hours: number): string {
  const day = new Date(Date.UTC(2026, 8, 14, 2) + hours * 3_600_000);
  return new Date(day.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** What is only known once the input is there: a yes, or one of these. */
const DETAILS = ['', 'process.times-exceeded', 'process.form-incomplete', 'process.tried-today'];

/** Plays commands; whatever is refused is skipped. */
function play(
  definition: typeof ADMISSION,
  acts: readonly { verb: string; actor: Actor; input: object; hours: number }[],
): Story {
  const story = definition === NEED ? filedNeed() : filedAdmission();
  let hours = 0;
  for (const act of acts) {
    hours += act.hours;
    story.try(timeAfter(hours), act.actor, { verb: act.verb, input: act.input });
  }
  return story;
}

const anyDefinition = fc.constantFrom(ADMISSION, NEED);
const anyStory = fc
  .tuple(anyDefinition, fc.array(anyAct, { maxLength: 60 }))
  .map(([definition, acts]) => play(definition, acts));

describe('folding', () => {
  it('is total: anything that claims to be an event gives a state', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 5 }), (events) => {
        expect(fold(events, emptyState()).events).toBe(events.length);
      }),
    );
  });

  it('gives the same bytes for the same events, also after a trip through JSON', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const stored = JSON.parse(JSON.stringify(story.events)) as CaseEvent[];
        const again = fold(stored, emptyState());
        expect(canonicalJson(again)).toBe(canonicalJson(story.state));
      }),
      { numRuns: 150 },
    );
  });

  it('never changes the state it is given', () => {
    const story = filedAdmission();
    const before = JSON.stringify(story.state);
    const frozen = Object.freeze(story.state);
    for (const event of play(ADMISSION, []).events) evolve(frozen, event);
    expect(JSON.stringify(story.state)).toBe(before);
  });
});

describe('deciding', () => {
  it('never throws, and what it decides keeps the state in order', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { state, events } = story;
        const active = state.branches.filter((branch) => branch.active);
        expect(active.length > 0).toBe(state.stage === 'open');
        expect(state.stage === 'ended').toBe(state.end !== undefined);
        expect(new Set(state.branches.map((branch) => branch.id)).size).toBe(state.branches.length);
        expect(new Set(state.rungs).size).toBe(state.rungs.length);
        expect(
          events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? '')),
        ).toBe(true);
        expect(
          state.pauses.every((pause) => pause.to === undefined || pause.to >= pause.from),
        ).toBe(true);
        const stopped = state.clocks.every((clock) => clock.stoppedAt !== undefined);
        expect(state.stage !== 'ended' || stopped).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('says yes exactly to the actions it lists as allowed, once their needs are given', () => {
    const full = {
      reason: 'x',
      note: 'x',
      node: 'centre',
      person: 'u-y',
      role: 'head',
      ground: '检测',
      proof: 'x',
      outcome: 'satisfied',
      rating: 5,
      items: [{ field: 'purpose', text: 'x' }],
      answers: { revenue: 60, purpose: 'x' },
    };
    fc.assert(
      fc.property(anyStory, fc.constantFrom(...ACTORS), (story, actor) => {
        const context = { ...contextAt('2027-01-04 10:00', actor) };
        for (const action of allowedActions(story.definition, story.state, context)) {
          const input = action.verb === 'escalate' ? { reason: 'x' } : full;
          const branch = action.branch === undefined ? {} : { branch: action.branch };
          const decision = decide(
            story.definition,
            story.state,
            { verb: action.verb, input, ...branch },
            context,
          );
          const code = decision.ok ? '' : decision.refusal.code;
          const expected = action.allowed ? DETAILS : [action.refusal.code];
          expect(expected).toContain(code);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lets the worker come to rest: what was due is done once', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { now, calendarOf } = contextAt('2027-03-01 10:00', SYSTEM);
        const due = () => dueCommands(story.definition, story.state, { now, calendarOf });
        const decisions = Array.from({ length: 50 }, () => {
          const [next] = due();
          return next === undefined || story.try('2027-03-01 10:00', SYSTEM, next).ok;
        });
        expect(decisions).not.toContain(false);
        expect(due()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a block', () => {
  it('passes at the pass that reaches the need and fails as soon as it cannot be reached', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 9 })
          .chain((members) =>
            fc.tuple(
              fc.constant(members),
              fc.integer({ min: 1, max: members }),
              fc.array(fc.boolean(), { minLength: members, maxLength: members }),
            ),
          ),
        ([members, need, votes]) => {
          let verdict = 'open';
          let passes = 0;
          let fails = 0;
          for (const vote of votes) {
            if (verdict !== 'open') break;
            if (vote) passes += 1;
            else fails += 1;
            verdict = blockVerdict({ members, need, passes, fails });
          }
          expect(verdict).toBe(votes.filter(Boolean).length >= need ? 'pass' : 'fail');
        },
      ),
    );
  });
});
