import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Revisable } from '../../model.ts';
import { changesOf, draftInForce, draftOf, materialId, withMaterial, withStep } from './draft.ts';

const revisable: Revisable = {
  service: {
    code: 'space.admission',
    title: { 'zh-CN': '入驻' },
    summary: null,
    class: { code: 'space', title: { 'zh-CN': '空间' } },
    nature: 'park-service',
    kind: 'promised',
    mode: 'handle',
    need: false,
    promised: '5wd',
    statutory: null,
    channels: [],
    standard: { code: 's', number: 'Q/X 1—2014', clause: '5' },
    sample: true,
  },
  bundle: {
    hash: 'h',
    edition: '2014',
    releasedOn: '2014-05-09',
    effectiveOn: '2014-06-09',
    replacedOn: null,
  },
  clause: '5.2',
  promised: '5wd',
  steps: [
    { id: 'accept', title: { 'zh-CN': '受理' }, limit: 'same-day', role: 'window', clause: '5.2' },
    { id: 'panel', title: { 'zh-CN': '评审' }, limit: null, role: 'expert-panel', clause: '5.5' },
  ],
  materials: [
    {
      id: 'licence',
      title: { 'zh-CN': '营业执照' },
      required: true,
      fetched: true,
      accept: ['pdf'],
      when: null,
      whenText: null,
      clause: '5.1',
    },
  ],
  roles: [],
};

describe('a draft of a revision', () => {
  it('changes nothing while it says what is in force', () => {
    expect(changesOf(revisable, draftInForce(revisable))).toEqual([]);
  });

  it('names each changed element once', () => {
    const draft = withMaterial(
      withStep({ ...draftInForce(revisable), promised: '3wd' }, 'accept', {
        limit: '1wd',
        role: 'steward',
      }),
      'licence',
      { required: false },
    );
    expect(changesOf(revisable, draft)).toEqual([
      { kind: 'promised-limit', to: '3wd' },
      { kind: 'step-limit', step: 'accept', to: '1wd' },
      { kind: 'step-role', step: 'accept', to: 'steward' },
      { kind: 'material-required', material: 'licence', to: false },
    ]);
  });

  it('says only that a removed material is removed', () => {
    const draft = withMaterial(draftInForce(revisable), 'licence', {
      required: false,
      removed: true,
    });
    expect(changesOf(revisable, draft)).toEqual([{ kind: 'material-remove', material: 'licence' }]);
  });

  it('leaves out a new material without a title', () => {
    const draft = { ...draftInForce(revisable), added: [{ title: '  ', accept: ['pdf'] }] };
    expect(changesOf(revisable, draft)).toEqual([]);
  });

  it('ignores what a definition no longer has', () => {
    const draft = draftOf(revisable, [{ kind: 'step-limit', step: 'gone', to: '1wd' }]);
    expect(draft).toEqual(draftInForce(revisable));
  });

  it('comes back the same from its saved changes', () => {
    const limits = fc.constantFrom('same-day', '1wd', '0.5wd', '4wh');
    const drafts = fc.record({
      promised: limits,
      limit: limits,
      role: fc.constantFrom('window', 'steward'),
      required: fc.boolean(),
      titles: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(drafts, ({ promised, limit, role, required, titles }) => {
        const added = titles.map((title) => ({ title, accept: ['pdf'] }));
        const begun = withStep({ ...draftInForce(revisable), promised, added }, 'accept', {
          limit,
          role,
        });
        const changes = changesOf(revisable, withMaterial(begun, 'licence', { required }));
        expect(changesOf(revisable, draftOf(revisable, changes))).toEqual(changes);
      }),
    );
  });
});

describe('the id of a new material', () => {
  it('is made of its title and fits a definition', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (title) => {
        const id = materialId(title, new Set());
        expect(id).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
        expect(materialId(title, new Set())).toBe(id);
        expect(materialId(title, new Set([id]))).toBe(`${id}-2`);
      }),
    );
  });

  it('agrees with the published values of the hash', () => {
    expect(materialId('a', new Set())).toBe('material-e40c292c');
    expect(materialId('foobar', new Set())).toBe('material-bf9cf968');
  });
});
