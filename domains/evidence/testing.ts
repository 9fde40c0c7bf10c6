import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { permits, isPermission } from '#domains/parties/index.ts';
import { inPark } from '#platform/db/index.ts';
import { buildServer } from '#platform/http/index.ts';
import { append, sequence, type NewEntry } from '#platform/journal/index.ts';
import { journalFixture, sampleEntry, type JournalFixture } from '#platform/journal/testing.ts';
import { ourTexts } from '#platform/text/index.ts';
import { evidenceRoutes, type EvidenceDependencies } from './routes.ts';

/** The instant every request and act of {@link evidenceFixture} sees. */
export const evidenceNow = '2026-09-18T02:00:00.000Z';

/** Who filed each case of the sample; nobody else stands in a relation to it. */
const filedBy: Readonly<Record<string, string>> = {
  'case/S-2026-000001-4': 'applicant-1',
  'case/S-2026-000002-2': 'applicant-2',
};

/** A journal with the park `sample` and its log, and a server of this slice's routes. */
export type EvidenceFixture = JournalFixture & {
  readonly server: FastifyInstance;
  readonly origin: string;
  /** Writes events, with plain contents where none are given; returns their ids. */
  readonly write: (...entries: readonly Partial<NewEntry>[]) => Promise<string[]>;
  /** Places what is pending and signs a checkpoint. */
  readonly anchor: () => Promise<void>;
  /** Asks as an account `<role>-<n>`, which has that role; without one, as nobody. */
  readonly get: (user: string | undefined, path: string) => Asked;
  readonly post: (user: string | undefined, path: string, body?: object) => Asked;
};

type Asked = Promise<LightMyRequestResponse>;

/** Opens the fixture of one test file. */
export async function evidenceFixture(
  given: Partial<EvidenceDependencies> = {},
): Promise<EvidenceFixture> {
  const journal = await journalFixture();
  const log = await journal.addPark('sample');
  const dependencies: EvidenceDependencies = {
    db: journal.app,
    mayRead: async (_tx, { id }, stream) => filedBy[stream] === id,
    erasers: {},
    ...given,
  };
  const server = await serverOf(journal, dependencies);
  return {
    ...journal,
    server,
    origin: log.origin,
    write: (...entries) =>
      inPark(journal.app, 'sample', async (tx) =>
        (await append(tx, entries.map(sampleEntry))).map(({ id }) => id),
      ),
    anchor: async () => {
      await sequence(journal.worker, { ...log, holder: 'test', at: evidenceNow });
    },
    get: (user, url) => server.inject({ method: 'GET', url, headers: headersOf(user) }),
    post: (user, url, payload) =>
      server.inject({
        ...{ method: 'POST', url, headers: headersOf(user) },
        ...(payload && { payload }),
      }),
    close: async () => {
      await server.close();
      await journal.close();
    },
  };
}

function headersOf(user: string | undefined): Record<string, string> {
  const headers = { 'accept-language': 'en', 'idempotency-key': crypto.randomUUID() };
  return user === undefined ? headers : { ...headers, 'test-user': user };
}

function serverOf(
  journal: JournalFixture,
  dependencies: EvidenceDependencies,
): Promise<FastifyInstance> {
  return buildServer({
    routes: evidenceRoutes(dependencies),
    ports: {
      db: journal.app,
      texts: ourTexts(),
      accountOf: async (headers) => {
        const id = headers.get('test-user');
        return id === null ? undefined : { id, name: id, email: `${id}@sample.example` };
      },
      parkOf: async (code) =>
        code === 'sample' || code === 'empty'
          ? { code, demo: true, zone: 'Asia/Shanghai' }
          : undefined,
      principalOf: async ({ account, language }) => ({
        ...account,
        lang: language,
        parties: [],
        roles: [{ role: account.id.split('-')[0] ?? '', node: 'centre' }],
      }),
      isPermission,
      permits: ({ roles }, permission) => permits(roles, permission),
      now: () => evidenceNow,
    },
  });
}
