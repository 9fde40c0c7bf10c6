import { describe, expect, test } from 'vitest';
import type { DecisionTableView } from '../../model/case.ts';
import { knownFacts, proposedBy } from './proposal.ts';

const taper: DecisionTableView = {
  branch: 'fix#1',
  title: { 'zh-CN': '比例' },
  clause: '4.2',
  hit: 'U',
  inputs: [{ expression: 'holder', title: { 'zh-CN': '类别' } }],
  outputs: ['rate', 'amount'].map((name) => ({
    ...{ name, title: { 'zh-CN': name }, type: null, values: [] },
  })),
  rows: [
    { when: ['"champion"'], gives: ['8000', 'premium * 0.8'], source: null },
    { when: ['"sme"'], gives: ['9000', 'premium * 0.9'], source: null },
  ],
};

describe('what a table proposes', () => {
  test('is every output by its name, with the row it rests on', () => {
    expect(proposedBy(taper, { holder: 'sme', premium: 1_000 })).toEqual({
      outputs: { rate: 9_000, amount: 900 },
      rows: [1],
    });
  });

  test('is named as well where there is one output, and follows what is typed', () => {
    const [rate] = taper.outputs;
    const one = { ...taper, outputs: rate ? [rate] : [] };
    const rows = one.rows.map((row) => ({ ...row, gives: row.gives.slice(0, 1) }));
    const known = { holder: 'sme' };
    expect(proposedBy({ ...one, rows }, known)?.outputs).toEqual({ rate: 9_000 });
    expect(proposedBy({ ...one, rows }, { ...known, holder: 'champion' })?.rows).toEqual([0]);
  });

  test('is nothing where no row fits, or a cell cannot be read', () => {
    expect(proposedBy(taper, {})).toBeUndefined();
    expect(
      proposedBy({ ...taper, rows: [{ when: ['"'], gives: ['1', '1'], source: null }] }, {}),
    ).toBe(undefined);
  });
});

test('answers that were given are facts, others are not known', () => {
  const answer = (id: string, given: string | null) => ({
    ...{ id, title: { 'zh-CN': id }, value: '', given, erased: given === null, source: null },
  });
  expect(knownFacts({ answers: [answer('a', 'x'), answer('b', null)] })).toEqual({ a: 'x' });
});
