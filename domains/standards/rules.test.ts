import { describe, expect, test } from 'vitest';
import { checkSystem, countedTree, editionOn, entriesOf, statusOn } from './rules.ts';
import { samplePack } from './testing.ts';

describe('the standards system', () => {
  test('115 = 28 + 2 + 4 + 81, named or not', () => {
    const entries = entriesOf(samplePack());
    const of = (level: string) => entries.filter((entry) => entry.level === level).length;
    expect(entries).toHaveLength(115);
    expect([of('national'), of('industry'), of('local'), of('park')]).toEqual([28, 2, 4, 81]);
    expect(entries.filter((entry) => entry.slot)).toHaveLength(114);
  });

  test('a box counts itself and everything below it', () => {
    const pack = samplePack();
    const tree = countedTree(pack.tree, entriesOf(pack));
    expect(tree.counts.total).toBe(115);
    expect(tree.children[1]?.counts.byLevel).toEqual({
      national: 28,
      industry: 2,
      local: 4,
      park: 81,
    });
    expect(tree.children[0]?.counts.total).toBe(0);
  });

  test('a standard is in force from its effective day and not the day before', () => {
    const standard = { slot: false, editions: [{ effectiveOn: '2014-06-09' }] };
    expect(statusOn(standard, '2014-06-08')).toBe('coming');
    expect(statusOn(standard, '2014-06-09')).toBe('in-force');
    expect(statusOn({ ...standard, slot: true }, '2026-01-01')).toBe('slot');
  });

  test('the latest edition in effect applies, an undated one before any dated', () => {
    const editions = [{ effectiveOn: '2026-03-01' }, { effectiveOn: null }];
    expect(editionOn(editions, '2026-02-28')?.effectiveOn).toBeNull();
    expect(editionOn(editions, '2026-03-01')?.effectiveOn).toBe('2026-03-01');
    expect(editionOn([], '2026-03-01')).toBeUndefined();
  });

  test('a repeated number and a place that is not in the tree are both found', () => {
    const pack = samplePack();
    const [first] = pack.standards;
    if (!first) throw new Error('the sample has a standard');
    const broken = {
      ...pack,
      standards: [first, { ...first, code: 'second', tree: 'nowhere' }],
    };
    expect(checkSystem(pack)).toEqual([]);
    expect(checkSystem(broken).map((fault) => [fault.path, fault.code])).toEqual([
      ['standards.1.number', 'standards.repeated'],
      ['standards.1.tree', 'standards.no_such_place'],
    ]);
  });
});
