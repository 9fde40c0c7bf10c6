import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { packDefinitions } from '#domains/cases/testing.ts';
import type { Definition } from '#engines/process/index.ts';
import { revise } from './revise.ts';

let admission: Definition;

beforeAll(async () => {
  const all = await packDefinitions('shijingshan');
  const found = all.find(({ code }) => code === 'space.admission');
  if (found === undefined) throw new Error('the pack has space.admission');
  admission = found;
});

describe('a revision', () => {
  test('of a limit changes that limit and nothing else', () => {
    const { definition, differences, missing } = revise(admission, [
      { kind: 'promised-limit', to: '3wd' },
    ]);
    expect(missing).toEqual([]);
    expect(differences).toMatchObject([{ element: 'limits.promised', from: '5wd', to: '3wd' }]);
    expect(definition.limits.promised).toBe('3wd');
    expect({ ...definition, limits: admission.limits }).toEqual(admission);
  });

  test('reaches a step and a member of a joint review', () => {
    const { definition, differences } = revise(admission, [
      { kind: 'step-limit', step: 'decide', to: '2wd' },
      { kind: 'step-role', step: 'review.finance', to: 'window' },
    ]);
    expect(differences.map(({ element }) => element)).toEqual([
      'flow.steps.decide.within',
      'flow.steps.review.finance.by',
    ]);
    const review = definition.flow.steps['review'];
    expect(review?.kind === 'block' && review.members['finance']?.by).toBe('window');
  });

  test('adds, requires and removes materials', () => {
    const title = { 'zh-CN': '租赁意向书' };
    const { definition, differences } = revise(admission, [
      { kind: 'material-add', id: 'lease', clause: '5.1', title, accept: ['pdf'] },
      { kind: 'material-required', material: 'audit', to: false },
      { kind: 'material-remove', material: 'licence' },
    ]);
    expect(definition.materials.map(({ id, required }) => [id, required])).toEqual([
      ['audit', false],
      ['lease', true],
    ]);
    expect(differences).toHaveLength(3);
  });

  test('names what it cannot find, and leaves the rest as it was', () => {
    const { definition, missing } = revise(admission, [
      { kind: 'step-limit', step: 'nowhere', to: '2wd' },
      { kind: 'step-role', step: 'review', to: 'window' },
      { kind: 'material-remove', material: 'none' },
    ]);
    expect(missing.map(({ element }) => element)).toEqual(['nowhere', 'review', 'none']);
    expect(definition).toEqual(admission);
  });

  test('that sets what is there already is no difference', () => {
    fc.assert(
      fc.property(fc.constantFrom('1wd', '5wd', '0.5wd', '4wh', '2m', 'same-day'), (limit) => {
        const once = revise(admission, [{ kind: 'promised-limit', to: limit }]);
        const twice = revise(once.definition, [{ kind: 'promised-limit', to: limit }]);
        expect(twice.differences).toEqual([]);
        expect(twice.definition).toEqual(once.definition);
      }),
    );
  });
});
