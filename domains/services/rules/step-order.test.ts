import { describe, expect, it } from 'vitest';
import type { FlowGraphView, ServiceGuide } from '../model/index.ts';
import { endsInOrder, stepsInOrder } from './step-order.ts';

const title = { 'zh-CN': '名' };
const node = (id: string, kind: FlowGraphView['nodes'][number]['kind']) => ({
  id,
  kind,
  title,
  lane: null,
  limit: null,
  clause: null,
  adverse: false,
});
const edge = (line: string) => {
  const [from = '', to = ''] = line.split('→');
  return { from, to, verb: 'v', title, adverse: false };
};
const flow: FlowGraphView = {
  nodes: [
    node('start', 'start'),
    ...['amend', 'decide', 'accept', 'panel'].map((id) => node(id, 'step')),
    node('review', 'block'),
    ...['review.finance', 'review.science'].map((id) => node(id, 'branch')),
    node('granted', 'end'),
  ],
  edges: [
    'start→accept',
    'accept→amend',
    'amend→accept',
    'accept→review',
    'review→review.finance',
    'review→review.science',
    'review→decide',
    'review→panel',
    'panel→decide',
    'decide→granted',
  ].map(edge),
};
const step = (id: string): ServiceGuide['steps'][number] => ({
  id,
  title,
  by: title,
  limit: null,
  clock: 'running',
  ground: null,
  max: null,
  clause: null,
});
const ids = (steps: ServiceGuide['steps']) => steps.map((each) => each.id);

describe('steps of a guide', () => {
  it('stand in the order a matter meets them, going back not counted', () => {
    const stored = [
      'amend',
      'decide',
      'lost',
      'panel',
      'review.finance',
      'review.science',
      'accept',
    ];
    expect(ids(stepsInOrder({ flow, steps: stored.map(step) }))).toEqual([
      'accept',
      'amend',
      'review.finance',
      'review.science',
      'panel',
      'decide',
      'lost',
    ]);
  });

  it('keep their order where the flow says nothing', () => {
    const none = { nodes: [], edges: [] };
    expect(ids(stepsInOrder({ flow: none, steps: ['b', 'a'].map(step) }))).toEqual(['b', 'a']);
  });
});

describe('ends of a guide', () => {
  it('name what one hopes for first', () => {
    const end = (id: string, adverse: boolean) => ({ id, title, adverse, remedy: null });
    const ends = [end('denied', true), end('granted', false), end('lapsed', true)];
    expect(endsInOrder(ends).map((each) => each.id)).toEqual(['granted', 'denied', 'lapsed']);
  });
});
