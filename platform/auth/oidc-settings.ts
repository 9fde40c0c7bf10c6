import { z } from 'zod';
import type { OidcProvider } from './sign-in.ts';

const shape = z.object({
  GUIJU_OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  GUIJU_OIDC_CLIENT_ID: z.string().min(1),
  GUIJU_OIDC_CLIENT_SECRET: z.string().min(1),
  GUIJU_OIDC_ID: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('oidc'),
  GUIJU_OIDC_NAME: z.string().min(1).default('OpenID Connect'),
});

/**
 * The outside provider the environment names; none when `GUIJU_OIDC_ISSUER` is not set.
 *
 * @throws {Error} naming every variable that is missing or wrong, none of the values
 */
export function oidcProvidersOf(
  environment: Readonly<Record<string, string | undefined>>,
): OidcProvider[] {
  if (!environment.GUIJU_OIDC_ISSUER) return [];
  const result = shape.safeParse(environment);
  if (!result.success) {
    const reasons = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(reasons.join('; '));
  }
  const values = result.data;
  return [
    {
      id: values.GUIJU_OIDC_ID,
      name: values.GUIJU_OIDC_NAME,
      issuer: values.GUIJU_OIDC_ISSUER,
      clientId: values.GUIJU_OIDC_CLIENT_ID,
      clientSecret: values.GUIJU_OIDC_CLIENT_SECRET,
    },
  ];
}
