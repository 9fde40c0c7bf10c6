import { queryOptions } from '@tanstack/react-query';
import type { Node } from '#domains/parties/model.ts';
import type { NeedClassList, ServiceGuide } from '#domains/services/model/index.ts';
import { act, api, read } from '#platform/ui/api.ts';
import type { Acted, CaseRead, DraftCard, FileCase, MyCase, Notice } from '../../model/index.ts';

type DraftAnswers = FileCase['answers'];
type Draft = {
  readonly answers: DraftAnswers | null;
  readonly savedAt: string | null;
  readonly outdated: boolean;
};

const mine = read<{ items: MyCase[] }>()('/p/:park/api/my/cases');
const guide = read<ServiceGuide>()('/p/:park/api/services/:code');
const needClasses = read<NeedClassList>()('/p/:park/api/services/:code/need-classes');
const nodes = read<{ items: Node[] }>()('/p/:park/api/nodes');
const drafts = read<{ items: DraftCard[] }>()('/p/:park/api/my/drafts');
const throwDraft = act<Record<string, never>, { service: string }>()(
  'DELETE',
  '/p/:park/api/my/drafts/:service',
);
const draft = read<Draft>()('/p/:park/api/my/drafts/:service');
const keepDraft = act<{ answers: DraftAnswers }, { savedAt: string }>()(
  'PUT',
  '/p/:park/api/my/drafts/:service',
);
const reads = read<{ items: CaseRead[] }>()('/p/:park/api/cases/:number/reads');
const notices = read<{ items: Notice[] }>()('/p/:park/api/my/notices');
const file = act<FileCase, Acted>()('POST', '/p/:park/api/cases');
const rate = act<{ level: number; text: string }, null>()(
  'POST',
  '/p/:park/api/cases/:number/rating',
);

/** My cases, open ones by next deadline, in the language of the page. */
export const myCasesQuery = (park: string, state: 'open' | 'closed') =>
  queryOptions({
    queryKey: ['cases', park, 'mine', state, document.documentElement.lang],
    queryFn: ({ signal }) => api.get(mine, { params: { park }, search: { state }, signal }),
  });

type FormAddress = {
  readonly park: string;
  readonly code: string;
  /** Hash of an edition; the one in force today when left out. */
  readonly bundle?: string | undefined;
};

/** The guide whose form is filled in: of today, or of the edition a case is pinned to. */
export const formQuery = ({ park, code, bundle }: FormAddress) =>
  queryOptions({
    queryKey: ['services', park, 'form', code, bundle ?? ''],
    queryFn: ({ signal }) => api.get(guide, { params: { park, code }, search: { bundle }, signal }),
  });

/** The classes a need of this service may have. */
export const needClassesQuery = (park: string, code: string) =>
  queryOptions({
    queryKey: ['services', park, 'need-classes', code],
    queryFn: ({ signal }) => api.get(needClasses, { params: { park, code }, signal }),
    staleTime: 60_000,
  });

/** The service points of a park. */
export const nodesQuery = (park: string) =>
  queryOptions({
    queryKey: ['parties', park, 'nodes'],
    queryFn: ({ signal }) => api.get(nodes, { params: { park }, signal }),
    staleTime: 60_000,
  });

/** What was typed into a form before; read anew each time the form is opened. */
export const draftQuery = (park: string, service: string) =>
  queryOptions({
    queryKey: ['cases', park, 'draft', service],
    queryFn: ({ signal }) => api.get(draft, { params: { park, service }, signal }),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });

/** Who of the staff has read a case of mine. */
export const caseReadsQuery = (park: string, number: string) =>
  queryOptions({
    queryKey: ['cases', park, 'reads', number, document.documentElement.lang],
    queryFn: ({ signal }) => api.get(reads, { params: { park, number }, signal }),
  });

/** What I was told lately. */
export const noticesQuery = (park: string) =>
  queryOptions({
    queryKey: ['cases', park, 'notices', document.documentElement.lang],
    queryFn: ({ signal }) => api.get(notices, { params: { park }, signal }),
  });

/** Forms I have begun and not handed in. */
export const draftsQuery = (park: string) =>
  queryOptions({
    queryKey: ['cases', park, 'drafts'],
    queryFn: ({ signal }) => api.get(drafts, { params: { park }, signal }),
    staleTime: 0,
  });

/** Throws a begun form away. */
export const discardDraft = (at: DraftAddress, key: string) =>
  api.act(throwDraft, { params: at, body: {}, key });

type DraftAddress = { readonly park: string; readonly service: string };

/** Keeps what is typed; saving the same again leaves the same. */
export const saveDraft = (at: DraftAddress, answers: DraftAnswers, key: string) =>
  api.act(keepDraft, { params: at, body: { answers }, key });

/** Files a need or an application. */
export const fileCase = (park: string, body: FileCase, key: string): Promise<Acted> =>
  api.act(file, { params: { park }, body, key });

type Rating = { readonly level: number; readonly text: string };

/** Rates a closed case on five levels. */
export const rateCase = (
  at: { readonly park: string; readonly number: string },
  body: Rating,
  key: string,
): Promise<null> => api.act(rate, { params: at, body, key });
