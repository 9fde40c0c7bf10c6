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

describe('an answer to a remark', () => {
  const returned = () =>
    filed().do('2026-09-14 10:30', WINDOW, 'return', {
      items: [item('area'), item('licence'), item('')],
    });
  const said = [
    { field: 'area', text: '以房产证为准' },
    { field: 'licence', text: '已由园区调取' },
    { field: '', text: '已补充说明' },
  ];

  it('settles what is right as it is, with its reason beside the remark', () => {
    const story = returned().do('2026-09-14 11:00', APPLICANT, 'resubmit', { items: said });
    expect(story.where()).toBe('accept');
    expect(story.state.answers['area']).toBe(10);
    expect(story.state.remarks).toEqual(
      said.map(({ field, text }) => ({ ...item(field), settled: true, answer: text })),
    );
  });

  it('is wanted for each that was not changed: a blank one leaves it open', () => {
    const refused = returned().refused('2026-09-14 11:00', APPLICANT, 'resubmit', {
      answers: { area: 12 },
      items: [{ field: 'licence', text: ' ' }],
    });
    expect(refused.fields?.map(({ field, code }) => [field, code])).toEqual([
      ['licence', 'process.field.not-amended'],
    ]);
  });

  it('answers what was remarked on and nothing else', () => {
    const refused = returned().refused('2026-09-14 11:00', APPLICANT, 'resubmit', {
      items: [...said, { field: 'purpose', text: '?' }],
    });
    expect(refused).toMatchObject({
      code: 'process.answer-to-no-remark',
      values: { field: 'purpose' },
    });
  });

  it('is no paper: one that was never handed in is still asked for', () => {
    const definition = definitionOf({
      ...ADMISSION_SOURCE,
      form: FORM,
      materials: [{ id: 'audit', title: '审计报告', when: 'revenue > 5' }],
    });
    const story = new Story(definition)
      .do('2026-09-14 10:00', APPLICANT, 'file', {
        node: 'centre',
        applicant: { party: 'firm', kind: 'enterprise' },
        answers: { revenue: 1, purpose: 'a', area: 10 },
      })
      .do('2026-09-14 10:30', WINDOW, 'return', { items: [item('audit'), item('revenue')] });
    const refused = story.refused('2026-09-14 11:00', APPLICANT, 'resubmit', {
      answers: { revenue: 6 },
      items: [{ field: 'audit', text: '不需要' }],
    });
    expect(refused.fields).toMatchObject([{ field: 'audit', code: 'process.field.not-handed-in' }]);
  });

  it('belongs to its own return: an earlier remark on the same field keeps its own', () => {
    const story = returned()
      .do('2026-09-14 11:00', APPLICANT, 'resubmit', { items: said })
      .do('2026-09-14 11:30', WINDOW, 'return', { items: [item('area')] })
      .do('2026-09-14 12:00', APPLICANT, 'resubmit', { items: [{ field: 'area', text: '附证' }] });
    const area = story.state.remarks.filter(({ field }) => field === 'area');
    expect(area.map(({ answer }) => answer)).toEqual(['以房产证为准', '附证']);
    expect(canonicalJson(fold(story.events, emptyState()))).toBe(canonicalJson(story.state));
  });
});
