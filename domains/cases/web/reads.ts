import { queryOptions } from '@tanstack/react-query';
import { api, read } from '#platform/ui/api.ts';
import type { ClauseUse } from '../model/index.ts';

const clauseUse = read<ClauseUse>()('/p/:park/api/clauses/:standard/:clause/use');

/** How a clause was used lately: how often, and how often kept. */
export const clauseUseQuery = (at: {
  readonly park: string;
  readonly standard: string;
  readonly clause: string;
}) =>
  queryOptions({
    queryKey: ['cases', at.park, 'clause-use', at.standard, at.clause],
    queryFn: ({ signal }) => api.get(clauseUse, { params: at, signal }),
  });
