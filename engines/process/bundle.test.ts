import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allowedActions } from './allowed.ts';
import { bundleOf } from './bundle.ts';
import { flowOf } from './flow.ts';
import { checkForm, materialsNeeded } from './form.ts';
import { guideOf } from './guide.ts';
import { replay } from './replay.ts';
import {
  ADMISSION,
  ADMISSION_SOURCE,
  APPLICANT,
  CALENDAR,
  contextAt,
  definitionOf,
  filedAdmission,
  FINANCE,
  HEAD,
  NEED,
  SCIENCE,
  WINDOW,
} from './testing/sample.ts';

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

describe('a bundle', () => {
  const parts = [
    { kind: 'table', id: 'b', version: '1', content: { rows: [] } },
    { kind: 'table', id: 'a', version: '1', content: { rows: [1] } },
  ];

  it('has the same hash whatever the order of its parts and keys', () => {
    const { hash } = bundleOf(ADMISSION, parts, sha256);
    const shuffled = JSON.parse(JSON.stringify(ADMISSION_SOURCE)) as object;
    const again = definitionOf(Object.fromEntries(Object.entries(shuffled).toReversed()));
    expect(bundleOf(again, parts.toReversed(), sha256).hash).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another hash for another limit or another part', () => {
    const { hash } = bundleOf(ADMISSION, parts, sha256);
    const revised = { ...ADMISSION, limits: { ...ADMISSION.limits, promised: '4wd' } };
    expect(bundleOf(revised, parts, sha256).hash).not.toBe(hash);
    expect(bundleOf(ADMISSION, parts.slice(1), sha256).hash).not.toBe(hash);
  });
});

describe('a flow', () => {
  it('has a node for every step, member and reached end, and edges between known nodes only', () => {
    const { nodes, edges } = flowOf(ADMISSION);
    const ids = nodes.map((node) => node.id);
    expect(ids).toContain('review.finance');
    expect(ids).not.toContain('voided');
    expect(new Set(ids).size).toBe(ids.length);
    expect(edges.filter((edge) => !ids.includes(edge.from) || !ids.includes(edge.to))).toEqual([]);
    expect(edges.find((edge) => edge.timer)).toMatchObject({
      from: 'amend',
      to: 'lapsed',
      adverse: true,
    });
    expect(nodes.find((node) => node.id === 'panel')).toMatchObject({
      lane: 'expert-panel',
      limit: '30wd',
      clause: '5.5',
    });
  });
});

describe('a block in a flow', () => {
  const { nodes, edges } = flowOf(ADMISSION);
  const from = (id: string) => edges.filter((edge) => edge.from === id);

  it('lets its branches meet again in what they decide together', () => {
    for (const member of ['review.finance', 'review.science']) {
      expect(from(member).map(({ verb, to }) => [verb, to])).toEqual([
        ['pass', 'decide'],
        ['fail', 'decide'],
      ]);
    }
  });

  it('keeps every other verb of its own', () => {
    expect(from('review').map(({ verb }) => verb)).toEqual(['fork', 'fork', 'consult']);
  });

  it('leaves no node but an end without a way on', () => {
    const stuck = nodes.filter(({ id, kind }) => kind !== 'end' && from(id).length === 0);
    expect(stuck).toEqual([]);
  });
});

describe('a guide', () => {
  it('says from the definition alone who, how long, and what does not count', () => {
    const guide = guideOf(ADMISSION);
    expect(guide.steps.map((step) => step.id)).toEqual([
      'accept',
      'amend',
      'review.finance',
      'review.science',
      'panel',
      'decide',
    ]);
    expect(guide.notCounted.map((rule) => rule.ground)).toEqual(['检测', '专家评审']);
    expect(guide.limits).toEqual({ promised: '5wd' });
    expect(guide.materials[0]?.fetched).toBe(true);
    expect(guide.rights).toEqual(['withdraw', 'urge', 'extend-once', 'reopen', 'rate']);
  });
});

describe('allowed actions', () => {
  it('put the step’s own verbs first and give the reason where not', () => {
    const { state } = filedAdmission();
    const mine = allowedActions(ADMISSION, state, contextAt('2026-09-14 11:00', WINDOW));
    expect(mine.slice(0, 4).map((one) => [one.verb, one.allowed, one.adverse])).toEqual([
      ['accept', true, false],
      ['return', true, false],
      ['refuse', true, true],
      ['not-ours', true, true],
    ]);
    const theirs = allowedActions(ADMISSION, state, contextAt('2026-09-14 11:00', HEAD));
    expect(theirs.find((one) => one.verb === 'accept')).toMatchObject({
      allowed: false,
      refusal: {
        code: 'process.not-your-role',
        clause: '5.2',
        next: 'process.next.ask-role',
        values: { role: 'window' },
      },
    });
  });

  it('name what each verb needs', () => {
    const { state } = filedAdmission();
    const actions = allowedActions(ADMISSION, state, contextAt('2026-09-14 11:00', WINDOW));
    const needs = Object.fromEntries(
      actions.flatMap((one) => (one.allowed ? [[one.verb, one.needs]] : [])),
    );
    expect(needs['return']).toEqual(['items']);
    expect(needs['refuse']).toEqual(['reason']);
  });

  it('offer the applicant what is theirs', () => {
    const { state } = filedAdmission();
    const actions = allowedActions(ADMISSION, state, contextAt('2026-09-14 11:00', APPLICANT));
    expect(actions.filter((one) => one.allowed).map((one) => one.verb)).toEqual([
      'withdraw',
      'urge',
    ]);
  });
});

describe('a form', () => {
  it('asks a field only where its condition is not unmet, and says all problems at once', () => {
    const codes = (answers: object) =>
      checkForm(ADMISSION, { ...answers }).map((one) => `${one.field} ${one.code}`);
    expect(codes({})).toEqual(['revenue process.field.missing']);
    expect(codes({ revenue: 1.5, spare: 1 })).toEqual([
      'revenue process.field.wrong-type',
      'spare process.field.unknown',
    ]);
    expect(codes({ revenue: 5, purpose: 7 })).toEqual([]);
    expect(codes({ revenue: 500, purpose: 7 })).toEqual(['purpose process.field.wrong-type']);
  });

  it('checks kinds of values', () => {
    const types = [
      'date',
      'phone',
      'email',
      'credit-code',
      'boolean',
      'integer',
      'choice',
    ] as const;
    const form = types.map((type) => ({
      id: type.replace('-', '_'),
      title: type,
      type,
      choices: ['a', 'b'],
    }));
    const definition = definitionOf({ ...ADMISSION_SOURCE, form });
    const good = {
      date: '2026-02-28',
      phone: '010-12345678',
      email: 'a@b',
      credit_code: '91110000MA0000000X',
      boolean: true,
      integer: 3,
      choice: 'b',
    };
    expect(checkForm(definition, good)).toEqual([]);
    const bad = {
      date: '2026-13-01',
      phone: 'x',
      email: 'x',
      credit_code: 'I',
      boolean: 1,
      integer: 0.5,
      choice: 'c',
    };
    expect(checkForm(definition, bad)).toHaveLength(types.length);
  });

  it('asks for a material unless it was fetched', () => {
    expect(materialsNeeded(ADMISSION, {}).map((one) => one.need)).toEqual(['asked']);
    expect(materialsNeeded(ADMISSION, {}, ['licence']).map((one) => one.need)).toEqual(['fetched']);
    expect(materialsNeeded(NEED, {})).toEqual([]);
  });
});

describe('a replay', () => {
  const context = {
    calendarOf: () => CALENDAR,
    parentOf: () => undefined,
    factsOf: () => ({ applicant: { registered: true } }),
  };
  const story = filedAdmission()
    .do('2026-09-14 11:00', WINDOW, 'accept')
    .do('2026-09-14 14:00', FINANCE, 'pass')
    .do('2026-09-14 15:00', SCIENCE, 'pass')
    .do('2026-09-15 10:00', HEAD, 'approve');

  it('under the same definition changes nothing', () => {
    const result = replay(ADMISSION, { 'C-1': story.events }, context);
    expect(result.cases[0]).toMatchObject({
      case: 'C-1',
      refused: [],
      changed: false,
      end: { before: 'granted', after: 'granted' },
    });
    expect(result.workload['head']).toEqual({ before: 1, after: 1 });
  });

  it('under a draft says which deadlines and acts change', () => {
    const draft = definitionOf({
      ...ADMISSION_SOURCE,
      limits: { promised: '3wd' },
      applicant: { kinds: ['enterprise'], when: 'revenue > 1000' },
    });
    const result = replay(draft, { 'C-1': story.events }, context);
    expect(result.cases[0]?.refused[0]?.refusal.code).toBe('process.not-eligible');
    expect([result.changed, result.ends]).toEqual([1, 1]);
    const shorter = definitionOf({ ...ADMISSION_SOURCE, limits: { promised: '3wd' } });
    expect(replay(shorter, { 'C-1': story.events }, context)).toMatchObject({
      dues: 1,
      ends: 0,
      refusals: 0,
    });
  });
});
