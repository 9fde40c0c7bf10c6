import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '#domains/parties/web/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import { nodesQuery } from '../my/reads.ts';

type NodeChoice = { readonly value: string; readonly title: string };

/** The service points, those where I hold a post first; `mine` is the one to start with. */
export function useMyNodes(park: string): { mine: string; options: readonly NodeChoice[] } {
  const say = useSay();
  const { roles } = useMe(park);
  const { data } = useSuspenseQuery(nodesQuery(park));
  const own = new Set(roles.map(({ node }) => node));
  const options = data.items
    .toSorted((one, other) => Number(own.has(other.code)) - Number(own.has(one.code)))
    .map(({ code, title }) => ({ value: code, title: say(title) }));
  return { mine: roles[0]?.node ?? options[0]?.value ?? '', options };
}
