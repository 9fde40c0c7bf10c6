import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** An OpenID provider of its own on loopback, for tests. */
export type TestProvider = {
  readonly issuer: string;
  readonly close: () => Promise<void>;
};

/** The client every {@link startProvider} knows. */
export const testClient = { id: 'guiju', secret: 'a secret of the client' } as const;

/**
 * Starts a real OpenID provider at which any name with any password signs in as
 * `<name>@provider.example`.
 *
 * @param redirectUri the one callback address it will send people back to
 */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: testClient.id,
        client_secret: testClient.secret,
        redirect_uris: [redirectUri],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@provider.example`,
        email_verified: true,
        name: `外部用户 ${id}`,
      }),
    }),
    cookies: { keys: ['a key that signs the cookies of a test'] },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return port;
}

/** A port nobody listens at right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

const stepsMax = 20;

/** A browser as far as signing in needs one: cookies by host and port, redirects, plain forms. */
export class FormBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Asks once, without following. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Follows redirects and fills the provider's forms until an address begins with `home`. */
  async signIn(url: string, { name, home }: { name: string; home: string }): Promise<string> {
    let at = url;
    let answer = await this.ask(at);
    for (let step = 0; step < stepsMax; step += 1) {
      const next = answer.headers.get('location');
      if (next !== null) {
        at = new URL(next, at).href;
        if (at.startsWith(home)) return at;
        answer = await this.ask(at);
        continue;
      }
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`no form at ${at}: ${page.slice(0, 500)}`);
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
      at = new URL(action, at).href;
      const body = new URLSearchParams({ prompt, login: name, password: 'any' });
      answer = await this.ask(at, { method: 'POST', body });
    }
    throw new Error(`sign-in did not end after ${stepsMax} steps`);
  }
}
