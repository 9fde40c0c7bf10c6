import { describe, expect, it } from 'vitest';
import { allowedActions } from './allowed.ts';
import type { Definition } from './definition.ts';
import {
  ADMISSION,
  APPLICANT,
  contextAt,
  filedAdmission,
  filedNeed,
  NEED,
  staff,
  WINDOW,
  type Story,
} from './testing/sample.ts';

const later = '2026-09-14 11:30';

/** What the applicant is shown of urging: allowed, or the refusal; nothing where it is not shown. */
function shown(definition: Definition, story: Story): unknown {
  const actions = allowedActions(definition, story.state, contextAt(later, APPLICANT));
  const urge = actions.find(({ verb }) => verb === 'urge');
  return urge?.allowed === false ? urge.refusal : urge?.allowed;
}

/** A need of which a steward has said that it is done. */
function resolvedNeed(): Story {
  const steward = staff('steward', 'station');
  return filedNeed()
    .do('2026-09-14 10:10', staff('dispatcher'), 'dispatch', { node: 'station' })
    .do('2026-09-14 10:20', steward, 'claim')
    .do('2026-09-14 11:00', steward, 'resolve', { note: 'x' });
}

describe('urging', () => {
  it('is for what lies with a post', () => {
    const story = filedAdmission();
    expect(shown(ADMISSION, story)).toBe(true);
    story.do(later, APPLICANT, 'urge', {});
    expect(story.state.urges).toBe(1);
  });

  it('is refused with what to do instead while the applicant has to confirm', () => {
    const story = resolvedNeed();
    const refusal = {
      code: 'process.yours-to-confirm',
      clause: '6.6',
      next: 'process.next.confirm',
    };
    expect(shown(NEED, story)).toMatchObject(refusal);
    expect(story.refused(later, APPLICANT, 'urge', {})).toMatchObject(refusal);
    expect(story.state.urges).toBe(0);
  });

  it('is possible again once the need was reopened', () => {
    const story = resolvedNeed().do('2026-09-14 11:20', APPLICANT, 'reopen', { reason: 'x' });
    expect(shown(NEED, story)).toBe(true);
  });

  it('is refused while something was returned to the applicant', () => {
    const items = [{ field: 'revenue', text: '?' }];
    const story = filedAdmission().do('2026-09-14 10:30', WINDOW, 'return', { items });
    expect(shown(ADMISSION, story)).toMatchObject({
      code: 'process.yours-to-do',
      next: 'process.next.do-yours',
    });
    expect(story.refused(later, APPLICANT, 'urge', {}).code).toBe('process.yours-to-do');
  });

  it('is nobody else’s, whoever is waited for', () => {
    expect(resolvedNeed().refused(later, WINDOW, 'urge', {}).code).toBe('process.only-applicant');
  });
});
