export { bpmnOf, type DiagramNames } from './bpmn.ts';
export { diagramPlan, type PlannedFlow, type PlannedNode } from './plan.ts';
