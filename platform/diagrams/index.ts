export { bpmnOf, diagramNodesMax, type DiagramNames } from './bpmn/write.ts';
export { diagramPlan, type PlannedFlow, type PlannedNode } from './bpmn/plan.ts';
