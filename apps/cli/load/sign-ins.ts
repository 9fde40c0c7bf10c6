import { randomBytes } from 'node:crypto';
import type { PackParties, PackPark } from '#domains/parties/index.ts';
import type { SignIn } from '#platform/auth/index.ts';
import type { Localized } from '#platform/text/localized.ts';

/**
 * The password of every post of a demonstration park. It is no secret: it is printed at every start,
 * and a park in production cannot be a demonstration.
 */
export const demoPassword = 'guiju-demo';

/** A post of a demonstration park that anybody may sign in as, with titles of park and roles. */
export type DemoSignIn = {
  readonly roles: readonly Localized[];
  readonly email: string;
  readonly password: string;
  readonly park: Localized;
};

/** The sign-ins of a park's pack, where the park is a demonstration. */
export function signInsOf(park: PackPark, parties: PackParties): DemoSignIn[] {
  if (!park.demo) return [];
  return parties['sign-ins'].map(({ email, roles }) => ({
    roles: [...new Set(roles.map(({ role }) => role))].map(
      (role) => park.roles[role] ?? { 'zh-CN': role },
    ),
    email,
    password: demoPassword,
    park: park.title,
  }));
}

/**
 * Makes the accounts of a pack's sign-ins; those that are there keep their password.
 *
 * @returns account ids by e-mail
 */
export async function ensureAccounts(
  signIn: Pick<SignIn, 'ensureUser'>,
  park: PackPark,
  parties: PackParties,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { email, name } of parties['sign-ins']) {
    // Nobody learns the password of a real park's account: its holder sets one, or comes by the
    // outside provider.
    const password = park.demo ? demoPassword : randomBytes(32).toString('base64url');
    ids.set(email, await signIn.ensureUser({ email, name, password }));
  }
  return ids;
}
