import { queryOptions } from '@tanstack/react-query';
import { api, read } from '#platform/ui/api.ts';
import type { __Noun__ } from '../model.ts';

const list = read<{ readonly items: readonly __Noun__[] }>()('/p/:park/api/__nouns__');

/** The latest __nouns__ of a park. */
export const __nouns__Query = (park: string) =>
  queryOptions({
    queryKey: ['__nouns__', park],
    queryFn: ({ signal }) => api.get(list, { params: { park }, signal }),
  });
