import { expect, test } from 'vitest';
import { migrationPlan } from '#engines/process/index.ts';
import type { OldEdition } from '../../model/index.ts';
import { emptyPlan, missingOf, planOfForm } from './migration-plan.ts';

const card = (hash: string) => ({
  ...{ hash, edition: '1', releasedOn: '2026-01-01', effectiveOn: '2026-01-01' },
  replacedOn: null,
});
const old: OldEdition = {
  ...{ service: 'space.admission', title: { 'zh-CN': '入驻' }, open: 2 },
  ...{ from: card('a'.repeat(64)), to: card('b'.repeat(64)), gone: [], steps: [], limits: [] },
};
const filled = {
  ...{ reason: ' 联审改审计 ', clause: '9.1', targets: { review: 'audit', panel: '' } },
  retroactive: ['limits.promised'],
};

test('a form becomes a plan the server takes, with the clause beside every limit', () => {
  const plan = planOfForm(old, filled);
  expect(migrationPlan.parse(plan)).toEqual(plan);
  expect(plan).toMatchObject({
    ...{ reason: '联审改审计', steps: { review: 'audit' } },
    retroactive: [{ element: 'limits.promised', clause: '9.1' }],
  });
});

test('the same choices are the same plan, others another', () => {
  expect(planOfForm(old, filled).id).toBe(planOfForm(old, { ...filled }).id);
  expect(planOfForm(old, { ...filled, clause: '9.2' }).id).not.toBe(planOfForm(old, filled).id);
});

test('reason and clause come first', () => {
  expect(missingOf(emptyPlan)).toBe('reason');
  expect(missingOf({ ...emptyPlan, reason: 'x' })).toBe('clause');
  expect(missingOf({ ...emptyPlan, reason: 'x', clause: '1' })).toBeUndefined();
});
