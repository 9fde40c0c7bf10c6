import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { fold } from './evolve.ts';
import { emptyState } from './state.ts';
import { ADMISSION_SOURCE, APPLICANT, definitionOf, Story, WINDOW } from './testing/sample.ts';

const FORM = [
  { id: 'revenue', title: '上年营业收入', type: 'money' },
  { id: 'purpose', title: '用途', type: 'text' },
  { id: 'area', title: '面积', type: 'number' },
];
const PATIENT = definitionOf({ ...ADMISSION_SOURCE, form: FORM });
const ITEMS = ['revenue', 'purpose', 'area', 'licence'];
const item = (field: string) => ({ field, text: `请改 ${field}` });

function filed(): Story {
  return new Story(PATIENT).do('2026-09-14 10:00', APPLICANT, 'file', {
    node: 'centre',
    applicant: { party: 'firm', kind: 'enterprise' },
    answers: { revenue: 1, purpose: 'a', area: 10 },
  });
}

const late = (story: Story) =>
  story.state.violations
    .filter(({ code }) => code === 'process.remark-late')
    .map(({ fields }) => fields);

describe('一次性告知', () => {
  it('ties every remark to a field or a material, or to the whole', () => {
    const story = filed();
    expect(
      story.refused('2026-09-14 10:30', WINDOW, 'return', { items: [item('colour')] }),
    ).toMatchObject({ code: 'process.remark-on-nothing', values: { field: 'colour' } });
    story.do('2026-09-14 10:30', WINDOW, 'return', {
      items: [item('area'), item('licence'), item('')],
    });
    expect(story.state.remarks.map(({ field }) => field)).toEqual(['area', 'licence', '']);
    expect(story.state.remarked).toEqual(['area', 'licence', '']);
  });

  it('records a later remark on what could have been told at once, with its fields, and fires a rung', () => {
    const story = filed()
      .do('2026-09-14 10:30', WINDOW, 'return', { items: [item('area')] })
      .do('2026-09-14 11:00', APPLICANT, 'resubmit', { answers: { area: 12 } })
      .do('2026-09-14 11:30', WINDOW, 'return', { items: [item('area'), item('purpose')] });
    expect(late(story)).toEqual([['purpose']]);
    const record = story.events.find(({ type }) => type === 'case.remark-late');
    expect(record?.clause).toBe('5.2');
    expect(story.types().filter((type) => type === 'case.rung-fired')).toHaveLength(2);
  });

  it('lets a remark on what the applicant has changed since be no breach', () => {
    const story = filed()
      .do('2026-09-14 10:30', WINDOW, 'return', { items: [item('area')] })
      .do('2026-09-14 11:00', APPLICANT, 'resubmit', { answers: { area: 12, purpose: 'b' } })
      .do('2026-09-14 11:30', WINDOW, 'return', { items: [item('purpose')] });
    expect(story.state.amended).toEqual(['area', 'purpose']);
    expect(late(story)).toEqual([]);
  });

  it('calls late exactly what was neither told nor changed before, whatever happens', () => {
    const some = fc.uniqueArray(fc.constantFrom(...ITEMS), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ told: some, changed: some }), { maxLength: 4 }),
        (rounds) => {
          const story = filed();
          const fair = new Set<string>();
          let value = 100;
          for (const [place, { told, changed }] of rounds.entries()) {
            const before = late(story).length;
            const day = 14 + place;
            story.do(`2026-09-${day} 10:30`, WINDOW, 'return', { items: told.map(item) });
            const stale = place === 0 ? [] : told.filter((field) => !fair.has(field));
            expect(late(story).slice(before)).toEqual(stale.length === 0 ? [] : [stale]);
            const touched = [...new Set([...told, ...changed])];
            for (const field of touched) fair.add(field);
            value += 1;
            const answers = Object.fromEntries(
              touched
                .filter((id) => id !== 'licence')
                .map((id) => [id, id === 'purpose' ? `${value}` : value]),
            );
            const files = touched.includes('licence')
              ? [{ material: 'licence', file: `f${value}` }]
              : [];
            story.do(`2026-09-${day} 11:00`, APPLICANT, 'resubmit', { answers, files });
          }
          expect(canonicalJson(fold(story.events, emptyState()))).toBe(canonicalJson(story.state));
        },
      ),
      { numRuns: 60 },
    );
  });
});
