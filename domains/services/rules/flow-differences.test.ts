import { describe, expect, test } from 'vitest';
import { writtenDefinition, type Definition } from '#engines/process/index.ts';
import { ADMISSION, ADMISSION_SOURCE, definitionOf } from '#engines/process/testing/sample.ts';
import type { FlowChange } from '../model/index.ts';
import { revise } from './revise.ts';

const { flow } = ADMISSION_SOURCE;
const drawn = (definition: Definition): FlowChange => ({
  ...{ kind: 'flow', file: 'drawn.bpmn' },
  // A written flow is plain data.
  flow: JSON.parse(JSON.stringify(writtenDefinition(definition).flow)) as FlowChange['flow'],
});
const elements = (definition: Definition) =>
  revise(ADMISSION, [drawn(definition)]).differences.map(({ element, from, to }) => [
    ...[element, from, to],
  ]);

describe('a drawn flow as a change of a revision', () => {
  test('of the same flow changes nothing', () => {
    expect(elements(ADMISSION)).toEqual([]);
  });

  test('names new steps and ends, those that are gone, and what differs in the others', () => {
    const { panel: _panel, ...steps } = flow.steps;
    const changed = definitionOf({
      ...ADMISSION_SOURCE,
      flow: {
        ...flow,
        steps: {
          ...steps,
          audit: { by: 'auditor', within: '3wd', title: '审计', do: { pass: 'decide' } },
          review: { ...steps.review, do: { pass: 'decide', fail: 'decide', consult: 'audit' } },
          decide: { ...steps.decide, by: 'director', within: '2wd', title: '审定' },
        },
        ends: { ...flow.ends, denied: '不予同意' },
      },
    });
    expect(elements(changed)).toEqual([
      ['flow.steps.panel', 'panel', ''],
      ['flow.steps.audit', '', '审计'],
      ['flow.ends.denied.title', '不予通过', '不予同意'],
      [
        'flow.steps.review.do',
        'consult → panel, fail → decide, pass → decide',
        'consult → audit, fail → decide, pass → decide',
      ],
      ['flow.steps.decide.title', 'decide', '审定'],
      ['flow.steps.decide.by', 'head', 'director'],
      ['flow.steps.decide.within', '1wd', '2wd'],
    ]);
  });

  test('says where a step leads by titles, not by codes of verbs and steps', () => {
    const { review } = flow.steps;
    const changed = definitionOf({
      ...ADMISSION_SOURCE,
      flow: {
        ...flow,
        steps: {
          ...flow.steps,
          audit: { by: 'auditor', within: '3wd', title: '审计', do: { pass: 'decide' } },
          decide: {
            ...flow.steps.decide,
            title: { 'zh-CN': '审定', en: 'Decision' },
          },
          review: {
            ...review,
            do: {
              pass: [{ to: 'decide', title: { 'zh-CN': '联审通过', en: 'Agree' } }],
              fail: 'denied',
              consult: 'audit',
            },
          },
        },
      },
    });
    const [line] = revise(ADMISSION, [drawn(changed)]).differences.filter(
      ({ element }) => element === 'flow.steps.review.do',
    );
    expect(line?.ways?.to).toEqual([
      { verb: 'consult', to: { 'zh-CN': '审计' } },
      { verb: 'fail', to: changed.flow.ends['denied']?.title },
      {
        verb: 'pass',
        title: { 'zh-CN': '联审通过', en: 'Agree' },
        to: { 'zh-CN': '审定', en: 'Decision' },
      },
    ]);
    expect(line?.ways?.from).toHaveLength(3);
  });

  test('that is no flow is named by its file and changes nothing', () => {
    const { definition, missing } = revise(ADMISSION, [
      { kind: 'flow', file: 'x.bpmn', flow: { start: 'a' } },
    ]);
    expect(missing).toEqual([{ change: 0, element: 'x.bpmn' }]);
    expect(definition).toBe(ADMISSION);
  });
});
