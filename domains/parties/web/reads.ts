import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, read } from '#platform/ui/api.ts';
import type { Me, Park, Place } from '../model.ts';

const parks = read<{ items: Park[] }>()('/api/parks');
const me = read<Me>()('/p/:park/api/me');

const places = read<{ items: Place[] }>()('/p/:park/api/places');

/** Where people may go in a park, and when. */
export const placesQuery = (park: string) =>
  queryOptions({
    queryKey: ['places', park],
    queryFn: ({ signal }) => api.get(places, { params: { park }, signal }),
    staleTime: 60_000,
  });

/** The parks this server runs. */
export const parksQuery = () =>
  queryOptions({
    queryKey: ['parks'],
    queryFn: ({ signal }) => api.get(parks, { params: {}, signal }),
  });

/** The park of the address and who is looking at it; read once for all pages of a park. */
export const meQuery = (park: string) =>
  queryOptions({
    queryKey: ['me', park],
    queryFn: ({ signal }) => api.get(me, { params: { park }, signal }),
    staleTime: 60_000,
  });

/** Who is looking; the shell has loaded it before any page of a park is drawn. */
export const useMe = (park: string): Me => useSuspenseQuery(meQuery(park)).data;
