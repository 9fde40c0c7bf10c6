import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { act, api, pathOf, read } from '#platform/ui/api.ts';
import type {
  DirectorsTest,
  MonthSummary,
  OldEdition,
  Overview,
  RhythmSheet,
  WeekDecision,
} from '../../model/index.ts';

const overview = read<Overview>()('/p/:park/api/office/overview');
const sheet = read<RhythmSheet>()('/p/:park/api/office/rhythm/:kind');
const month = read<MonthSummary>()('/p/:park/api/office/rhythm/month/:month');
const test = read<DirectorsTest>()('/p/:park/api/office/test');
const oldEditions = read<{ items: OldEdition[] }>()('/p/:park/api/migrations');

/** Editions no longer in force that open cases still run under. */
export const oldEditionsQuery = (park: string) =>
  queryOptions({
    queryKey: ['cases', park, 'old-editions'],
    queryFn: ({ signal }) => api.get(oldEditions, { params: { park }, signal }),
  });

/** Decides on a line of the weekly push. */
export const decideWeek = act<WeekDecision, null>()(
  'POST',
  '/p/:park/api/office/rhythm/week/:number/decision',
);

/** Headline figures, what nodes hold open, the open needs. */
export const overviewQuery = (park: string) =>
  queryOptions({
    queryKey: ['cases', park, 'overview'],
    queryFn: ({ signal }) => api.get(overview, { params: { park }, signal }),
  });

type SheetAddress = {
  readonly park: string;
  readonly kind: RhythmSheet['kind'];
  readonly on?: string | undefined;
};

/** A sheet of the rhythm on a day (`YYYY-MM-DD`; today when left out). */
export const sheetQuery = ({ park, kind, on = '' }: SheetAddress) =>
  queryOptions({
    queryKey: ['cases', park, 'rhythm', kind, on],
    queryFn: ({ signal }) => api.get(sheet, { params: { park, kind }, search: { on }, signal }),
  });

/** The summary of a month (`YYYY-MM`). */
export const monthQuery = (at: { readonly park: string; readonly month: string }) =>
  queryOptions({
    queryKey: ['cases', at.park, 'month', at.month],
    queryFn: ({ signal }) => api.get(month, { params: at, signal }),
  });

/** Where the summary of a month is as a document. */
export const monthDocument = (at: { readonly park: string; readonly month: string }): string =>
  pathOf('/p/:park/api/office/rhythm/month/:month.docx', at);

/** A test with the time the person waited for it. */
export type TimedTest = DirectorsTest & { readonly waitedMs: number };

type TestAddress = {
  readonly park: string;
  readonly number?: string | undefined;
  /** Which draw it is: each has an answer of its own. */
  readonly draw: number;
};

/** The director's test on the case named, or on one drawn. */
export const testQuery = ({ park, number = '', draw }: TestAddress) =>
  queryOptions({
    queryKey: ['cases', park, 'test', number, draw],
    queryFn: async ({ signal }): Promise<TimedTest> => {
      const began = performance.now();
      const answer = await api.get(test, { params: { park }, search: { number }, signal });
      return { ...answer, waitedMs: performance.now() - began };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
