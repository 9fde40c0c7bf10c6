import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check/index.ts';
import { flowOf, START_NODE } from './flow.ts';
import { emptyState } from './state.ts';
import { decide } from './decide.ts';
import { runScenario } from './scenario.ts';
import {
  ADMISSION_SOURCE,
  APPLICANT,
  CALENDAR,
  contextAt,
  definitionOf,
  FINANCE,
  staff,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';
import { writtenDefinition } from './written.ts';

/** A matter the window begins of its own accord (依职权): no firm asks for it. */
const OURS = definitionOf({
  ...ADMISSION_SOURCE,
  applicant: { kinds: ['enterprise'], by: ['window'], clause: '5.1' },
});

const filedBy = (actor: Parameters<typeof contextAt>[1], more: object = {}) =>
  decide(
    OURS,
    emptyState(),
    {
      verb: 'file',
      input: {
        ...{ node: 'centre', channel: 'window', applicant: { party: 'party', kind: 'enterprise' } },
        ...{ answers: { revenue: 60 }, ...more },
      },
    },
    contextAt('2026-09-14 10:00', actor),
  );
const refusalTo = (actor: Parameters<typeof contextAt>[1]) => {
  const decision = filedBy(actor);
  return decision.ok ? undefined : decision.refusal;
};

describe('a matter that is filed by a post', () => {
  it('is refused to the firm it is about, and to other posts, with whose it is', () => {
    for (const actor of [APPLICANT, FINANCE]) {
      expect(refusalTo(actor)).toMatchObject({
        ...{ code: 'process.not-yours-to-file', next: 'process.next.ask-role' },
        ...{ values: { role: 'window', node: 'centre' }, clause: '5.1' },
      });
    }
  });

  it('is filed by that post there or above, and as a part of another matter', () => {
    expect(refusalTo(WINDOW)).toBeUndefined();
    expect(refusalTo(SYSTEM)).toBeUndefined();
    expect(filedBy(WINDOW, { node: 'station' }).ok).toBe(true);
    expect(refusalTo(staff('window', 'district'))?.code).toBe('process.not-yours-to-file');
    const parent = { case: 'whole', branch: 'parts.one#1' };
    expect(filedBy(APPLICANT, { parent }).ok).toBe(true);
  });

  it('begins in the lane of that post', () => {
    expect(flowOf(OURS).nodes[0]).toMatchObject({ id: START_NODE, lane: 'window' });
  });

  it('says so when it is written back, and names a post that somebody has', () => {
    expect(definitionOf(writtenDefinition(OURS))).toEqual(OURS);
    const findings = checkDefinition(OURS, { roles: ['finance-desk'] });
    expect(findings.map(({ path }) => path)).toContain('applicant.by');
  });

  it('is filed by it in a scenario too, unless that says otherwise', () => {
    const given = { filedAt: '2026-09-14 10:00', form: { revenue: 60 } };
    const context = {
      ...{ calendarOf: () => CALENDAR, parentOf: () => undefined },
      ...{ node: 'centre', offsetMinutes: 480 },
    };
    const play = (by?: string) =>
      runScenario(
        OURS,
        {
          title: 'x',
          given: { ...given, ...(by === undefined ? {} : { by }) },
          expect: { refused: by === undefined ? null : 'not-yours-to-file' },
        },
        context,
      );
    expect([play().misses, play('applicant').misses]).toEqual([[], []]);
  });
});
