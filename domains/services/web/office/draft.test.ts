import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Revisable } from '../../model/index.ts';
import { cellKey, fenOf, shownCell, withField, writtenCell, yuanText } from './draft-parts.ts';
import {
  changesOf,
  draftInForce,
  draftOf,
  faultOf,
  materialId,
  withMaterial,
  withStep,
} from './draft.ts';

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
  fee: null,
  fields: [{ id: 'area', title: { 'zh-CN': '面积' }, required: true, clause: '5.1' }],
  tables: [
    {
      code: 'award',
      title: { 'zh-CN': '评分' },
      clause: '5.3',
      inputs: [{ 'zh-CN': '合计' }],
      outputs: [{ 'zh-CN': '建议' }],
      rows: [{ when: ['>= 240'], gives: ['"award"'], source: '八十分' }],
    },
  ],
  roles: [],
};

const basis = '收费目录第 3 项';
const cell = { table: 'award', row: 1, part: 'when', cell: 0 } as const;

describe('fee, form and decision tables of a draft', () => {
  it('are read back from the changes they lead to', () => {
    const changed = {
      ...withField(draftInForce(revisable), 'area', { title: { 'zh-CN': '用地', en: ' Area ' } }),
      fee: { amountFen: 5_000, basis },
      cells: { [cellKey(cell)]: '>= 250', [cellKey({ ...cell, part: 'source' })]: '八十分' },
    };
    const changes = changesOf(revisable, changed);
    expect(changes).toEqual([
      { kind: 'fee', to: { amountFen: 5_000, basis } },
      { kind: 'field-title', field: 'area', to: { 'zh-CN': '用地', en: 'Area' } },
      { kind: 'table-cell', ...cell, to: '>= 250' },
    ]);
    expect(changesOf(revisable, draftOf(revisable, changes))).toEqual(changes);
  });

  it('cannot be saved while something of them is missing', () => {
    const draft = draftInForce(revisable);
    expect(faultOf(revisable, draft)).toBeUndefined();
    expect(faultOf(revisable, { ...draft, promised: '0wd' })).toEqual({
      kind: 'limit',
      step: null,
    });
    expect(faultOf(revisable, withStep(draft, 'accept', { limit: 'wd' }))).toEqual({
      kind: 'limit',
      step: 'accept',
    });
    expect(faultOf(revisable, { ...draft, fee: { amountFen: 0, basis } })?.kind).toBe('fee');
    const nameless = withField(draft, 'area', { title: { 'zh-CN': ' ' } });
    expect(faultOf(revisable, nameless)?.kind).toBe('field');
    expect(faultOf(revisable, { ...draft, cells: { [cellKey(cell)]: ' ' } })?.kind).toBe('cell');
  });

  it('shows a text without its quotes and writes it with them', () => {
    expect(shownCell('"award"')).toBe('award');
    expect(writtenCell('reserve', '"award"')).toBe('"reserve"');
    expect(writtenCell('< 3', '>= 240')).toBe('< 3');
  });

  it('reads an amount as it is typed', () => {
    expect(['50', '12.5', '12.50', ' 0.01 '].map(fenOf)).toEqual([5_000, 1_250, 1_250, 1]);
    expect(['', '1,000', '1.234', '-3', 'x'].map(fenOf)).toEqual(Array(5).fill(undefined));
    expect([5_000, 1_250, 1].map(yuanText)).toEqual(['50', '12.50', '0.01']);
  });
});

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
