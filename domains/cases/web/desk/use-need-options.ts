import { useQuery } from '@tanstack/react-query';
import type { Node } from '#domains/parties/model.ts';
import { useSay } from '#platform/ui/say.tsx';
import type { Action, StaffPost } from '../../model/case.ts';
import type { ActionDraft, SingleNeed } from './action-draft.ts';
import { peopleQuery } from './reads.ts';

/** One choice of a list; those with the same `group` stand together under its name. */
export type Option = { readonly value: string; readonly title: string; readonly group?: string };

type Asked = {
  readonly park: string;
  readonly need: SingleNeed;
  readonly draft: ActionDraft;
  readonly choices: Action['choices'];
  readonly nodes: readonly Node[];
};

const asksStaff = (need: SingleNeed): boolean => need === 'person' || need === 'target-role';

/**
 * What may be chosen for a need; undefined where one writes. People and posts are those of the
 * service point chosen in the same form, else of all, by service point.
 */
export function useNeedOptions(asked: Asked): readonly Option[] | undefined {
  const { park, need, draft, choices, nodes } = asked;
  const say = useSay();
  const staff = useQuery({ ...peopleQuery(park, draft.node), enabled: asksStaff(need) });
  const posts = staff.data?.items ?? [];
  if (need === 'target-node') return nodeOptions(choices, nodes, say);
  if (need === 'person') return personOptions(posts, say);
  // Choices of an act that asks for a service point too are service points.
  if (need === 'target-role') return roleOptions(posts, say);
  const isChoice = need === 'ground' || need === 'outcome';
  return isChoice && choices.length > 0 ? choices : undefined;
}

type Say = ReturnType<typeof useSay>;

/** A flow may name the service points it goes to; else it is the whole network. */
function nodeOptions(
  choices: Action['choices'],
  nodes: readonly Node[],
  say: Say,
): readonly Option[] {
  const named = choices.filter(({ value }) => nodes.some(({ code }) => code === value));
  if (named.length > 0) return named;
  return nodes.map(({ code, title }) => ({ value: code, title: say(title) }));
}

/** People by service point, each with the post; who holds two posts at one point stands there once. */
function personOptions(posts: readonly StaffPost[], say: Say): readonly Option[] {
  const seen = new Map<string, Option>();
  for (const { id, name, node, nodeTitle, roleTitle } of posts) {
    const key = `${id} ${node}`;
    const group = say(nodeTitle);
    if (!seen.has(key)) seen.set(key, { value: id, title: `${name} · ${say(roleTitle)}`, group });
  }
  return [...seen.values()];
}

/** Each post once, in the order of the people. */
function roleOptions(posts: readonly StaffPost[], say: Say): readonly Option[] {
  const roles = new Map(posts.map(({ role, roleTitle }) => [role, say(roleTitle)]));
  return [...roles].map(([value, title]) => ({ value, title }));
}
