import { describe, expect, it } from 'vitest';
import { parseInstant } from '#engines/calendar/index.ts';
import { clocksOf } from './clocks.ts';
import { phaseOf } from './state.ts';
import {
  ADMISSION,
  contextAt,
  filedAdmission,
  instant,
  SCIENCE,
  SYSTEM,
  WINDOW,
  type Story,
} from './testing/sample.ts';

/** An application that waits for a panel, on a step at which the clocks stand still for 30 days. */
const atPanel = (): Story =>
  filedAdmission()
    .do('2026-09-14 10:30', WINDOW, 'accept')
    .do('2026-09-15 10:00', SCIENCE, 'consult');

function lampOf(story: Story, at: string) {
  const { calendarOf } = contextAt(at, SYSTEM);
  const reading = { now: parseInstant(instant(at)), calendarOf };
  return clocksOf(ADMISSION, story.state, reading).find(({ kind }) => kind === 'promised')?.lamp;
}

describe('the status word of a step that stands still', () => {
  it('is special procedure while the lamp is that of a pause', () => {
    const story = atPanel();
    expect([lampOf(story, '2026-09-17 10:00'), phaseOf(story.state)]).toEqual([
      'paused',
      'special-procedure',
    ]);
  });

  it('is the work that is done there once the pause has reached its maximum', () => {
    const story = atPanel().do('2026-10-28 10:00', SYSTEM, 'resume');
    expect(story.where()).toBe('panel');
    expect(lampOf(story, '2026-10-28 10:00')).not.toBe('paused');
    expect(phaseOf(story.state)).toBe('reviewing');
    expect(phaseOf({ ...story.state, needClass: 'n01' })).toBe('handling');
    const branches = story.state.branches.map((branch) => ({ ...branch, role: 'applicant' }));
    expect(phaseOf({ ...story.state, branches })).toBe('to-amend');
  });
});
