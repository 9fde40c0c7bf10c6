import { expect, test } from 'vitest';
import type { ServiceGuide } from '#domains/services/model/index.ts';
import type { CaseView } from '../../../model/index.ts';
import { amendmentOf } from './amendment.ts';

const field = (id: string) => ({ id, type: 'text', when: null }) as const;
// Only what an amendment is computed from.
const guide = {
  form: [field('subject'), field('place')],
  materials: [{ id: 'licence', when: null }],
} as unknown as ServiceGuide;
const view = {
  answers: [
    { id: 'subject', given: '用房' },
    { id: 'place', given: '一层' },
  ],
  materials: [],
  remarks: [],
} as unknown as CaseView;
const file = { id: 'f1', name: 'a.pdf', sizeBytes: 1 };

test('what is said to be right as it is goes with its reason, and unchanged', () => {
  const input = amendmentOf({
    ...{ guide, view, typed: { subject: '会议用房', place: '二层' }, files: { licence: [file] } },
    kept: { place: ' 以合同为准 ', licence: '' },
  });
  expect(input).toEqual({
    answers: { subject: '会议用房' },
    files: [],
    items: [{ field: 'place', text: '以合同为准' }],
  });
});
