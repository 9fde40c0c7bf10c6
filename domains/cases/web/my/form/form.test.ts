import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormFieldView, MaterialView } from '#domains/services/model/index.ts';
import { answersOf, askedFields, askedMaterials, wrongsOf } from './check.ts';
import { decimalOf, givenOf, typedOf } from './typed.ts';

const title = { 'zh-CN': '名' };
const field = (id: string, more: Partial<FormFieldView> = {}): FormFieldView => ({
  ...{ id, title, type: 'text', required: true, help: null, choices: null, when: null },
  ...{ rule: null, ruleText: null, prefill: null, personal: null, clause: null },
  ...{ min: null, max: null, unit: null },
  ...more,
});
const material = (id: string, more: Partial<MaterialView> = {}): MaterialView => ({
  ...{ id, title, required: true, fetched: false, accept: [], when: null, whenText: null },
  ...{ clause: null },
  ...more,
});

describe('what is typed', () => {
  it('is read by the type of its field', () => {
    const read = (type: FormFieldView['type'], typed: string) => givenOf({ type }, typed);
    expect(read('money', '1,234.5')).toBe(123_450);
    expect(read('money', '0.07')).toBe(7);
    expect(read('ratio', '12.5')).toBe(1_250);
    expect(read('integer', '1 200')).toBe(1_200);
    expect(read('number', '1.25')).toBe(1.25);
    expect(read('boolean', 'no')).toBe(false);
    expect(read('credit-code', ' 91110107ma01abcd2x')).toBe('91110107MA01ABCD2X');
    expect(read('file', 'id-1|20|a.pdf')).toBe('id-1');
    expect(read('text', '  ')).toBeNull();
  });

  it('cannot be read where it is something else', () => {
    const unread: [FormFieldView['type'], string][] = [
      ['money', '1.234'],
      ['money', '十元'],
      ['integer', '1.5'],
      ['number', '1e3'],
      ['boolean', 'maybe'],
      ['choices', 'a'],
    ];
    for (const [type, typed] of unread) expect(givenOf({ type }, typed)).toBeUndefined();
  });

  it('comes back as it was given', () => {
    const amounts = fc.integer({ min: -(10 ** 13), max: 10 ** 13 });
    fc.assert(
      fc.property(amounts, fc.constantFrom('money' as const, 'ratio' as const), (amount, type) => {
        expect(givenOf({ type }, typedOf({ type }, amount))).toBe(amount);
      }),
    );
    expect(decimalOf(-5)).toBe('-0.05');
    expect(givenOf({ type: 'boolean' }, typedOf({ type: 'boolean' }, true))).toBe(true);
    expect(givenOf({ type: 'choices' }, typedOf({ type: 'choices' }, ['a']))).toEqual(['a']);
  });
});

describe('a form', () => {
  const form = [
    field('revenue', { type: 'money', min: 0, max: 100_000 }),
    field('reason', { when: 'revenue > 50000' }),
    field('share', { type: 'ratio', required: false, rule: 'share <= 5000' }),
    field('mail', { type: 'email', required: false }),
  ];
  const materials = [
    material('audit', { when: 'revenue > 50000' }),
    material('licence', { fetched: true }),
  ];
  const guide = { form, materials };

  it('asks for what concerns the applicant, and for all that is not known yet', () => {
    const ids = (typed: Record<string, string>) => askedFields(form, typed).map(({ id }) => id);
    expect(ids({ revenue: '400' })).toEqual(['revenue', 'share', 'mail']);
    expect(ids({ revenue: '600' })).toContain('reason');
    expect(ids({})).toContain('reason');
    expect(askedMaterials(guide, { revenue: '400' }).map(({ id }) => id)).toEqual(['licence']);
  });

  it('calls a material open while nobody can tell whether it is needed', () => {
    expect(askedMaterials(guide, {}).map(({ id, isOpen }) => [id, isOpen])).toEqual([
      ['audit', true],
      ['licence', undefined],
    ]);
    const loose = { form: [field('revenue', { type: 'money', required: false })], materials };
    const ids = (on: typeof guide) => wrongsOf(on, {}, {}).map(({ id }) => id);
    expect(ids(guide), 'the fields come first').toEqual(['revenue', 'reason']);
    expect(ids(loose), 'then what the server would ask for').toEqual(['audit']);
  });

  it('judges a material by the answers that are handed in, not by what is no longer asked', () => {
    const hidden = {
      form: [field('loan', { type: 'boolean' }), field('sum', { type: 'money', when: 'loan' })],
      materials: [material('contract', { when: 'loan and sum > 50000' })],
    };
    const typed = { loan: 'no', sum: '900' };
    expect(askedMaterials(hidden, typed)).toEqual([]);
    expect(askedMaterials(hidden, { ...typed, loan: 'yes' })).toHaveLength(1);
    const blunt = { ...hidden, materials: [material('contract', { when: 'sum > 50000' })] };
    expect(askedMaterials(blunt, typed).map(({ isOpen }) => isOpen)).toEqual([true]);
  });

  it('names everything that is wrong at once, bounds as they are typed', () => {
    const typed = { revenue: '1000.01', reason: '', share: '60', mail: 'nobody' };
    expect(wrongsOf(guide, typed, {})).toEqual([
      { id: 'revenue', kind: 'range', type: 'money', min: '0', max: '1000' },
      { id: 'reason', kind: 'missing', type: 'text', min: '', max: '' },
      { id: 'share', kind: 'rule', type: 'ratio', min: '', max: '' },
      { id: 'mail', kind: 'type', type: 'email', min: '', max: '' },
      { id: 'audit', kind: 'material', type: 'file', min: '', max: '' },
    ]);
    expect(wrongsOf(guide, { revenue: '600', reason: '因为' }, { audit: 1 })).toEqual([]);
  });

  it('hands in only what is asked and answered', () => {
    const typed = { revenue: '400', reason: '先前写的', share: '', mail: ' a@b.example ' };
    expect(answersOf(form, typed)).toEqual({ revenue: 40_000, mail: 'a@b.example' });
  });
});
