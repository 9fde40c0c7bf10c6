import { openSignIn, sessionSecret, type SignIn } from '#platform/auth/index.ts';
import { openDatabase, type Db } from '#platform/db/index.ts';
import type { Language } from '#platform/text/localized.ts';

/** What loading works with. */
export type LoadTools = {
  /** Under the application role. */
  readonly db: Db;
  /** Under the worker role: logs are its. */
  readonly worker: Db;
  /** Under the owner's: base calendars belong to no park. */
  readonly owner: Db;
  readonly signIn: Pick<SignIn, 'ensureUser'>;
  /** Folder of keys. */
  readonly home: string;
  /** ISO instant. */
  readonly now: string;
  readonly language: Language;
};

/** Opens what loading works with, hands it to `work`, and closes it whatever happens. */
export async function withLoadTools<T>(
  given: {
    readonly databaseUrl: string;
    readonly home: string;
    readonly now: string;
    readonly language: Language;
  },
  work: (tools: LoadTools) => Promise<T>,
): Promise<T> {
  const { databaseUrl, home, now, language } = given;
  const [db, worker, owner] = (['app', 'worker', 'owner'] as const).map((role) =>
    openDatabase(databaseUrl, role, { max: 2 }),
  ) as [Db, Db, Db]; // three roles give three pools
  const signIn = lazySignIn(databaseUrl, home);
  try {
    return await work({ db, worker, owner, signIn, home, now, language });
  } finally {
    await Promise.all([db.destroy(), worker.destroy(), owner.destroy(), signIn.close()]);
  }
}

/** Sign-in takes a moment to open; a start that changes nothing never needs it. */
function lazySignIn(databaseUrl: string, home: string): Pick<SignIn, 'ensureUser' | 'close'> {
  let opened: Promise<SignIn> | undefined;
  const open = async () => openSignIn({ databaseUrl, secret: await sessionSecret(home) });
  return {
    ensureUser: async (user) => (await (opened ??= open())).ensureUser(user),
    close: async () => (await opened)?.close(),
  };
}
