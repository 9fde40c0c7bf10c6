import { queryOptions } from '@tanstack/react-query';
import type { Node } from '#domains/parties/model.ts';
import { api, read } from '#platform/ui/api.ts';
import type { EntryView, LogView } from '../model.ts';

const log = read<LogView>()('/p/:park/api/log');
const nodes = read<{ readonly items: readonly Node[] }>()('/p/:park/api/nodes');
const entry = read<EntryView>()('/p/:park/api/entries/:entry');
const receipt = read<string>()('/p/:park/api/receipts/:entry');

/** The park's log: key, size, last checkpoint, and the policy text to verify against. */
export const logQuery = (park: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'log'],
    queryFn: ({ signal }) => api.get(log, { params: { park }, signal }),
  });

/** The network of a park, to say the codes of a receipt in words. */
export const nodesQuery = (park: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'nodes'],
    queryFn: ({ signal }) => api.get(nodes, { params: { park }, signal }),
  });

/** A pending entry is asked for again this often, in milliseconds. */
const pendingPollMs = 2_000;

/** One entry of the log; asked for again until a checkpoint covers it. */
export const entryQuery = (park: string, entryId: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'entry', entryId],
    queryFn: ({ signal }) => api.get(entry, { params: { park, entry: entryId }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? pendingPollMs : false),
  });

/** A receipt's text, to the byte as it is downloaded; `evidence.pending` until it is anchored. */
export const receiptQuery = (park: string, entryId: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'receipt', entryId],
    queryFn: ({ signal }) => api.get(receipt, { params: { park, entry: entryId }, signal }),
  });
