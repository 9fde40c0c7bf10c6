import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, read } from '#platform/ui/api.ts';
import type { Catalogue, ClauseCarriers, ServiceGuide } from '../model/index.ts';

const catalogue = read<Catalogue>()('/p/:park/api/services');
const guide = read<ServiceGuide>()('/p/:park/api/services/:code');

type CatalogueFilter = {
  readonly park: string;
  readonly q?: string | undefined;
  readonly class?: string | undefined;
};

/** The catalogue, searched and filtered by the server; keeps the last answer while typing. */
export const catalogueQuery = ({ park, q = '', class: chosen = '' }: CatalogueFilter) =>
  queryOptions({
    queryKey: ['services', park, q, chosen],
    queryFn: ({ signal }) =>
      api.get(catalogue, { params: { park }, search: { q, class: chosen }, signal }),
    placeholderData: keepPreviousData,
  });

type GuideAddress = {
  readonly park: string;
  readonly code: string;
  readonly on?: string | undefined;
};

/** The guide of a service as it reads on a day (`YYYY-MM-DD`; today when left out). */
export const guideQuery = ({ park, code, on = '' }: GuideAddress) =>
  queryOptions({
    queryKey: ['services', park, 'guide', code, on],
    queryFn: ({ signal }) => api.get(guide, { params: { park, code }, search: { on }, signal }),
  });

const carriers = read<ClauseCarriers>()('/p/:park/api/clauses/:standard/:clause/carriers');

/** What runs under a clause of a standard. */
export const carriersQuery = (at: {
  readonly park: string;
  readonly standard: string;
  readonly clause: string;
}) =>
  queryOptions({
    queryKey: ['services', at.park, 'carriers', at.standard, at.clause],
    queryFn: ({ signal }) => api.get(carriers, { params: at, signal }),
  });
