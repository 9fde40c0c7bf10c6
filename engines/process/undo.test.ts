import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectsOf } from './check/subject.ts';
import { checkDefinition } from './check/index.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  definitionOf,
  FINANCE,
  HEAD,
  SCIENCE,
  staff,
  Story,
  WINDOW,
} from './testing/sample.ts';

const MARKER = 'marker-7f3a';
const SUM = 987_654_321;

/** What of an event stays for good: all but the parts that erasure can take (see the journal). */
function actsOf(story: Story): string {
  return JSON.stringify(
    story.events.map(({ data, ...event }) => {
      const { input: _input, conditions: _c, remarks: _r, proposal: _p, ...kept } = data;
      return { ...event, data: kept };
    }),
  );
}

const WRITTEN = definitionOf({
  ...ADMISSION_SOURCE,
  flow: {
    ...ADMISSION_SOURCE.flow,
    steps: {
      ...ADMISSION_SOURCE.flow.steps,
      accept: {
        ...ADMISSION_SOURCE.flow.steps.accept,
        do: {
          ...ADMISSION_SOURCE.flow.steps.accept.do,
          accept: {
            to: 'review',
            effects: [
              { 'account.reserve': { fen: '= revenue * 2', day: '= today', why: '= purpose' } },
            ],
          },
        },
      },
    },
  },
});

function lived(verbs: readonly number[]): Story {
  const story = new Story(WRITTEN).do('2026-09-14 10:00', APPLICANT, 'file', {
    node: 'centre',
    applicant: { party: 'firm', kind: 'enterprise' },
    answers: { revenue: SUM, purpose: MARKER },
  });
  const text = { reason: MARKER, note: MARKER, proof: MARKER };
  const acts = [
    () => story.try('2026-09-14 10:30', WINDOW, { verb: 'accept', input: text }),
    () =>
      story.try('2026-09-14 10:20', WINDOW, {
        verb: 'return',
        input: { ...text, items: [{ field: 'purpose', text: MARKER }] },
      }),
    () =>
      story.try('2026-09-14 10:40', APPLICANT, {
        verb: 'resubmit',
        input: { answers: { purpose: `${MARKER} 2` } },
      }),
    () => story.try('2026-09-14 11:00', FINANCE, { verb: 'pass', input: text }),
    () => story.try('2026-09-14 11:00', SCIENCE, { verb: 'pass', input: text }),
    () => story.try('2026-09-15 11:00', HEAD, { verb: 'approve', input: text }),
    () => story.try('2026-09-15 11:00', HEAD, { verb: 'urge', input: text }),
    () => story.try('2026-09-16 11:00', HEAD, { verb: 'extend', input: text }),
  ];
  for (const verb of verbs) acts[verb % acts.length]?.();
  return story;
}

const anyLife = fc.array(fc.nat({ max: 7 }), { maxLength: 20 }).map(lived);

describe('what an act keeps for good', () => {
  it('holds nothing of what people wrote, nor what effects computed from it', () => {
    fc.assert(
      fc.property(anyLife, (story) => {
        const acts = actsOf(story);
        for (const trace of [MARKER, String(SUM), String(SUM * 2)])
          expect(acts).not.toContain(trace);
      }),
    );
  });

  it('names the expression, and the handler gets its value', () => {
    const story = lived([0]);
    expect(story.owed[0]?.args).toMatchObject({ fen: SUM * 2, why: MARKER });
    expect(actsOf(story)).toContain('= revenue * 2');
  });
});

describe('voiding', () => {
  it('undoes everything that was set off and can be undone, the last first, and once', () => {
    fc.assert(
      fc.property(anyLife, (story) => {
        const due = story.owed.flatMap(({ onVoid }) => onVoid?.verb ?? []).toReversed();
        const before = story.owed.length;
        story.do('2026-10-01 10:00', HEAD, 'void', { reason: 'x' });
        expect(story.owed.slice(before).map(({ verb }) => verb)).toEqual(due);
        expect(story.state.compensable).toEqual([]);
        expect(story.refused('2026-10-02 10:00', HEAD, 'void', { reason: 'x' }).code).toBe(
          'process.voided-already',
        );
      }),
    );
  });

  it('is a decision with reason, of whoever has the power alone', () => {
    const story = lived([0]);
    expect(story.refused('2026-09-15 10:00', HEAD, 'void').code).toBe('process.input-missing');
    expect(story.refused('2026-09-15 10:00', staff('window'), 'void', { reason: 'x' }).code).toBe(
      'process.not-your-power',
    );
  });

  it('needs an undo of every atomic effect: one without is found', () => {
    const found = checkDefinition(WRITTEN).filter(({ code }) => code === 'effect-without-undo');
    expect(found.map(({ path, values }) => [path, values['effect']])).toEqual([
      ['flow.steps.accept.do.accept.effects.0', 'account.reserve'],
    ]);
    const atomic = effectsOf(ADMISSION).filter(({ effect }) => effect.mode === 'atomic');
    expect(atomic.every(({ effect }) => effect.onVoid !== undefined)).toBe(true);
  });
});
