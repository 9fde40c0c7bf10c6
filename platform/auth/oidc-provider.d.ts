/** The little of oidc-provider 9 that a test needs; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** A user of the provider and what it tells of them. */
  export type ProviderAccount = {
    readonly accountId: string;
    readonly claims: () => Readonly<Record<string, unknown>>;
  };

  export type ProviderConfiguration = {
    readonly clients: readonly {
      readonly client_id: string;
      readonly client_secret: string;
      readonly redirect_uris: readonly string[];
    }[];
    readonly claims: Readonly<Record<string, readonly string[]>>;
    readonly findAccount: (ctx: unknown, id: string) => ProviderAccount;
    readonly cookies: { readonly keys: readonly string[] };
  };

  export class Provider {
    constructor(issuer: string, configuration: ProviderConfiguration);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
