import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Organisation } from '#domains/parties/model.ts';
import { api, read, type Search } from '#platform/ui/api.ts';
import type { QueueFilter } from '#platform/ui/urls.ts';
import type { LedgerPage, QueuePage, ServiceRecord, StaffPost, Visit } from '../../model/index.ts';

type Listed<Item> = { readonly items: Item[]; readonly next: string | null };

const queue = read<QueuePage>()('/p/:park/api/desk/queue/:name');
const organisations = read<{ items: Organisation[] }>()('/p/:park/api/organisations');
const people = read<{ items: StaffPost[] }>()('/p/:park/api/desk/people');
const records = read<Listed<ServiceRecord>>()('/p/:park/api/service-records');
const visits = read<Listed<Visit>>()('/p/:park/api/visits');
const ledger = read<LedgerPage>()('/p/:park/api/ledgers/:name');

/** Lines read at once; the rest comes with “more”. */
const pageSize = 50;

/** Words of the server come in the language of the page: another language is another answer. */
const pageLanguage = (): string => document.documentElement.lang;

const firstPage: string | undefined = undefined;
type Cursor = string | undefined;

type QueueAddress = QueueFilter & { readonly park: string; readonly name: string };

/** A queue page by page, sorted by the server; keeps the last answer while a filter changes. */
export const queueQuery = ({ park, name, q, node, phase }: QueueAddress) =>
  infiniteQueryOptions({
    queryKey: ['cases', park, 'queue', name, q ?? '', node ?? '', phase ?? '', pageLanguage()],
    queryFn: ({ pageParam, signal }) =>
      api.get(queue, {
        params: { park, name },
        search: { q, node, phase, cursor: pageParam, limit: pageSize },
        signal,
      }),
    // The type of a cursor; the first page has none.
    initialPageParam: firstPage as Cursor,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Organisations whose name or code holds what was typed; asks nothing for an empty text. */
export const organisationsQuery = (park: string, q: string) =>
  queryOptions({
    queryKey: ['organisations', park, q],
    queryFn: ({ signal }) => api.get(organisations, { params: { park }, search: { q }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });

/** Posts of the staff a matter may be handed to, all or those of one node. */
export const peopleQuery = (park: string, node: string) =>
  queryOptions({
    queryKey: ['parties', park, 'people', node],
    queryFn: ({ signal }) =>
      api.get(people, {
        params: { park },
        search: { node: node === '' ? undefined : node },
        signal,
      }),
    staleTime: 60_000,
  });

/** Service records, latest first. */
export const recordsQuery = (park: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', park, 'records'],
    queryFn: ({ pageParam, signal }) =>
      api.get(records, { params: { park }, search: { cursor: pageParam, limit: 20 }, signal }),
    // As in queueQuery.
    initialPageParam: firstPage as Cursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Visits, latest entered first. */
export const visitsQuery = (park: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', park, 'visits'],
    queryFn: ({ pageParam, signal }) =>
      api.get(visits, { params: { park }, search: { cursor: pageParam, limit: 20 }, signal }),
    // As in queueQuery.
    initialPageParam: firstPage as Cursor,
    getNextPageParam: (page) => page.next ?? undefined,
  });

type LedgerAddress = { readonly park: string; readonly name: string; readonly filter: Search };

/** A ledger page by page under a filter of the address. */
export const ledgerQuery = ({ park, name, filter }: LedgerAddress) =>
  infiniteQueryOptions({
    queryKey: ['cases', park, 'ledger', name, filter, pageLanguage()],
    queryFn: ({ pageParam, signal }) =>
      api.get(ledger, {
        params: { park, name },
        search: { ...filter, cursor: pageParam, limit: pageSize },
        signal,
      }),
    // As in queueQuery.
    initialPageParam: firstPage as Cursor,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
