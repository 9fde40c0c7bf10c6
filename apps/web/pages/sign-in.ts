import { act, api, intentKey } from '#platform/ui/api.ts';

export type Credentials = { readonly email: string; readonly password: string };

/** The sign-in of better-auth; the session comes as a cookie, the answer itself is not used. */
const emailSignIn = act<Credentials, unknown>()('POST', '/api/auth/sign-in/email');

/** Signs in. @throws {ApiError} 401 for wrong credentials, 429 after too many tries */
export const signIn = (body: Credentials): Promise<unknown> =>
  api.act(emailSignIn, { params: {}, body, key: intentKey() });

const endSession = act<Record<string, never>, unknown>()('POST', '/api/auth/sign-out');

/** Ends the session of this browser. */
export const signOut = (): Promise<unknown> =>
  api.act(endSession, { params: {}, body: {}, key: intentKey() });
