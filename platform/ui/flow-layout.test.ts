import { describe, expect, it } from 'vitest';
import {
  nodesInReadingOrder,
  openingOf,
  placeFlow,
  textWidth,
  textLines,
  type Flow,
} from './flow-layout.ts';

const node = (id: string, kind: 'start' | 'step' | 'end' = 'step') => ({
  id,
  kind,
  title: id,
  meta: '窗口 · 当日',
  adverse: false,
});
const edge = (line: string, title: string, adverse = false) => {
  const [from = '', to = ''] = line.split('→');
  return { from, to, title, adverse };
};
const flow: Flow = {
  nodes: [node('受理'), node('补正'), node('决定'), node('办结', 'end')],
  edges: [
    edge('受理→补正', '补正', true),
    edge('补正→受理', '重新提交'),
    edge('受理→决定', '受理'),
    edge('决定→办结', '通过'),
    edge('决定→办结', '不通过', true),
    edge('决定→nowhere', '丢失'),
  ],
};

describe('a drawn flow', () => {
  const drawing = placeFlow(flow);

  it('keeps every box inside the drawing and apart from the others', () => {
    for (const box of drawing.nodes) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(drawing.width);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(drawing.height);
      const over = drawing.nodes.filter(
        (other) =>
          other.id !== box.id &&
          Math.abs(other.x - box.x) * 2 < other.width + box.width &&
          Math.abs(other.y - box.y) * 2 < other.height + box.height,
      );
      expect(over).toEqual([]);
    }
  });

  it('draws a pair once, with all its verbs, and adverse only if all are', () => {
    const pair = drawing.edges.filter((each) => each.from === '决定');
    expect(pair.map((each) => [each.title, each.adverse])).toEqual([['通过 / 不通过', false]]);
  });

  it('leaves out edges to nodes that do not exist', () => {
    expect(drawing.edges.some((each) => each.to === 'nowhere')).toBe(false);
  });

  it('breaks long titles into lines, never before a closing mark', () => {
    expect(textLines('受理')).toEqual(['受理']);
    const lines = textLines('不属于本机构职责（告知去向）');
    expect(lines.length).toBe(2);
    expect(lines.join('')).toBe('不属于本机构职责（告知去向）');
    expect(textLines('Not within remit (told where)').length).toBeGreaterThan(1);
  });

  it('breaks who, how long and the verbs as well: a drawing stays narrow in any language', () => {
    const long = 'Initiated by the industry department of the first region · 20 working days';
    const verbs = 'Return for amendment of everything at once';
    const { nodes, edges, width } = placeFlow({
      nodes: [{ ...node('a'), meta: long }, node('b')],
      edges: [edge('a→b', verbs), edge('a→b', 'Refuse')],
    });
    expect(nodes[0]?.metaLines.join(' ')).toBe(long.replace(' · ', ' '));
    expect(nodes[1]?.metaLines).toEqual(['窗口 · 当日']);
    expect(edges[0]?.lines.join(' ')).toBe(`${verbs} / Refuse`);
    expect(width).toBeLessThan(textWidth(long, 12));
  });

  it('gives Chinese text the width of whole ems', () => {
    expect(textWidth('受理', 14)).toBe(28);
    expect(textWidth('ab', 14)).toBeLessThan(28);
  });
});

describe('the part of a wide drawing first seen', () => {
  const box = (id: string, x: number, kind: 'start' | 'step' = 'step') => ({
    ...node(id, kind),
    x,
    y: 0,
    width: 100,
    height: 40,
    lines: [id],
    metaLines: [],
  });
  const drawn = (...nodes: ReturnType<typeof box>[]) => ({
    width: 1000,
    height: 400,
    nodes,
    edges: [],
  });

  it('shows the start whole, and turns to the side where the boxes are', () => {
    const left = openingOf(drawn(box('s', 500, 'start'), box('a', 320), box('b', 330)), 300);
    expect(left).toBeLessThanOrEqual(270);
    expect(left + 300).toBeGreaterThanOrEqual(550);
    const right = openingOf(drawn(box('s', 500, 'start'), box('a', 680), box('b', 200)), 300);
    expect(right + 300).toBeGreaterThanOrEqual(730);
    expect(right).toBeLessThanOrEqual(450);
  });

  it('puts the start in the middle where no side holds more, and stays inside the drawing', () => {
    expect(openingOf(drawn(box('s', 500, 'start')), 300)).toBe(350);
    expect(openingOf(drawn(box('s', 60, 'start')), 300)).toBe(0);
    expect(openingOf(drawn(box('s', 940, 'start')), 300)).toBe(700);
    expect(openingOf(drawn(box('s', 500, 'start')), 1200)).toBe(0);
    expect(openingOf(drawn(), 300)).toBe(0);
  });
});

describe('a flow in words', () => {
  it('follows the way from the start, each node once, loops and all, the ends last', () => {
    const told = nodesInReadingOrder({
      nodes: [node('结', 'end'), node('乙'), node('孤'), node('甲'), node('始', 'start')],
      edges: [
        edge('始→甲', '提交'),
        edge('甲→结', '拒绝', true),
        edge('甲→乙', '受理'),
        edge('乙→甲', '退回'),
        edge('乙→nowhere', '丢失'),
        edge('乙→结', '通过'),
      ],
    });
    expect(told.map(({ id }) => id)).toEqual(['始', '甲', '乙', '孤', '结']);
  });
});
