import { queryOptions } from '@tanstack/react-query';
import { act, api, read } from '#platform/ui/api.ts';
import type { Acted, CaseCommand, CaseView } from '../../model/index.ts';

const one = read<CaseView>()('/p/:park/api/cases/:number');
const command = act<CaseCommand, Acted>()('POST', '/p/:park/api/cases/:number/commands');

/** An act without its receipt is asked for again this often, in milliseconds. */
const pendingPollMs = 3_000;

/** After this many readings the page waits until somebody looks again. */
const pendingReadsMax = 20;

type CaseAddress = { readonly park: string; readonly number: string };

/** The page of a case, in the language of the page; read again until every act is anchored. */
export const caseQuery = ({ park, number }: CaseAddress) =>
  queryOptions({
    queryKey: ['cases', park, 'case', number, document.documentElement.lang],
    queryFn: ({ signal }) => api.get(one, { params: { park, number }, signal }),
    refetchInterval: ({ state }) => {
      const isPending = state.data?.acts.some(({ proof }) => proof.state === 'pending') ?? false;
      return isPending && state.dataUpdateCount < pendingReadsMax ? pendingPollMs : false;
    },
  });

/** Gives one command on a case; `etag` is that of the case as the person saw it. */
export const giveCommand = (
  at: CaseAddress,
  given: { readonly body: CaseCommand; readonly key: string; readonly etag: string },
): Promise<Acted> =>
  api.act(command, { params: at, body: given.body, key: given.key, ifMatch: `"${given.etag}"` });
