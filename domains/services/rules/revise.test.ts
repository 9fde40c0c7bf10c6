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

  test('that begins from an earlier edition has its content, and differs only in the end', () => {
    const latest = revise(admission, [
      { kind: 'promised-limit', to: '8wd' },
      { kind: 'step-role', step: 'review.finance', to: 'window' },
      { kind: 'step-limit', step: 'decide', to: '2wd' },
      { kind: 'material-remove', material: 'licence' },
      { kind: 'field-required', field: 'phone', to: false },
      { kind: 'fee', to: { amountFen: 100, basis: '（示例）' } },
    ]).definition;
    const restore = { kind: 'restore' as const, bundle: 'earlier', edition: '2014' };
    const editions = new Map([['earlier', admission]]);
    const back = revise(latest, [restore], editions);
    expect(back.definition).toEqual(admission);
    expect(back.differences.map(({ element, from, to }) => [element, from, to])).toEqual([
      ['limits.promised', '8wd', '5wd'],
      ['flow.steps.review.finance.by', 'window', 'finance-desk'],
      ['flow.steps.decide.within', '2wd', '1wd'],
      ['materials.licence', '', expect.any(String)],
      ['fee', '1 元（（示例））', ''],
      ['form.phone.required', 'false', 'true'],
    ]);
    const half = revise(latest, [restore, { kind: 'promised-limit', to: '8wd' }], editions);
    expect(half.differences.map(({ element }) => element)).not.toContain('limits.promised');
    expect(revise(latest, [restore]).missing).toEqual([{ change: 0, element: '2014' }]);
  });

  test('tells a restored part without a line of its own as the rest', () => {
    const latest = { ...admission, channels: ['web' as const] };
    const restore = { kind: 'restore' as const, bundle: 'earlier', edition: '2014' };
    const { differences } = revise(latest, [restore], new Map([['earlier', admission]]));
    expect(differences.map(({ element }) => element)).toEqual(['rest']);
    const same = revise(latest, [restore], new Map([['earlier', latest]]));
    expect(same.differences).toEqual([]);
  });

  test('changes what the service costs, what the form asks and what a table gives', async () => {
    const basis = '园区服务收费目录（示例）第 3 项';
    const bid = (await packDefinitions('shijingshan')).find(({ code }) => code === 'challenge.bid');
    if (bid === undefined) throw new Error('the pack has challenge.bid');
    const field = bid.form[0]?.id ?? '';
    const { definition, differences, missing } = revise(bid, [
      { kind: 'fee', to: { amountFen: 12_050, basis } },
      { kind: 'field-title', field, to: { 'zh-CN': '新名称', en: 'New name' } },
      { kind: 'field-required', field, to: !bid.form[0]?.required },
      { kind: 'table-cell', table: 'award', row: 1, part: 'when', cell: 0, to: '>= 250' },
      { kind: 'table-cell', table: 'award', row: 1, part: 'source', cell: 0, to: '新说明' },
    ]);
    expect(missing).toEqual([]);
    expect(definition.fee).toEqual({ amountFen: 12_050, basis });
    expect(definition.form[0]).toMatchObject({
      title: { 'zh-CN': '新名称', en: 'New name' },
      required: !bid.form[0]?.required,
    });
    expect(definition.tables?.[0]?.rows[0]).toMatchObject({ when: ['>= 250'], source: '新说明' });
    expect(differences.map(({ element }) => element)).toEqual([
      'fee',
      `form.${field}.title`,
      `form.${field}.required`,
      'tables.award.rows.1.when.0',
      'tables.award.rows.1.source.0',
    ]);
    expect(differences[0]).toMatchObject({ from: '', to: `120.50 元（${basis}）` });
  });

  test('of a cell or a field that is not there is named', () => {
    const { missing } = revise(admission, [
      { kind: 'field-title', field: 'none', to: { 'zh-CN': '无' } },
      { kind: 'table-cell', table: 'none', row: 1, part: 'when', cell: 0, to: '-' },
    ]);
    expect(missing.map(({ element }) => element)).toEqual(['none', 'none 1']);
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
