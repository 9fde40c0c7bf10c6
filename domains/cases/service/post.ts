import type { Principal } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { Network } from './network.ts';
import type { Words } from './words.ts';

/** The post somebody acts from: a role at a node. */
export type Post = { readonly role: string; readonly node: string };

/**
 * The post of a person at a node: one they hold there, else the first post of the staff they hold.
 *
 * @param at code of the node the act is about; any when absent
 */
export function postAt(principal: Pick<Principal, 'roles'>, at?: string): Post | undefined {
  const staff = principal.roles.filter(({ role }) => role !== 'applicant');
  return staff.find(({ node }) => node === at) ?? staff[0];
}

/** A post as it is stored: `role@node`; empty when nobody of the staff acted. */
export const postCode = (post: Post | undefined): string =>
  post === undefined ? '' : `${post.role}@${post.node}`;

/** A stored post as people read it: node and role, never a name. */
export function postName(code: string, network: Network, words: Words): string {
  const [role = '', node = ''] = code.split('@');
  if (role === '') return words.say('cases.words.post');
  return postTitle({ role, node }, network, words);
}

/** The role of what waits for the cases of its parts; nobody holds it. */
export const partsRole = 'parts';

/** A post as people read it. */
export function postTitle({ role, node }: Post, network: Network, words: Words): string {
  const roleName = words.pick(network.roleTitle(role));
  // The parts of a joint matter are at work at their own nodes.
  if (node === '' || role === partsRole) return roleName;
  return words.say('cases.words.post_at', {
    node: words.pick(network.nodeTitle(node)),
    role: roleName,
  });
}

/** A post in every language it has a name in. */
export function postTitles({ role, node }: Post, network: Network): Localized {
  const roleName = network.roleTitle(role);
  const nodeName = network.nodeTitle(node);
  return {
    'zh-CN': `${nodeName['zh-CN']} ${roleName['zh-CN']}`,
    en: `${roleName.en ?? roleName['zh-CN']}, ${nodeName.en ?? nodeName['zh-CN']}`,
  };
}
