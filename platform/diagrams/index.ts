export { bpmnOf, diagramNodesMax, type DiagramNames } from './bpmn/write.ts';
export { diagramPlan, type PlannedFlow, type PlannedNode } from './bpmn/plan.ts';
export { type BpmnDraft, draftOf, type DraftWords } from './bpmn/draft.ts';
export { BPMN_LIMITS } from './bpmn/drawing.ts';
export type { BpmnFinding } from './bpmn/finding.ts';
export { verbTitles } from './bpmn/verb-titles.ts';
