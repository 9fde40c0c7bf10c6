import type { ParkContents } from '../pack/contents.ts';
import { definitionYaml } from '../pack/yaml.ts';

/** What of its pack a new service rests on. */
export type ServiceGround = {
  readonly code: string;
  /** Number of the standard it carries out, and the clause its elements cite. */
  readonly standard: { readonly number: string; readonly clause: string };
  readonly class: string;
  /** The post that handles it, and the node cases are filed at. */
  readonly role: string;
  readonly node: string;
};

/** A name as services have: words of lower-case letters joined by points and hyphens. */
export const serviceCode = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;

/** The file of a service within its pack, without its ending. */
export const serviceFile = (code: string): string => `services/${code.replaceAll('.', '-')}`;

/**
 * What a new service of a pack can rest on: the first standard with a clause, the first class, the
 * first post of the staff, the root of the network.
 *
 * @returns undefined where the pack lacks one of them
 */
export function groundIn(contents: ParkContents, code: string): ServiceGround | undefined {
  const { park, parties, standards, classes } = contents;
  const cited = (standards?.value.standards ?? []).flatMap(({ number, editions }) => {
    const clause = editions.at(-1)?.clauses[0]?.id;
    return clause === undefined ? [] : [{ number, clause }];
  });
  const [standard] = cited;
  const [first] = classes?.value.classes ?? [];
  const role = Object.keys(park?.value.roles ?? {}).find((name) => name !== 'applicant');
  const root = parties?.value.nodes.find(({ parent }) => parent === null);
  if (!standard || !first || !role || !root) return undefined;
  return { code, standard, class: first.code, role, node: root.code };
}

/** The definition a new service begins as: one post accepts and handles it, all cite one clause. */
export function newDefinition({ code, standard, role, ...rest }: ServiceGround): string {
  const { clause } = standard;
  const step = (zh: string, en: string) => ({ title: { 'zh-CN': zh, en }, by: role, clause });
  const end = (zh: string, en: string) => ({ title: { 'zh-CN': zh, en }, clause });
  const definition = {
    ...{ language: 1, code, title: { 'zh-CN': '新服务（请改名）', en: 'New service (rename it)' } },
    ...{ class: rest.class, nature: '园区服务', standard, kind: 'promised' },
    ...{ applicant: { kinds: ['enterprise'], clause }, channels: ['web', 'window'] },
    limits: { promised: '2wd', clause },
    form: [
      {
        ...{ id: 'matter', title: { 'zh-CN': '事项', en: 'What is asked' }, type: 'text' },
        ...{ required: true, clause },
      },
    ],
    flow: {
      start: 'accept',
      steps: {
        accept: {
          ...step('受理', 'Acceptance'),
          ...{ within: 'same-day', do: { accept: 'handle', refuse: 'not-accepted' } },
        },
        handle: { ...step('办理', 'Handling'), within: '1wd', do: { done: 'answered' } },
      },
      ends: {
        answered: end('已答复', 'Answered'),
        'not-accepted': { ...end('不予受理', 'Not accepted'), adverse: true },
        withdrawn: end('申请人撤回', 'Withdrawn'),
        voided: { ...end('作废', 'Voided'), adverse: true },
      },
    },
  };
  return `${definitionYaml(definition)}\n`;
}

/** A Monday that is worked on, in a year whose calendar is published. */
const day = '2026-09-14';

/** Scenarios of a new service: it is answered in time, and not filed with nothing filled in. */
export function newScenarios({ code, standard, role, node }: ServiceGround): string {
  const { clause } = standard;
  const filed = { filedAt: `${day} 10:00`, node };
  const act = { at: `${day} 10:30`, by: role };
  const cases = [
    {
      title: '受理后当日答复，按期 | Accepted and answered on the same day, in time',
      clause,
      given: { ...filed, form: { matter: '示例' } },
      when: [
        { ...act, verb: 'accept', expect: { step: 'handle' } },
        { ...act, at: `${day} 11:00`, verb: 'done' },
      ],
      expect: { end: 'answered', clock: { kind: 'promised', state: 'met' } },
    },
    {
      title: '未填事项，不能提交 | Nothing filled in cannot be filed',
      clause,
      given: filed,
      expect: { refused: 'form-incomplete', fields: ['matter'], step: [] },
    },
    {
      title: '办理前撤回 | Withdrawn before it is handled',
      clause,
      given: { ...filed, form: { matter: '示例' } },
      when: [{ ...act, by: 'applicant', verb: 'withdraw', input: { reason: '不再需要' } }],
      expect: { end: 'withdrawn' },
    },
  ];
  return `${definitionYaml({ service: code, cases })}\n`;
}
