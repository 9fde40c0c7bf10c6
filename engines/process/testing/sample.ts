import { compileCalendar, fixedOffset } from '#engines/calendar/index.ts';
import type { Actor, Command, Context, DecidedEffect, Decision, Refusal } from '../command.ts';
import { decide } from '../decide.ts';
import type { Definition } from '../definition.ts';
import type { CaseEvent } from '../event.ts';
import { fold } from '../evolve.ts';
import { readDefinition } from '../read.ts';
import { emptyState, type State } from '../state.ts';

/** Monday to Friday, nine to twelve and half past one to half past five, Beijing time. */
export const CALENDAR = compileCalendar(
  { zone: 'Asia/Shanghai', national: [], office: { windows: ['09:00-12:00', '13:30-17:30'] } },
  fixedOffset(480),
);

const PARENTS: Readonly<Record<string, string>> = { station: 'district', district: 'centre' };

/** An approval with return, joint review, expert review and decision, as on the language page. */
export const ADMISSION_SOURCE = {
  code: 'sample.admission',
  title: { 'zh-CN': '入驻评审（测试）', en: 'Admission (test)' },
  class: 'space',
  nature: '园区服务',
  standard: { number: 'T/TEST 1—2026', clause: '5' },
  kind: 'promised',
  applicant: { kinds: ['enterprise'], when: 'applicant.registered', clause: '5.1' },
  limits: { promised: '5wd', clause: '5.9' },
  form: [
    { id: 'revenue', title: '上年营业收入', type: 'money', required: true },
    { id: 'purpose', title: '用途', type: 'text', when: 'revenue > 100' },
  ],
  materials: [{ id: 'licence', title: '营业执照', satisfiedBy: { licence: 'business-licence' } }],
  suspensions: [{ ground: '检测', clause: '5.8', proof: '委托书', max: '10wd' }],
  extension: { limit: '5wd', clause: '5.10' },
  rungs: [{ at: '80%', to: 'head', clause: '5.11' }],
  flow: {
    start: 'accept',
    steps: {
      accept: {
        by: 'window',
        within: 'same-day',
        clause: '5.2',
        do: { accept: 'review', return: 'amend', refuse: 'not-accepted', 'not-ours': 'elsewhere' },
      },
      amend: {
        by: 'applicant',
        within: '15wd',
        clock: 'not-started',
        clause: '5.3',
        do: { resubmit: 'accept' },
        overdue: 'lapsed',
        once: true,
      },
      review: {
        all: {
          finance: { by: 'finance-desk', within: '2wd' },
          science: { by: 'science-desk', within: '2wd' },
        },
        join: 'all',
        clause: '5.4',
        do: { pass: 'decide', fail: 'decide', consult: 'panel' },
      },
      panel: {
        by: 'expert-panel',
        clock: 'suspended',
        ground: '专家评审',
        max: '30wd',
        clause: '5.5',
        do: { done: 'decide' },
      },
      decide: {
        by: 'head',
        within: '1wd',
        clause: '5.6',
        do: {
          approve: {
            to: 'granted',
            effects: [
              { 'document.render': { template: 'letter' } },
              {
                'licence.issue': { amount: '= revenue * 2' },
                onVoid: { 'licence.revoke': { why: 'void' } },
              },
            ],
          },
          reject: 'denied',
        },
      },
    },
    ends: {
      granted: { title: '通过', reopen: { to: 'decide', within: '30d', clause: '5.12' } },
      denied: '不予通过',
      'not-accepted': '不予受理',
      elsewhere: { title: '不属于本机构职责', adverse: true },
      lapsed: { title: '逾期未补正', clause: '5.3' },
      withdrawn: '申请人撤回',
      voided: { title: '作废', clause: '5.13' },
    },
  },
  obligations: [{ id: 'settle', at: 'granted', title: '入驻', due: '3m', clause: '5.7' }],
  review: { invite: 'at-end' },
};

/** A need (需求): dispatched, claimed, handled the same day, called back. */
export const NEED_SOURCE = {
  code: 'sample.need',
  title: { 'zh-CN': '企业需求（测试）', en: 'Need (test)' },
  class: 'needs',
  need: true,
  classes: ['talent', 'space'],
  nature: '园区服务',
  standard: { number: 'T/TEST 2—2026', clause: '6' },
  kind: 'instant',
  channels: ['web', 'station', 'phone'],
  limits: { promised: 'same-day', response: '4wh', clause: '6.2' },
  rungs: [{ at: '50%', to: 'head', of: 'promised' }],
  closing: { silence: '3wd', tries: 3, by: 'steward', clause: '6.6' },
  flow: {
    start: 'dispatch',
    steps: {
      dispatch: { by: 'dispatcher', clause: '6.3', do: { dispatch: 'claim' }, times: 5 },
      claim: {
        by: 'steward',
        within: '2wh',
        clause: '6.4',
        do: { claim: 'handle', 'hand-back': 'dispatch' },
      },
      handle: { by: 'steward', clause: '6.5', do: { resolve: 'settled' } },
    },
    ends: {
      settled: { title: '已办结', reopen: { to: 'handle', within: '30d' } },
      withdrawn: '撤回',
      voided: '作废',
    },
  },
  review: {},
};

/**
 * Returns a definition of a source that must be right.
 *
 * @throws {Error} with its findings when it is not
 */
export function definitionOf(source: unknown): Definition {
  const { definition, findings } = readDefinition(source);
  if (!definition) throw new Error(JSON.stringify(findings));
  return definition;
}

export const ADMISSION = definitionOf(ADMISSION_SOURCE);
export const NEED = definitionOf(NEED_SOURCE);

export const APPLICANT: Actor = { id: 'u-firm', roles: [], party: 'firm' };
export const SYSTEM: Actor = { id: 'system', roles: [], system: true };

/** Returns a member of staff with one role at a node, named after both. */
export function staff(role: string, node = 'centre', more: Partial<Actor> = {}): Actor {
  return { id: `u-${role}-${node}`, roles: [{ role, node }], ...more };
}

/** Returns the context of an actor at an instant of park time (`2026-09-14 10:00`). */
export function contextAt(time: string, actor: Actor): Context {
  return {
    now: instant(time),
    actor,
    calendarOf: () => CALENDAR,
    parentOf: (node) => PARENTS[node],
    facts: { applicant: { registered: true } },
  };
}

/** Returns the instant (ISO UTC) of a time in Beijing. */
export function instant(time: string): string {
  return new Date(`${time.replace(' ', 'T')}:00.000+08:00`).toISOString();
}

/** A case under test: what happened so far, and its fold. */
export class Story {
  readonly definition: Definition;
  readonly events: CaseEvent[] = [];
  readonly effects: string[] = [];
  /** The effects as their handlers get them. */
  readonly owed: DecidedEffect[] = [];
  state: State = emptyState();

  constructor(definition: Definition) {
    this.definition = definition;
  }

  /** Tries a command; the decision is returned and, if it is a yes, folded. */
  try(time: string, actor: Actor, command: Command): Decision {
    const decision = decide(this.definition, this.state, command, contextAt(time, actor));
    if (decision.ok) {
      this.events.push(...decision.events);
      this.effects.push(...decision.effects.map((effect) => effect.verb));
      this.owed.push(...decision.effects);
      this.state = fold(decision.events, this.state);
    }
    return decision;
  }

  /** Does a command that must be possible. */
  // oxlint-disable-next-line max-params -- a story reads as one sentence
  do(
    time: string,
    actor: Actor,
    verb: string,
    input: Command['input'] = {},
    branch?: string,
  ): this {
    const command = branch === undefined ? { verb, input } : { verb, input, branch };
    const decision = this.try(time, actor, command);
    if (!decision.ok) throw new Error(`${verb}: ${JSON.stringify(decision.refusal)}`);
    return this;
  }

  /** Returns the refusal of a command that must not be possible. */
  // oxlint-disable-next-line max-params -- a story reads as one sentence
  refused(time: string, actor: Actor, verb: string, input: Command['input'] = {}): Refusal {
    const decision = this.try(time, actor, { verb, input });
    if (decision.ok) throw new Error(`${verb} was possible`);
    return decision.refusal;
  }

  types(): string[] {
    return this.events.map((event) => event.type);
  }

  /** The steps with active branches, sorted; or the end. */
  where(): string {
    if (this.state.end) return this.state.end.key;
    if (this.state.closing) return `closing:${this.state.closing.end}`;
    const active = this.state.branches.filter((branch) => branch.active);
    return active
      .map((branch) => (branch.member ? `${branch.step}.${branch.member}` : branch.step))
      .sort()
      .join(' ');
  }
}

export const WINDOW = staff('window');
export const HEAD = staff('head');
export const FINANCE = staff('finance-desk');
export const SCIENCE = staff('science-desk');

/** An admission filed on Monday 14 September 2026 at ten. */
export function filedAdmission(): Story {
  return new Story(ADMISSION).do('2026-09-14 10:00', APPLICANT, 'file', {
    node: 'centre',
    channel: 'web',
    applicant: { party: 'firm', kind: 'enterprise' },
    answers: { revenue: 50 },
  });
}

/** A need filed at a station on Monday 14 September 2026 at ten. */
export function filedNeed(): Story {
  return new Story(NEED).do('2026-09-14 10:00', APPLICANT, 'file', {
    node: 'centre',
    channel: 'station',
    needClass: 'space',
    applicant: { party: 'firm' },
  });
}
