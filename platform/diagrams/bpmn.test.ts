import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { flowOf, type FlowGraph, type FlowNode } from '#engines/process/index.ts';
import { ADMISSION } from '#engines/process/testing/sample.ts';
import { bpmnOf, diagramNodesMax, type DiagramNames } from './bpmn.ts';
import { diagramPlan } from './plan.ts';

const names: DiagramNames = {
  code: 'space.admission',
  title: '园区空间入驻评审 <示例> & "引号"',
  nodeName: (node) => node.title?.['zh-CN'] ?? node.id,
  verbName: (verb) => verb,
  nodeNote: (node) => [node.lane, node.limit].filter((part) => part !== undefined).join(' · '),
};

const node = (id: string, kind: FlowNode['kind']): FlowNode => ({ id, kind, adverse: false });

describe('a flow as BPMN', () => {
  it('is read back without a warning, every shape and line with a place', async () => {
    const graph = flowOf(ADMISSION);
    const xml = await bpmnOf(graph, names);
    const { warnings, elementsById } = await new BpmnModdle().fromXML(xml);
    expect(warnings).toEqual([]);
    for (const { id } of graph.nodes) {
      expect(elementsById[`n-${id}`]).toBeDefined();
      expect(xml).toContain(`bpmnElement="n-${id}"`);
    }
    const lines = Object.values(elementsById).filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    expect(lines.length).toBe(diagramPlan(graph).flows.length);
    for (const { id } of lines) expect(xml).toContain(`bpmnElement="${String(id)}"`);
  });

  it('keeps the words of the standard, whatever characters they have', async () => {
    const { elementsById } = await new BpmnModdle().fromXML(await bpmnOf(flowOf(ADMISSION), names));
    expect(elementsById['p-space.admission']).toMatchObject({
      name: names.title,
      isExecutable: false,
    });
  });

  it('refuses a flow too long to draw', async () => {
    const nodes = Array.from({ length: diagramNodesMax + 1 }, (_, n) => node(`s${n}`, 'step'));
    await expect(bpmnOf({ nodes, edges: [] }, names)).rejects.toThrow(RangeError);
  });
});

describe('the plan of a drawing', () => {
  const { nodes, flows } = diagramPlan(flowOf(ADMISSION));
  const leaving = (id: string) => flows.filter(({ from }) => from === id);

  it('forks and joins a block around its members', () => {
    expect(leaving('review').map(({ to }) => to)).toEqual(['review.finance', 'review.science']);
    for (const member of ['review.finance', 'review.science']) {
      expect(leaving(member)).toEqual([{ from: member, to: 'review-join', verbs: [] }]);
    }
  });

  it('chooses by a gateway where more than one act leads on', () => {
    const tasks = nodes.filter(({ type }) => type === 'bpmn:UserTask');
    for (const { id } of tasks) expect(leaving(id)).toHaveLength(1);
    const to = leaving('review-choice').map((flow) => [flow.to, flow.verbs]);
    expect(to).toContainEqual(['decide', ['pass', 'fail']]);
  });

  it('lets a limit that runs out leave from a timer on the task', () => {
    expect(nodes.find(({ id }) => id === 'amend-timer')).toMatchObject({ on: 'amend' });
    expect(leaving('amend-timer').map(({ to }) => to)).toEqual(['lapsed']);
  });

  it('draws no line to or from a shape that is not there', () => {
    const known = new Set(nodes.map(({ id }) => id));
    expect(known.size).toBe(nodes.length);
    expect(flows.filter(({ from, to }) => !known.has(from) || !known.has(to))).toEqual([]);
  });

  it('draws a flow of one step', () => {
    const graph: FlowGraph = {
      nodes: [node('start', 'start'), node('answer', 'step'), node('done', 'end')],
      edges: [
        { from: 'start', to: 'answer', verb: 'file', adverse: false, timer: false },
        { from: 'answer', to: 'done', verb: 'close', adverse: false, timer: false },
      ],
    };
    expect(diagramPlan(graph).flows).toEqual([
      { from: 'start', to: 'answer', verbs: ['file'] },
      { from: 'answer', to: 'done', verbs: ['close'] },
    ]);
  });
});
