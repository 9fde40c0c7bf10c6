export {
  openSignIn,
  type OidcProvider,
  type SignIn,
  type SignInOptions,
  type WantedUser,
} from './sign-in.ts';
export { mountSignIn } from './mount.ts';
export { sessionSecret } from './secret.ts';
export { oidcProvidersOf } from './oidc-settings.ts';
