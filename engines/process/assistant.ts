import type { Actor } from './command.ts';
import type { CaseEvent } from './event.ts';

/**
 * Returns whom an act asks (协办、抄送): the id of a person, else the post, written
 * `post/role@node`, at the node that is named or that of the act; blank where neither stands there.
 */
export function askedIn({ node: place, data: { input } }: Asking): string {
  const { person, role, node = place } = input;
  if (isFilled(person)) return person;
  return isFilled(role) ? postAsked({ role, node: isFilled(node) ? node : '' }) : '';
}

type Post = { readonly role: string; readonly node: string };

const prefix = 'post/';

/** Returns the name under which a post is asked. */
export const postAsked = ({ role, node }: Post): string => `${prefix}${role}@${node}`;

/** Returns the post that is asked under a name; nothing where that is a person's id. */
export function postIn(name: string): Post | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const [role = '', node = ''] = name.slice(prefix.length).split('@');
  return { role, node };
}

type Asking = Pick<CaseEvent, 'node' | 'data'>;

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Returns every name under which somebody is asked: their own and that of each post they hold. */
export function namesOf(actor: Pick<Actor, 'id' | 'roles'>): readonly string[] {
  return [actor.id, ...actor.roles.map(postAsked)];
}

/** Returns whom an opinion answers for: who gives it, and the post they give it from. */
export function answeredBy({ actor, node, data: { role } }: CaseEvent): readonly string[] {
  return role === undefined || node === undefined ? [actor] : [actor, postAsked({ role, node })];
}
