import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { catalogueQuery } from '#domains/services/web/reads.ts';
import { api, read } from '#platform/ui/api.ts';
import type { Localized } from '#platform/text/localized.ts';

/**
 * Promise against practice of one month, by service: what was promised, how many matters closed,
 * how many of them on time, and the median in tenths of a working day (null where nothing closed).
 */
export type KeptPromises = {
  readonly month: string;
  readonly items: readonly {
    readonly service: string;
    readonly title: Localized;
    readonly promised: string;
    readonly closed: number;
    readonly onTime: number;
    readonly medianTenthDays: number | null;
  }[];
};

const kept = read<KeptPromises>()('/p/:park/api/promises');

/** Promise against practice of the current month. */
export const keptQuery = (park: string) =>
  queryOptions({
    queryKey: ['promises', park],
    queryFn: ({ signal }) => api.get(kept, { params: { park }, signal }),
    retry: false,
  });

/** What the home page needs before it shows; the rest is read while it is looked at. */
export const loadHome = (query: QueryClient, park: string) =>
  query.ensureQueryData(catalogueQuery({ park }));
