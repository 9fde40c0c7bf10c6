import { queryOptions } from '@tanstack/react-query';
import { api, read } from '#platform/ui/api.ts';
import type { ClausePage, StandardPage, StandardsSystem } from '../model.ts';

const system = read<StandardsSystem>()('/p/:park/api/standards/system');
const standard = read<StandardPage>()('/p/:park/api/standards/:code');
const clause = read<ClausePage>()('/p/:park/api/standards/:code/clauses/:clause');

/** The standards system of a park as it stands today. */
export const systemQuery = (park: string) =>
  queryOptions({
    queryKey: ['standards', park],
    queryFn: ({ signal }) => api.get(system, { params: { park }, signal }),
    staleTime: 60_000,
  });

type StandardAddress = {
  readonly park: string;
  readonly code: string;
  readonly on?: string | undefined;
};

/** A standard with its clauses as they read on a day (`YYYY-MM-DD`; today when left out). */
export const standardQuery = ({ park, code, on = '' }: StandardAddress) =>
  queryOptions({
    queryKey: ['standards', park, code, on],
    queryFn: ({ signal }) => api.get(standard, { params: { park, code }, search: { on }, signal }),
  });

/** A clause, what carries it out and how it is kept. */
export const clauseQuery = (at: {
  readonly park: string;
  readonly code: string;
  readonly clause: string;
}) =>
  queryOptions({
    queryKey: ['standards', at.park, at.code, 'clause', at.clause],
    queryFn: ({ signal }) => api.get(clause, { params: at, signal }),
  });
