import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import type { Definition } from '#engines/process/index.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  definitionOf,
  NEED,
} from '#engines/process/testing/sample.ts';
import en from '../text/en.json' with { type: 'json' };
import zh from '../text/zh-CN.json' with { type: 'json' };
import { draftOf, type DraftWords } from './draft.ts';
import { BPMN_LIMITS } from './drawing.ts';
import { modelerFile } from './testing/modeler.ts';
import { drawingNames } from './testing/names.ts';
import { packDefinitions } from './testing/packs.ts';
import { verbTitles } from './verb-titles.ts';
import { actsIn, keyIn, limitIn } from './words.ts';
import { bpmnOf } from './write.ts';

const words: DraftWords = {
  roles: {
    applicant: { 'zh-CN': '申请人', en: 'Applicant' },
    window: { 'zh-CN': '综合窗口', en: 'Service window' },
    head: { 'zh-CN': '分管负责人', en: 'Head' },
  },
  verbs: {
    accept: { 'zh-CN': '受理', en: 'Accept' },
    return: { 'zh-CN': '补正', en: 'Return for amendment' },
    pass: { 'zh-CN': '同意', en: 'Pass' },
    fail: { 'zh-CN': '不同意', en: 'Fail' },
    approve: { 'zh-CN': '批准', en: 'Approve' },
    resubmit: { 'zh-CN': '重新提交', en: 'Resubmit' },
  },
};

/** Definitions are plain data. */
const bytes = (definition: Definition | undefined): string =>
  canonicalJson(definition as unknown as JsonValue);

const draftIn = async (xml: string) => draftOf(xml, words);
const codesIn = async (xml: string): Promise<string[]> =>
  (await draftIn(xml)).findings.map(({ code, element }) => `${code} ${element}`);

/** A block of every kind, ways with conditions and effects, an end nothing leads to. */
const { flow } = ADMISSION_SOURCE;
const { all } = flow.steps.review;
const blockOf = (kind: object) =>
  definitionOf({
    ...ADMISSION_SOURCE,
    flow: {
      ...flow,
      steps: {
        ...flow.steps,
        review: {
          ...{ ...kind, clause: '5.4', overdue: 'lapsed', times: 2 },
          do: {
            pass: [{ to: 'decide', when: 'revenue > 100', clause: '5.41' }, 'panel'],
            fail: 'denied',
          },
        },
      },
    },
  });

describe('export and import of a definition', () => {
  it.each([
    { file: 'sample.admission', definition: ADMISSION },
    { file: 'sample.need', definition: NEED },
    { file: 'any', definition: blockOf({ any: all }) },
    { file: 'one of n', definition: blockOf({ n: all, join: 1 }) },
    { file: 'two of n', definition: blockOf({ n: all, join: 2 }) },
    { file: 'all', definition: blockOf({ all }) },
    ...packDefinitions(),
  ])('$file comes back equal to the byte, with nothing to say', async ({ definition }) => {
    const back = await draftIn(await bpmnOf(definition, drawingNames));
    expect(back.findings.filter(({ code }) => code !== 'unknown-role')).toEqual([]);
    expect(back.faults).toEqual([]);
    expect(bytes(back.definition)).toBe(bytes(definition));
  });

  it('is the same in every language the drawing may be in', async () => {
    const english = {
      ...drawingNames,
      say: ({ en: text, 'zh-CN': chinese }: { en?: string; 'zh-CN': string }) => text ?? chinese,
      verbName: (verb: string) => `to ${verb}`,
    };
    for (const { definition } of packDefinitions()) {
      const back = await draftIn(await bpmnOf(definition, english));
      expect(bytes(back.definition)).toBe(bytes(definition));
    }
  });
});

describe('a drawing of ours that was changed in a modeler', () => {
  const changed = async (from: string | RegExp, to: string) =>
    draftIn((await bpmnOf(ADMISSION, drawingNames)).replace(from, to));

  it('takes the new name of a step, line, lane and limit; everything else stays', async () => {
    const named = await changed(/(id="n-decide" name=")[^"]*/, '$1分管决定');
    expect(named.definition?.flow.steps['decide']).toMatchObject({
      title: { 'zh-CN': '分管决定' },
      clause: '5.6',
    });
    const acted = await changed(/(id="f-accept-0" name=")[^"]*/, '$1同意');
    expect(Object.keys(acted.definition?.flow.steps['accept']?.do ?? {})).toContain('pass');
    const timed = await changed('>15wd<', '>20个工作日<');
    expect(timed.definition?.flow.steps['amend']).toMatchObject({
      within: '20wd',
      overdue: 'lapsed',
    });
    const laned = await changed(/(id="l-window" name=")[^"]*/, '$1分管负责人');
    expect(laned.definition?.flow.steps['accept']).toMatchObject({ by: 'head' });
  });

  it('gives a copied step a key of its own', async () => {
    const xml = await bpmnOf(ADMISSION, drawingNames);
    const task = /<bpmn:userTask id="n-decide"[\s\S]*?<\/bpmn:userTask>/.exec(xml)?.[0] ?? '';
    const copy = task.replace('id="n-decide"', 'id="Activity_9"');
    const { source, findings } = await draftIn(xml.replace(task, task + copy));
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'copied', element: 'Activity_9' }),
    );
    expect(source).toMatchObject({ flow: { steps: { 'decide-2': {} } } });
  });
});

describe('a flow drawn in a BPMN modeler', () => {
  it('becomes a draft: lanes roles, gateways ways and a joint review, a timer a limit', async () => {
    const { definition, findings, faults } = await draftIn(modelerFile);
    expect(faults).toEqual([]);
    expect(definition?.flow).toMatchObject({
      start: 'shou-li',
      steps: {
        'shou-li': {
          by: 'window',
          do: { accept: [{ to: 'lian-shen' }], return: [{ to: 'bu-zheng' }] },
        },
        'bu-zheng': {
          ...{ by: 'applicant', within: '15d', overdue: 'lapsed' },
          do: { resubmit: [{ to: 'shou-li' }] },
        },
        'lian-shen': {
          ...{ kind: 'block', join: 'all' },
          members: { 'cai-wu': { by: 'cai-wu-ke' }, 'ke-ji': { by: 'head' } },
          do: { pass: [{ to: 'jue-ding' }], fail: [{ to: 'not-granted' }] },
        },
        'jue-ding': {
          do: {
            approve: [{ to: 'tong-guo', when: 'revenue > 100' }],
            'zan-huan': [{ to: 'not-granted' }],
          },
        },
      },
      ends: { 'tong-guo': { title: { 'zh-CN': '通过' } }, 'not-granted': {} },
    });
    expect(findings.map(({ code, element }) => `${code} ${element}`)).toEqual([
      'left-out TextAnnotation_1',
      'left-out Data_1',
      'left-out DataObject_1',
      'unknown-role Lane_3',
      'natural-days Timer_1',
      'unknown-verb Flow_13',
      'fill-in Process_1',
    ]);
  });

  it('is read with the words of the window and with expressions after an equals sign', async () => {
    const file = modelerFile
      .replaceAll(/name="(Pass|批准)"/g, 'name="通过"')
      .replaceAll(/name="(Fail|暂缓)"/g, 'name="驳回"')
      .replace('>revenue &gt; 100<', '>= revenue &gt; 100<');
    const { definition } = await draftOf(file, { roles: words.roles, verbs: verbTitles() });
    expect(definition?.flow.steps).toMatchObject({
      'shou-li': { do: { accept: {}, return: [{ to: 'bu-zheng' }] } },
      'bu-zheng': { do: { resubmit: [{ to: 'shou-li' }] } },
      'lian-shen': { do: { pass: [{ to: 'jue-ding' }], fail: [{ to: 'not-granted' }] } },
      'jue-ding': { do: { approve: [{ when: 'revenue > 100' }], reject: {} } },
    });
  });

  it('leaves out a reminder beside a task with all that only follows it', async () => {
    const reminder = `<bpmn:boundaryEvent id="Remind" cancelActivity="false" attachedToRef="T_decide">
        <bpmn:timerEventDefinition id="RemindDef" /></bpmn:boundaryEvent>
      <bpmn:sendTask id="T_remind" name="提醒" />
      <bpmn:sequenceFlow id="Flow_r" sourceRef="Remind" targetRef="T_remind" />`;
    const drawn = '<bpmn:exclusiveGateway id="X_3" />';
    const { findings, source } = await draftIn(modelerFile.replace(drawn, reminder + drawn));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain('timer-beside');
    expect(Object.keys(Object(Object(source?.['flow']).steps))).not.toContain('ti-xing');
  });

  const without = (part: RegExp | string, by = '') => modelerFile.replace(part, by);

  it.each([
    [
      'a gateway that forks into more than tasks',
      'sourceRef="T_ke" targetRef="Join_1"',
      'sourceRef="T_ke" targetRef="T_decide"',
      'parallel-shape Fork_1',
    ],
    [
      'a script',
      '<bpmn:userTask id="T_decide"',
      '<bpmn:scriptTask id="T_decide"',
      'task-kind T_decide',
    ],
    [
      'an event in the middle',
      '<bpmn:userTask id="T_amend" name="补正" />',
      '<bpmn:intermediateCatchEvent id="T_amend" name="补正" />',
      'intermediate-event T_amend',
    ],
    [
      'a timer that does not end its task',
      'attachedToRef="T_amend"',
      'attachedToRef="T_amend" cancelActivity="false"',
      'timer-beside Timer_1',
    ],
    ['a limit nobody can read', '>P15D<', '>R3/P1D<', 'timer-unreadable Timer_1'],
    [
      'a condition in another language',
      '>revenue &gt; 100<',
      '>${ok}<',
      'condition-language Flow_12',
    ],
    [
      'a start with a trigger',
      '<bpmn:startEvent id="Start_1" name="申请" />',
      '<bpmn:startEvent id="Start_1"><bpmn:messageEventDefinition /></bpmn:startEvent>',
      'start-event Start_1',
    ],
    [
      'an end that is an error',
      '<bpmn:endEvent id="E_no" name="not granted" />',
      '<bpmn:endEvent id="E_no" name="not granted"><bpmn:errorEventDefinition /></bpmn:endEvent>',
      'end-event E_no',
    ],
    ['a line without a name', 'name="补正" sourceRef', 'sourceRef', 'unnamed-way Flow_4'],
    [
      'a task that repeats',
      '<bpmn:userTask id="T_amend" name="补正" />',
      '<bpmn:userTask id="T_amend" name="补正"><bpmn:standardLoopCharacteristics /></bpmn:userTask>',
      'repeats T_amend',
    ],
    [
      'a sub-process',
      '<bpmn:userTask id="T_amend" name="补正" />',
      '<bpmn:subProcess id="T_amend" name="补正" />',
      'sub-process T_amend',
    ],
  ])('with %s says so with its element', async (...[, from, to, finding]) => {
    const xml = without(from, to);
    expect(xml).not.toBe(modelerFile);
    expect(await codesIn(xml)).toContain(finding);
  });

  it('says what a task without a lane, a way on or a start lacks', async () => {
    expect(await codesIn(without('<bpmn:flowNodeRef>T_amend</bpmn:flowNodeRef>'))).toContain(
      'no-lane T_amend',
    );
    expect(await codesIn(without(/<bpmn:sequenceFlow id="Flow_5"[^>]*\/>/))).toContain(
      'no-way-on T_amend',
    );
    expect(
      await codesIn(
        without(/<bpmn:startEvent[^>]*\/>/).replace(/<bpmn:sequenceFlow id="Flow_1"[^>]*\/>/, ''),
      ),
    ).toContain('no-start Process_1');
  });

  it('is refused in one finding when it is no BPMN, too large or empty', async () => {
    expect(await codesIn('<a')).toEqual(['unreadable ']);
    expect(await codesIn('')).toEqual(['unreadable ']);
    expect(await codesIn(' '.repeat(BPMN_LIMITS.characters + 1))).toEqual(['too-large ']);
    const empty = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" />';
    expect(await codesIn(empty)).toEqual(['no-process ']);
  });
});

describe('words of a drawing', () => {
  it.each([
    ['5wd', '5wd'],
    ['0.5wd', '0.5wd'],
    ['5个工作日', '5wd'],
    ['5 working days', '5wd'],
    ['4工作小时', '4wh'],
    ['15日', '15d'],
    ['3 days', '3d'],
    ['2个月', '2m'],
    ['当日办结', 'same-day'],
    ['P5D', '5d'],
    ['P2W', '14d'],
    ['PT4H', '4wh'],
    ['P1M', '1m'],
  ])('%s is the limit %s', (text, limit) => {
    expect(limitIn(text)?.limit).toBe(limit);
  });

  it('are no limit where they are none', () => {
    for (const text of ['', 'soon', 'P1Y', 'R/P1D', '2026-01-01']) {
      expect(limitIn(text)).toBeUndefined();
    }
  });

  it('make keys of Latin words and of pinyin', () => {
    expect(keyIn('窗口受理')).toBe('chuang-kou-shou-li');
    expect(keyIn('Joint review (2)')).toBe('joint-review-2');
    expect(keyIn('123')).toBe('');
    expect(actsIn('同意 / 不同意')).toEqual(['同意', '不同意']);
  });
});

describe('texts', () => {
  it('say every finding and what to do about it, in both languages', () => {
    const sources = globSync('*.ts', { cwd: import.meta.dirname })
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n');
    const codes = new Set(
      [...sources.matchAll(/findings\.(?:error|warn)\(\s*'([a-z-]+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    expect(codes.size).toBeGreaterThan(30);
    const keys = [...codes].flatMap((code) => [code, `${code}-next`]).toSorted();
    expect(Object.keys(zh.diagrams.bpmn).toSorted()).toEqual(keys);
    expect(Object.keys(en.diagrams.bpmn)).toEqual(Object.keys(zh.diagrams.bpmn));
  });
});
