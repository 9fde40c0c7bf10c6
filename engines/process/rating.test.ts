import { describe, expect, it } from 'vitest';
import { allowedActions } from './allowed.ts';
import { invitesRating } from './rating.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  contextAt,
  definitionOf,
  filedAdmission,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';
import { writtenDefinition } from './written.ts';

/** The sample, its refusal of what came to the wrong body said to be rated by nobody. */
const UNRATED = definitionOf({
  ...ADMISSION_SOURCE,
  flow: {
    ...ADMISSION_SOURCE.flow,
    ends: {
      ...ADMISSION_SOURCE.flow.ends,
      elsewhere: { title: '不属于本机构职责', adverse: true, rated: false },
    },
  },
});

describe('a rating', () => {
  it.each(['granted', 'denied', 'not-accepted', 'elsewhere'])('is asked for at %s', (end) => {
    expect(invitesRating(ADMISSION, end)).toBe(true);
    expect(invitesRating({ ...ADMISSION, review: undefined }, end)).toBe(false);
  });

  it.each(['withdrawn', 'voided', 'lapsed', null])('is not asked for at %s', (end) => {
    expect(invitesRating(ADMISSION, end)).toBe(false);
  });

  it('is not asked for where the definition says so of an end, which is written back', () => {
    expect(invitesRating(UNRATED, 'elsewhere')).toBe(false);
    expect(definitionOf(writtenDefinition(UNRATED))).toEqual(UNRATED);
  });

  it('is neither offered nor taken after a case has lapsed', () => {
    const items = [{ field: 'revenue', text: '?' }];
    const story = filedAdmission()
      .do('2026-09-14 10:30', WINDOW, 'return', { items })
      .do('2026-10-09 10:00', SYSTEM, 'overdue');
    const refused = story.refused('2026-10-09 11:00', APPLICANT, 'rate', { rating: 1 });
    expect(refused.code).toBe('process.nothing-to-rate');
    const context = contextAt('2026-10-09 11:00', APPLICANT);
    const verbs = allowedActions(ADMISSION, story.state, context).map(({ verb }) => verb);
    expect(verbs).not.toContain('rate');
  });
});
