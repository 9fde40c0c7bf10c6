import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#engines/process/index.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  definitionOf,
  NEED,
} from '#engines/process/testing/sample.ts';
import { layoutOf } from './layout.ts';
import { diagramPlan } from './plan.ts';
import { drawingNames } from './testing/names.ts';
import { packDefinitions } from './testing/packs.ts';
import { bpmnOf, diagramNodesMax } from './write.ts';
import { writtenDefinition } from '#engines/process/index.ts';

const { flow } = ADMISSION_SOURCE;
const planOf = (definition: Definition) => diagramPlan(writtenDefinition(definition).flow);

/** Elements of the drawing by the element of the flow they draw. */
function drawnIn(root: ModdleElement): Map<unknown, ModdleElement> {
  const plane = (root['diagrams'] as ModdleElement[])[0]?.['plane'] as ModdleElement;
  const elements = plane['planeElement'] as ModdleElement[];
  return new Map(elements.map((one) => [(one['bpmnElement'] as ModdleElement)['id'], one]));
}

describe('a definition as BPMN', () => {
  it.each([
    { file: 'sample.admission', definition: ADMISSION },
    { file: 'sample.need', definition: NEED },
    ...packDefinitions(),
  ])(
    '$file is read back without a warning, everything with its place',
    async ({ definition: one }) => {
      const xml = await bpmnOf(one, drawingNames);
      const { warnings, elementsById, rootElement } = await new BpmnModdle().fromXML(xml);
      expect(warnings).toEqual([]);
      const drawn = drawnIn(rootElement);
      const plan = planOf(one);
      for (const { id } of plan.nodes) expect(drawn.get(`n-${id}`)).toMatchObject({ bounds: {} });
      for (const { id } of plan.flows) {
        const points = drawn.get(`f-${id}`)?.['waypoint'];
        expect(Array.isArray(points) && points.length).toBeGreaterThanOrEqual(2);
      }
      const lanes = Object.values(elementsById).filter(({ $type }) => $type === 'bpmn:Lane');
      for (const lane of lanes) expect(drawn.has(lane['id'])).toBe(true);
      expect(lanes.length).toBe(new Set(plan.nodes.map(({ lane }) => lane)).size);
    },
  );

  it('keeps the words of the standard, whatever characters they have', async () => {
    const title = '园区空间入驻评审 <示例> & "引号"';
    const definition = definitionOf({ ...ADMISSION_SOURCE, title });
    const { elementsById } = await new BpmnModdle().fromXML(await bpmnOf(definition, drawingNames));
    expect(elementsById['p-sample.admission']).toMatchObject({ name: title, isExecutable: false });
  });

  it('refuses a flow too long to draw', async () => {
    const step = { by: 'window', do: { done: 'granted' } };
    const steps = Object.fromEntries(
      Array.from({ length: diagramNodesMax + 1 }, (_, n) => [`s${n}`, step]),
    );
    const long = { ...ADMISSION, flow: { ...ADMISSION.flow, steps } } as unknown as Definition;
    await expect(bpmnOf(withRungs(long), drawingNames)).rejects.toThrow(RangeError);
  });
});

/** Steps of a definition that was not read have no defaults; drawing needs the lists. */
function withRungs(definition: Definition): Definition {
  const steps = Object.entries(definition.flow.steps).map(([key, step]) => [
    key,
    { ...step, kind: 'single', rungs: [], do: { done: [{ to: 'granted', effects: [] }] } },
  ]);
  // The shape is that of the type, made by hand here because reading refuses so long a flow.
  return {
    ...definition,
    flow: { ...definition.flow, steps: Object.fromEntries(steps) },
  } as Definition;
}

describe('the plan of a drawing', () => {
  const { nodes, flows } = planOf(ADMISSION);
  const leaving = (id: string) => flows.filter(({ from }) => from === id);

  it('forks and joins a block around its members', () => {
    expect(leaving('review').map(({ to }) => to)).toEqual(['review.finance', 'review.science']);
    for (const member of ['review.finance', 'review.science']) {
      expect(leaving(member)).toMatchObject([{ to: 'review-join', acts: [] }]);
    }
  });

  it('draws a block that does not need all with a join that says how many', () => {
    const { all, join: _join, ...review } = flow.steps.review;
    const some = { ...review, n: all, join: 2 };
    const steps = { ...flow.steps, review: some };
    const plan = planOf(definitionOf({ ...ADMISSION_SOURCE, flow: { ...flow, steps } }));
    const join = plan.nodes.find(({ id }) => id === 'review-join');
    expect(join).toMatchObject({ type: 'bpmn:ComplexGateway', need: 2 });
  });

  it('chooses by a gateway where more than one act leads on', () => {
    for (const { id } of nodes.filter(({ type }) => type === 'bpmn:UserTask')) {
      expect(leaving(id)).toHaveLength(1);
    }
    const to = leaving('review-choice').map((one) => [one.to, one.acts.map(({ verb }) => verb)]);
    expect(to).toContainEqual(['decide', ['pass', 'fail']]);
  });

  it('lets a limit that runs out leave from a timer on the task', () => {
    const timer = nodes.find(({ id }) => id === 'amend-timer');
    expect(timer).toMatchObject({ on: 'amend', limit: '15wd' });
    expect(leaving('amend-timer').map(({ to }) => to)).toEqual(['lapsed']);
  });

  it('draws no line to or from a shape that is not there, and no end nothing leads to', () => {
    const known = new Set(nodes.map(({ id }) => id));
    expect(known.size).toBe(nodes.length);
    expect(flows.filter(({ from, to }) => !known.has(from) || !known.has(to))).toEqual([]);
    expect(known.has('voided')).toBe(false);
  });
});

describe('the places of a drawing', () => {
  it.each(packDefinitions())(
    'of $file: no shapes overlap, each within its lane',
    ({ definition }) => {
      const plan = planOf(definition);
      const { shapes, lanes } = layoutOf(plan);
      const boxes = plan.nodes.filter(({ on }) => on === undefined);
      for (const [index, a] of boxes.entries()) {
        const one = shapes.get(a.id);
        const lane = lanes.find(({ role }) => role === a.lane)?.box;
        if (!one || !lane) throw new Error(`${a.id} has no place`);
        expect(one.y).toBeGreaterThanOrEqual(lane.y);
        expect(one.y + one.height).toBeLessThanOrEqual(lane.y + lane.height);
        for (const b of boxes.slice(index + 1)) {
          const other = shapes.get(b.id);
          const apart =
            !other ||
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          expect([a.id, b.id, apart]).toEqual([a.id, b.id, true]);
        }
      }
    },
  );
});
