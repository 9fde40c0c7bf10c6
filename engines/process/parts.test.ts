import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { allowedActions } from './allowed.ts';
import { checkDefinition } from './check/index.ts';
import type { DecidedEffect } from './command.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import { emptyState } from './state.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  contextAt,
  definitionOf,
  filedAdmission,
  HEAD,
  Story,
  SYSTEM,
  WINDOW,
} from './testing/sample.ts';
import { writtenDefinition } from './written.ts';

const PARTS = {
  licence: { service: 'sample.licence', within: '3wd', form: { name: 'company' } },
  seal: { service: 'sample.seal', after: ['licence'] },
  tax: { service: 'sample.tax', when: 'wantsTax', files: { licence: 'licence' } },
  account: { service: 'sample.account', after: ['licence', 'tax'] },
};
const JOINT_SOURCE = {
  ...ADMISSION_SOURCE,
  code: 'sample.joint',
  form: [
    { id: 'company', title: '名称', type: 'text', required: true },
    { id: 'wantsTax', title: '是否办理税务', type: 'boolean', required: true },
  ],
  suspensions: [],
  rungs: [],
  flow: {
    start: 'open',
    steps: {
      open: { parts: PARTS, clause: '5.2', do: { pass: 'granted', fail: 'sort-out' } },
      'sort-out': { by: 'window', clause: '5.3', do: { done: 'partly' } },
    },
    ends: { granted: '全部办结', partly: '部分办结', withdrawn: '撤回', voided: '作废' },
  },
  obligations: [],
};
const JOINT = definitionOf(JOINT_SOURCE);

const AFTER: Readonly<Record<string, readonly string[]>> = {
  seal: ['licence'],
  account: ['licence', 'tax'],
};

function filed(wantsTax = true): { story: Story; effects: readonly DecidedEffect[] } {
  const story = new Story(JOINT);
  const decision = story.try('2026-09-14 10:00', APPLICANT, {
    verb: 'file',
    input: {
      node: 'centre',
      applicant: { party: 'firm', kind: 'enterprise' },
      answers: { company: '甲', wantsTax },
    },
  });
  return { story, effects: decision.ok ? decision.effects : [] };
}

const branchOf = (story: Story, member: string): string =>
  story.state.branches.find((one) => one.member === member && one.active)?.id ?? '';

const end = (story: Story, member: string, outcome: string): Story =>
  story.do(
    '2026-09-15 10:00',
    SYSTEM,
    'part-ended',
    { outcome, key: 'granted', number: `n-${member}` },
    branchOf(story, member),
  );

describe('parts of a joint matter', () => {
  it('open as cases of their services, with names of fields and never with answers', () => {
    const { story, effects } = filed();
    expect(story.where()).toBe('open.licence open.tax');
    expect(effects.map(({ verb, mode, args }) => [verb, mode, args])).toEqual([
      [
        'case.open',
        'atomic',
        {
          part: 'licence',
          branch: 'open.licence#1',
          service: 'sample.licence',
          form: { name: 'company' },
          files: {},
        },
      ],
      [
        'case.open',
        'atomic',
        {
          part: 'tax',
          branch: 'open.tax#1',
          service: 'sample.tax',
          form: {},
          files: { licence: 'licence' },
        },
      ],
    ]);
    expect(JSON.stringify(story.events[0]?.data.effects)).not.toContain('甲');
  });

  it('have each their own clock, and leave out what was not asked for', () => {
    const { story } = filed(false);
    expect(story.where()).toBe('open.licence');
    expect(story.state.blocks[0]).toMatchObject({ members: 3, need: 3 });
    expect(story.state.branches[0]).toMatchObject({ within: '3wd', role: 'parts' });
  });

  it('open after those they come after, and the matter ends by their ends', () => {
    const { story } = filed();
    end(story, 'licence', 'pass');
    expect(story.where()).toBe('open.seal open.tax');
    end(story, 'tax', 'pass');
    expect(story.where()).toBe('open.account open.seal');
    end(end(story, 'seal', 'pass'), 'account', 'pass');
    expect(story.where()).toBe('granted');
    expect(story.state.entered).toEqual({ open: 1 });
    expect(story.effects.filter((verb) => verb === 'case.open')).toHaveLength(4);
  });

  it('that fail cancel no other: each gets its answer, then the block fails', () => {
    const { story } = filed();
    end(story, 'licence', 'fail');
    expect(story.where()).toBe('open.tax');
    end(story, 'tax', 'pass');
    expect(story.where()).toBe('sort-out');
    story.do('2026-09-16 10:00', WINDOW, 'done');
    expect(story.where()).toBe('partly');
  });

  it('are moved by nobody but the product', () => {
    const { story } = filed();
    for (const actor of [HEAD, WINDOW, APPLICANT]) {
      const refusal = story.refused('2026-09-14 11:00', actor, 'part-ended', { outcome: 'pass' });
      expect(['process.system-only', 'process.which-branch']).toContain(refusal.code);
      const offered = allowedActions(JOINT, story.state, contextAt('2026-09-14 11:00', actor));
      expect(offered.filter((one) => one.branch && one.allowed)).toEqual([]);
    }
  });

  it('are voided with the matter, the last first', () => {
    const { story } = filed();
    const decision = story.try('2026-09-14 11:00', HEAD, {
      verb: 'void',
      input: { reason: '重复' },
    });
    const undone = decision.ok ? decision.effects.map(({ verb, args }) => [verb, args]) : [];
    expect(undone).toEqual([
      ['case.void', { branch: 'open.tax#1' }],
      ['case.void', { branch: 'open.licence#1' }],
    ]);
  });

  it('tell the matter how they ended, and end with it', () => {
    const story = filedAdmission();
    const parent = { case: 'p-1', branch: 'open.licence#1' };
    const child = { ...story.state, parent };
    const act = (verb: string, actor: typeof HEAD, input = {}) =>
      decide(ADMISSION, child, { verb, input }, contextAt('2026-09-14 11:00', actor));
    const told = (decision: ReturnType<typeof act>) =>
      decision.ok ? decision.effects.filter(({ verb }) => verb === 'case.part-ended') : [];
    expect(told(act('withdraw', APPLICANT)).map(({ args }) => args)).toEqual([
      { ...parent, end: 'withdrawn', outcome: 'fail' },
    ]);
    const cancelled = act('cancel', SYSTEM, { key: 'voided', reason: '主件作废' });
    expect(cancelled.ok && cancelled.events[0]?.type).toBe('case.cancelled');
    const refused = act('cancel', HEAD, { reason: 'x' });
    expect(refused.ok || refused.refusal.code).toBe('process.system-only');
    expect(
      decide(
        ADMISSION,
        story.state,
        { verb: 'cancel', input: { reason: 'x' } },
        contextAt('2026-09-14 11:00', SYSTEM),
      ),
    ).toMatchObject({ refusal: { code: 'process.no-part' } });
  });

  it('are not reopened by themselves once they have ended: the whole is, and asks anew', () => {
    const source = structuredClone(ADMISSION_SOURCE);
    Object.assign(source.flow.ends, { withdrawn: { title: '撤回', reopen: true } });
    const definition = definitionOf(source);
    const alone = filedAdmission().do('2026-09-14 11:00', APPLICANT, 'withdraw').state;
    const parent = { case: 'p-1', branch: 'open.licence#1' };
    const reopen = { verb: 'reopen', input: { reason: '又发生' } };
    const at = contextAt('2026-09-14 12:00', APPLICANT);
    expect(decide(definition, alone, reopen, at).ok).toBe(true);
    expect(decide(definition, { ...alone, parent }, reopen, at)).toMatchObject({
      refusal: {
        ...{ code: 'process.part-of-whole', next: 'process.next.reopen-whole' },
        values: { whole: 'p-1' },
      },
    });
  });

  it('open anew as other cases when the whole is reopened', () => {
    const source = structuredClone(JOINT_SOURCE);
    Object.assign(source.flow.ends, { partly: { title: '部分办结', reopen: true } });
    const story = new Story(definitionOf(source));
    story.do('2026-09-14 10:00', APPLICANT, 'file', {
      node: 'centre',
      applicant: { party: 'firm', kind: 'enterprise' },
      answers: { company: '甲', wantsTax: false },
    });
    end(story, 'licence', 'fail').do('2026-09-16 10:00', WINDOW, 'done');
    const first = story.state.branches.map(({ id }) => id);
    story.do('2026-09-17 10:00', APPLICANT, 'reopen', { reason: '证照已补发' });
    expect(story.where()).toBe('open.licence');
    expect(story.effects.filter((verb) => verb === 'case.open')).toHaveLength(2);
    expect(first).not.toContain(branchOf(story, 'licence'));
  });

  it('come to an end in whatever order and however they end, and fold to the same bytes', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 4, maxLength: 4 }),
        (tax, turns) => {
          const { story } = filed(tax);
          const ended = new Map<string, boolean>();
          for (const [pick, passes] of turns) {
            const open = story.state.branches.filter((one) => one.active && one.member);
            const branch = open[pick % Math.max(1, open.length)];
            if (!branch?.member) break;
            for (const before of AFTER[branch.member] ?? []) {
              expect(ended.get(before) ?? (before === 'tax' && !tax)).toBe(true);
            }
            end(story, branch.member, passes ? 'pass' : 'fail');
            ended.set(branch.member, passes);
          }
          const all = [...ended.values()].filter(Boolean).length === (tax ? 4 : 3);
          expect(story.where()).toBe(all ? 'granted' : 'sort-out');
          expect(canonicalJson(fold(story.events, emptyState()))).toBe(canonicalJson(story.state));
        },
      ),
    );
  });
});

describe('the check of parts', () => {
  const codes = (source: object, services?: object) =>
    checkDefinition(definitionOf(source), services ? { services: services as never } : {}).map(
      ({ code }) => code,
    );
  const withParts = (parts: object, more: object = {}) => ({
    ...JOINT_SOURCE,
    flow: {
      ...JOINT_SOURCE.flow,
      steps: {
        ...JOINT_SOURCE.flow.steps,
        open: { ...JOINT_SOURCE.flow.steps.open, parts, ...more },
      },
    },
  });

  it('finds nothing where every service has what it asks for', () => {
    expect(codes(JOINT_SOURCE).filter((code) => code.includes('part'))).toEqual([]);
  });

  it('finds circles, strangers, mixtures and verbs that leave parts behind', () => {
    expect(
      codes(withParts({ a: { service: 's', after: ['b'] }, b: { service: 's', after: ['a'] } })),
    ).toContain('part-cycle');
    expect(codes(withParts({ a: { service: 's', after: ['x'] } }))).toContain('unknown-part');
    expect(codes(withParts({ a: { service: 'sample.joint' } }))).toContain('part-of-itself');
    expect(codes(withParts({ a: { service: 's', form: { name: 'colour' } } }))).toContain(
      'part-field-unknown',
    );
    expect(
      codes(withParts(PARTS, { do: { pass: 'granted', fail: 'granted', stop: 'granted' } })),
    ).toContain('part-verb');
    const mixed = {
      ...JOINT_SOURCE.flow.steps.open,
      parts: undefined,
      all: { a: { by: 'window' }, b: { by: 'window', part: { service: 's' } } },
    };
    expect(
      codes({
        ...JOINT_SOURCE,
        flow: {
          ...JOINT_SOURCE.flow,
          steps: { ...JOINT_SOURCE.flow.steps, open: JSON.parse(JSON.stringify(mixed)) as object },
        },
      }),
    ).toContain('part-mixed');
  });

  it('finds services that are not there, or whose form would stay empty', () => {
    expect(codes(withParts({ a: { service: 's' } }), {})).toContain('unknown-service');
    expect(codes(withParts({ a: { service: 's' } }), { s: ADMISSION })).toContain(
      'part-field-missing',
    );
    expect(
      codes(withParts({ a: { service: 's', form: { revenue: 'company' } } }), { s: ADMISSION }),
    ).not.toContain('part-field-missing');
  });

  it('finds materials that a part asks for and nobody hands in', () => {
    const paper = (more: object) => ({ id: 'plan', title: '商业计划', ...more });
    const asking = (more: object) => ({
      s: definitionOf({ ...ADMISSION_SOURCE, materials: [paper(more)] }),
    });
    const part = { service: 's', form: { revenue: 'company' } };
    const codesOf = (more: object, files: object = {}) =>
      codes(withParts({ a: { ...part, files } }), asking(more));
    expect(codesOf({})).toContain('part-material-missing');
    expect(codesOf({}, { plan: 'licence' })).toContain('part-material-missing');
    expect(codesOf({}, { plan: 'colour' })).toContain('part-material-unknown');
    for (const more of [
      { required: false },
      { when: 'revenue > 5' },
      { at: 'decide' },
      { satisfiedBy: { licence: 'business-licence' } },
    ]) {
      expect(codesOf(more)).not.toContain('part-material-missing');
    }
    const joint = { ...withParts({ a: part }), materials: [paper({})] };
    expect(codes(joint, asking({}))).not.toContain('part-material-missing');
  });

  it('reads back from what is written to the same bytes', () => {
    const again = definitionOf(JSON.parse(JSON.stringify(writtenDefinition(JOINT))));
    // Plain data, read and written.
    expect(canonicalJson(again as never)).toBe(canonicalJson(JOINT as never));
  });
});
