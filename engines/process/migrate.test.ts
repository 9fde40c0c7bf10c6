import fc from 'fast-check';
import { parseInstant } from '#engines/calendar/index.ts';
import { canonicalJson } from '#engines/ledger/index.ts';
import { describe, expect, it } from 'vitest';
import { allowedActions } from './allowed.ts';
import { clocksOf } from './clocks.ts';
import { decide } from './decide.ts';
import type { CaseEvent } from './event.ts';
import { evolve, fold } from './evolve.ts';
import { moveCase } from './migrate.ts';
import { checkMigration, type MigrationPlan, migrationPlan } from './migrate-plan.ts';
import { activeBranches, emptyState, type State } from './state.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  CALENDAR,
  contextAt,
  definitionOf,
  filedAdmission,
  FINANCE,
  HEAD,
  instant,
  SCIENCE,
  staff,
  type Story,
  WINDOW,
} from './testing/sample.ts';

const [OLD, NEW] = ['a'.repeat(64), 'b'.repeat(64)];
const { flow } = ADMISSION_SOURCE;
const { review: _review, panel: _panel, ...steps } = flow.steps;

/** The next edition: audit in place of the joint review, a longer promise, one more material. */
const NEXT = definitionOf({
  ...ADMISSION_SOURCE,
  limits: { promised: '8wd', clause: '5.9' },
  materials: [...ADMISSION_SOURCE.materials, { id: 'audit', title: '审计报告' }],
  flow: {
    ...flow,
    steps: {
      ...steps,
      accept: { ...steps.accept, by: 'reception', do: { ...steps.accept.do, accept: 'audit' } },
      audit: { by: 'auditor', within: '3wd', clause: '5.4', do: { pass: 'decide' } },
      decide: { ...steps.decide, within: '2wd' },
    },
  },
});

function planOf(more: Partial<MigrationPlan> = {}): MigrationPlan {
  return migrationPlan.parse({
    ...{ id: 'to-audit', service: ADMISSION.code, from: OLD, to: NEW },
    ...{ reason: '联审改为审计', clause: '9.1' },
    ...more,
  });
}

type When = { readonly time: string; readonly to?: typeof NEXT };

const move = (story: Story, plan: MigrationPlan, time: string) => moveAt(story, plan, { time });

function moveAt(story: Story, plan: MigrationPlan, { time, to = NEXT }: When) {
  const { calendarOf, parentOf } = contextAt(time, HEAD);
  const context = { now: instant(time), calendarOf, parentOf, actor: staff('standards-officer') };
  return moveCase(
    plan,
    { from: ADMISSION, to },
    { state: story.state, context: { ...context, caseNumber: 'C-1' } },
  );
}

const accepted = (): Story => filedAdmission().do('2026-09-14 11:00', WINDOW, 'accept');
const dueOf = (state: State, definition = NEXT) =>
  clocksOf(definition, state, {
    now: parseInstant(instant('2026-09-15 10:00')),
    calendarOf: () => CALENDAR,
  });

describe('moving a case to another edition', () => {
  it('names both hashes, plan and clause, and keeps what was promised', () => {
    const story = accepted();
    const before = dueOf(story.state, ADMISSION).find((one) => one.kind === 'promised')?.due;
    const moved = move(story, planOf({ steps: { review: 'audit' } }), '2026-09-15 10:00');
    if (!moved.can) throw new Error(moved.why.code);
    expect(moved.event).toMatchObject({
      type: 'case.migrated',
      clause: '9.1',
      bundle: NEW,
      case: 'C-1',
      data: { outcome: { migrated: { from: OLD, to: NEW, plan: 'to-audit' } } },
    });
    const after = evolve(story.state, moved.event);
    expect(dueOf(after).find((one) => one.kind === 'promised')?.due).toBe(before);
    expect(after.migrations).toEqual([
      { plan: 'to-audit', from: OLD, to: NEW, at: instant('2026-09-15 10:00') },
    ]);
  });

  it('stays where its step is no more and the plan names no target', () => {
    const moved = move(accepted(), planOf(), '2026-09-15 10:00');
    expect(moved).toEqual({ can: false, why: { code: 'step-gone', values: { step: 'review' } } });
  });

  it('begins the target with its own role and clock; votes that were cast are shown as lost', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'pass');
    const moved = move(story, planOf({ steps: { review: 'audit' } }), '2026-09-15 10:00');
    if (!moved.can) throw new Error(moved.why.code);
    expect(moved.step).toEqual({ before: 'review', after: 'audit' });
    expect(moved.duties).toContainEqual({
      ...{ kind: 'votes', element: 'review', before: '1', after: '0' },
    });
    expect(moved.duties).toContainEqual({
      ...{ kind: 'material', element: 'audit', before: '', after: 'audit' },
    });
    expect(moved.deadlines.map((one) => one.clock)).toEqual(['step:review.science', 'step:audit']);
    const after = evolve(story.state, moved.event);
    expect(activeBranches(after)).toMatchObject([{ step: 'audit', role: 'auditor' }]);
    expect(activeBranches(after)[0]?.holder).toBeUndefined();
    expect(after.entered).toEqual({ accept: 1, audit: 1 });
    const on = decide(
      NEXT,
      after,
      { verb: 'pass' },
      contextAt('2026-09-16 10:00', staff('auditor')),
    );
    expect(on.ok && fold(on.events, after).branches.at(-1)?.step).toBe('decide');
  });

  it('goes on in the step of the same name, for the role the new edition names', () => {
    const story = filedAdmission();
    const moved = move(story, planOf(), '2026-09-14 11:00');
    if (!moved.can) throw new Error(moved.why.code);
    expect(moved.duties[0]).toEqual({
      ...{ kind: 'role', element: 'accept', before: 'window', after: 'reception' },
    });
    const after = evolve(story.state, moved.event);
    expect(activeBranches(after)[0]).toMatchObject({ id: 'accept#1', role: 'reception' });
    expect(after.branches[0]?.openedAt).toBe(story.state.branches[0]?.openedAt);
  });

  it('takes another limit only where the plan lists it, from the old start on', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'pass');
    story.do('2026-09-14 15:00', SCIENCE, 'pass');
    const rules = [
      { element: 'limits.promised', clause: '9.2' },
      { element: 'flow.steps.decide.within', clause: '9.3' },
    ];
    const moved = move(story, planOf({ retroactive: rules }), '2026-09-15 10:00');
    if (!moved.can) throw new Error(moved.why.code);
    expect(moved.deadlines).toEqual([
      {
        clock: 'promised',
        before: parseInstant(instant('2026-09-21 17:30')),
        after: parseInstant(instant('2026-09-24 17:30')),
      },
      {
        clock: 'step:decide',
        before: parseInstant(instant('2026-09-15 17:30')),
        after: parseInstant(instant('2026-09-16 17:30')),
      },
    ]);
    const clocks = dueOf(evolve(story.state, moved.event));
    expect(clocks.map(({ clause }) => clause)).toEqual(['9.2', '9.3']);
    expect(moved.event.data.dues?.[0]?.due).toBe(instant('2026-09-24 17:30'));
    expect(moved.event.data.dues?.[0]?.before).toBe(instant('2026-09-21 17:30'));
  });

  it('never makes a case late by the move itself', () => {
    const short = definitionOf({ ...ADMISSION_SOURCE, limits: { promised: '1wd' } });
    const plan = planOf({ retroactive: [{ element: 'limits.promised', clause: '9.2' }] });
    const moved = moveAt(accepted(), plan, { time: '2026-09-18 10:00', to: short });
    expect(moved).toMatchObject({ can: false, why: { code: 'late-at-once' } });
  });

  it('keeps the votes of a joint review that is the same, and refuses one that is not', () => {
    const story = accepted().do('2026-09-14 14:00', FINANCE, 'pass');
    const same = definitionOf({ ...ADMISSION_SOURCE, limits: { promised: '6wd' } });
    const moved = moveAt(story, planOf(), { time: '2026-09-15 10:00', to: same });
    if (!moved.can) throw new Error(moved.why.code);
    expect(evolve(story.state, moved.event).blocks[0]?.votes).toHaveLength(1);
    const any = {
      ...flow.steps.review,
      ...{ all: undefined, join: 'any', any: flow.steps.review.all },
    };
    const other = definitionOf({
      ...ADMISSION_SOURCE,
      flow: { ...flow, steps: { ...flow.steps, review: any } },
    });
    const refused = moveAt(story, planOf(), { time: '2026-09-15 10:00', to: other });
    expect(refused).toMatchObject({ can: false, why: { code: 'block-changed' } });
    const anew = moveAt(story, planOf({ steps: { review: 'review' } }), {
      time: '2026-09-15 10:00',
      to: other,
    });
    expect(anew.can && evolve(story.state, anew.event).blocks.at(-1)).toMatchObject({
      need: 1,
      votes: [],
    });
  });

  it('leaves an ended case alone', () => {
    const story = filedAdmission().do('2026-09-14 11:00', WINDOW, 'refuse', { reason: '不符' });
    expect(move(story, planOf(), '2026-09-15 10:00')).toMatchObject({ why: { code: 'ended' } });
  });
});

describe('a plan', () => {
  const codes = (plan: MigrationPlan) =>
    checkMigration(plan, { from: ADMISSION, to: NEXT }).map(({ code, path }) => `${code} ${path}`);

  it('says which steps it leaves without a target', () => {
    expect(codes(planOf({ steps: { review: 'audit' } }))).toEqual(['migration-step-gone steps']);
    expect(codes(planOf({ steps: { review: 'audit', panel: 'decide' } }))).toEqual([]);
  });

  it('names what does not exist, and rules that change nothing', () => {
    const retroactive = ['limits.statutory', 'flow.steps.amend.within'].map((element) => ({
      ...{ element, clause: '9' },
    }));
    const plan = planOf({
      ...{ to: OLD, service: 'other', retroactive },
      steps: { review: 'nowhere', panel: 'decide', ghost: 'decide' },
    });
    expect(codes(plan)).toEqual([
      'migration-same-edition to',
      'migration-other-service service',
      'migration-unknown-target steps.review',
      'migration-unknown-step steps.ghost',
      'migration-no-limit retroactive.0.element',
      'migration-nothing-changes retroactive.1.element',
    ]);
  });
});

const VERBS = [
  ...['accept', 'return', 'resubmit', 'pass', 'fail', 'consult', 'done', 'approve', 'reject'],
  ...['send-back', 'suspend', 'resume', 'withdraw', 'urge', 'transfer', 'reopen', 'add-signer'],
];
const PEOPLE = [
  ...[APPLICANT, WINDOW, FINANCE, SCIENCE, HEAD, staff('expert-panel')],
  ...[staff('auditor'), staff('reception')],
];
const INPUT = {
  ...{ reason: '原因', note: '说明', ground: '检测', proof: '证明', node: 'district' },
  ...{ role: 'finance-desk', items: [{ field: 'revenue', text: '更正' }], answers: { revenue: 9 } },
};
const act = fc.record({
  verb: fc.constantFrom(...VERBS),
  actor: fc.constantFrom(...PEOPLE),
});
const targets = fc.record(
  {
    review: fc.constantFrom('audit', 'decide', 'accept'),
    panel: fc.constantFrom('decide', 'audit'),
    amend: fc.constant('accept'),
    decide: fc.constant('decide'),
  },
  { requiredKeys: [] },
);
const rules = fc.subarray(['limits.promised', 'flow.steps.decide.within']);

/** A case with a random past, and its journal. */
function lived(acts: readonly { verb: string; actor: (typeof PEOPLE)[number] }[]): Story {
  const story = filedAdmission();
  acts.forEach(({ verb, actor }, index) => {
    const time = `2026-09-${15 + Math.floor(index / 6)} 1${index % 6}:00`;
    story.try(time, actor, { verb, input: INPUT });
  });
  return story;
}

describe('laws of a migration', () => {
  it('folding stays total, old events keep their meaning, and replays are equal', () => {
    fc.assert(
      fc.property(
        fc.record({
          past: fc.array(act, { maxLength: 25 }),
          map: targets,
          elements: rules,
          future: fc.array(act, { maxLength: 10 }),
        }),
        ({ past, map, elements, future }) => {
          const story = lived(past);
          const kept = canonicalJson(JSON.parse(JSON.stringify(story.state)));
          const retroactive = elements.map((element) => ({ element, clause: '9' }));
          const moved = move(story, planOf({ steps: map, retroactive }), '2026-09-25 10:00');
          // Working it out changes nothing.
          expect(canonicalJson(JSON.parse(JSON.stringify(story.state)))).toBe(kept);
          if (!moved.can) return;
          let state = evolve(story.state, moved.event);
          const events: CaseEvent[] = [...story.events, moved.event];
          for (const branch of activeBranches(state)) {
            expect(Object.hasOwn(NEXT.flow.steps, branch.step)).toBe(true);
          }
          expect(fold(story.events, emptyState())).toEqual(story.state);
          for (const { verb, actor } of future) {
            const context = contextAt('2026-09-25 11:00', actor);
            allowedActions(NEXT, state, context);
            const decision = decide(NEXT, state, { verb, input: INPUT }, context);
            if (!decision.ok) continue;
            events.push(...decision.events);
            state = fold(decision.events, state);
          }
          expect(fold(events, emptyState())).toEqual(state);
          const stored: CaseEvent[] = JSON.parse(JSON.stringify(events));
          const again = fold(stored, emptyState());
          expect(JSON.stringify(again)).toBe(JSON.stringify(fold(stored, emptyState())));
          expect(again).toEqual(JSON.parse(JSON.stringify(state)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is folded without a throw whatever the event says', () => {
    fc.assert(
      fc.property(fc.anything(), (migrated) => {
        const event = { data: { verb: 'migrate', input: {}, outcome: { migrated } } };
        // A damaged store may hand over anything that claims to be an event.
        const damaged = { type: 'case.migrated', schema: 1, at: '', actor: '', ...event };
        evolve(accepted().state, damaged as CaseEvent);
      }),
    );
  });
});
