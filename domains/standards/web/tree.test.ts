import { describe, expect, it } from 'vitest';
import type { StandardCard, StandardsSystem, SystemNode } from '../model.ts';
import { boxesUnder, matchingStandards, standardsOf } from './tree.ts';

const box = (id: string, children: SystemNode[] = []): SystemNode => ({
  id,
  title: { 'zh-CN': id },
  counts: { total: 0, byLevel: {} },
  children,
});
const card = (code: string, tree: string, level: StandardCard['level']): StandardCard => ({
  code,
  position: `TG ${code}`,
  number: level === 'park' ? `Q/SJ ${code}—2014` : null,
  title: { 'zh-CN': `空间入驻 ${code}`, en: 'Admission' },
  level,
  tree,
  responsible: null,
  status: 'in-force',
  publishedOn: null,
  effectiveOn: null,
  sample: false,
});
const tree = box('root', [box('basics'), box('provision', [box('spec')])]);
const standards = [card('301', 'spec', 'park'), card('101', 'basics', 'national')];
const system: StandardsSystem = {
  code: 's',
  title: { 'zh-CN': '体系' },
  on: '2026-09-18',
  publishedOn: null,
  effectiveOn: null,
  source: null,
  counts: { total: 2, byLevel: {}, inForce: 2 },
  tree,
  standards,
};
const codes = (cards: readonly StandardCard[]) => cards.map((each) => each.code);

describe('the list of standards', () => {
  it('shows a box with everything below it', () => {
    expect([...boxesUnder(tree, 'provision')]).toEqual(['provision', 'spec']);
    expect(codes(standardsOf(system, { tree: 'provision' }))).toEqual(['301']);
    expect(codes(standardsOf(system, { tree: 'root', level: 'national' }))).toEqual(['101']);
  });

  it('is empty for a box that does not exist', () => {
    expect(standardsOf(system, { tree: 'nowhere' })).toEqual([]);
  });

  it('finds a number whichever dash or spacing is typed', () => {
    for (const typed of ['q/sj 301-2014', 'Q/SJ301—2014', '301–2014'])
      expect(codes(matchingStandards(standards, typed))).toEqual(['301']);
    expect(codes(matchingStandards(standards, 'admission tg'))).toEqual(['301', '101']);
    expect(matchingStandards(standards, '不存在')).toEqual([]);
  });
});
