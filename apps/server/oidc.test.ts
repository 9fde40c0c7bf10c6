import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  FormBrowser,
  freePort,
  startProvider,
  testClient,
  type TestProvider,
} from '#platform/auth/testing.ts';
import { testServer, type TestServer } from './testing.ts';

let provider: TestProvider;
let server: TestServer;

beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://127.0.0.1:${port}/api/auth/callback/city`);
  server = await testServer(
    {
      GUIJU_OIDC_ISSUER: provider.issuer,
      GUIJU_OIDC_CLIENT_ID: testClient.id,
      GUIJU_OIDC_CLIENT_SECRET: testClient.secret,
      GUIJU_OIDC_ID: 'city',
      GUIJU_OIDC_NAME: '统一身份认证',
    },
    port,
  );
});

afterAll(async () => {
  await server.close();
  await provider.close();
});

async function begin(browser: FormBrowser): Promise<string> {
  const answer = await browser.ask(`${server.address}/api/auth/sign-in/social`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.address },
    body: JSON.stringify({ provider: 'city', callbackURL: '/p/sample/my' }),
  });
  expect(answer.status).toBe(200);
  const { url } = (await answer.json()) as { url: string }; // as the library documents it
  return url;
}

test('the sign-in page is told of the outside provider', async () => {
  const ask = await server.as();
  expect((await ask('GET', '/api/sign-in/providers')).body).toEqual({
    items: [{ id: 'city', name: '统一身份认证' }],
  });
});

test('somebody signs in at the provider, comes back, and is known without any role', async () => {
  const browser = new FormBrowser();
  const url = await begin(browser);
  expect(url.startsWith(provider.issuer)).toBe(true);
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  const callback = await browser.signIn(url, { name: 'li', home: server.address });
  const back = await browser.ask(callback);
  expect([back.status, back.headers.get('location')]).toEqual([302, '/p/sample/my']);
  const me = await browser.ask(`${server.address}/p/sample/api/me`);
  expect(await me.json()).toMatchObject({
    user: { email: 'li@provider.example', name: '外部用户 li' },
    roles: [],
    doors: ['my'],
  });
});

test('a second visit is the same account', async () => {
  const idOf = async () => {
    const browser = new FormBrowser();
    const callback = await browser.signIn(await begin(browser), {
      name: 'wang',
      home: server.address,
    });
    await browser.ask(callback);
    const me = await browser.ask(`${server.address}/p/sample/api/me`);
    return ((await me.json()) as { user: { id: string } }).user.id; // checked just above
  };
  expect(await idOf()).toBe(await idOf());
});

test('a callback with a state of another browser signs nobody in', async () => {
  const browser = new FormBrowser();
  const callback = await browser.signIn(await begin(browser), {
    name: 'zhao',
    home: server.address,
  });
  const thief = new FormBrowser();
  await thief.ask(callback);
  const me = await thief.ask(`${server.address}/p/sample/api/me`);
  expect(await me.json()).toMatchObject({ user: null });
});
