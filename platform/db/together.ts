import {
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
  type Dialect,
} from 'kysely';
import type { Db, Tx } from './connection.ts';
import type { Database } from './database.ts';
import { inPark } from './in-park.ts';
import { joinLists } from './joining.ts';
import { Lane } from './lane.ts';
import { ParkConnection } from './park-connection.ts';
import type { Passenger } from './passenger.ts';

/** Transactions of one park that acts share, at one time: one is decided while another is written. */
export const sharedTransactionsMax = 2;

/** Acts that share one transaction at most: what one refusal may make the others repeat. */
export const actsTogetherMax = 32;

/** An act that may share its transaction with others. */
export type SharedWork<T> = {
  /** What it is about, as a case number: two acts on one thing are never in one transaction. */
  readonly about: string;
  /** May be run again, from its beginning: what it does outside of `tx` must bear that. */
  readonly work: (tx: Tx) => Promise<T>;
};

/**
 * As {@link inPark}, for short acts of which many come at once: those that arrive while others are
 * written share one transaction, hence its round trips, its statements and its flush to disk. Each
 * is decided by itself; who is refused before writing is left out, and when PostgreSQL refuses
 * anything each is run again in a transaction of its own. Alone, it waits for nobody.
 *
 * An act may rest on what an earlier one remembered (`recall`): if then anything is refused, by
 * whomever, it is run again and nothing is recalled.
 *
 * @throws what `work` throws; what the commit throws
 * @source ADR 0009, ADR 0011
 */
export function inParkTogether<T>(db: Db, park: string, shared: SharedWork<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const { about, work } = shared;
    gatheringOf(db, park).join({
      about,
      work: async (tx) => {
        const value = await work(tx);
        return () => resolve(value);
      },
      reject,
    });
  });
}

/** An act on its way; its work returns what tells its caller once the transaction is committed. */
type Member = {
  readonly about: string;
  readonly work: (tx: Tx) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
};

const gatherings = new WeakMap<Db, Map<string, Gathering>>();

function gatheringOf(db: Db, park: string): Gathering {
  const ofDb = gatherings.get(db) ?? new Map<string, Gathering>();
  gatherings.set(db, ofDb);
  const gathering = ofDb.get(park) ?? new Gathering(db, park);
  ofDb.set(park, gathering);
  return gathering;
}

/** The acts of a park that wait for a transaction, and those under way. */
class Gathering {
  readonly #db: Db;
  readonly #park: string;
  #waiting: Member[] = [];
  readonly #underWay = new Set<string>();
  #transactions = 0;
  #isStarting = false;

  constructor(db: Db, park: string) {
    this.#db = db;
    this.#park = park;
  }

  join(member: Member): void {
    this.#waiting.push(member);
    if (this.#isStarting) return;
    this.#isStarting = true;
    // Those who are told together come again together: they are waited for until the turn ends.
    process.nextTick(() => {
      this.#isStarting = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#transactions < sharedTransactionsMax) {
      const members = this.#takeMembers();
      if (members.length === 0) return;
      this.#transactions += 1;
      void this.#act(members).finally(() => {
        this.#transactions -= 1;
        for (const { about } of members) this.#underWay.delete(about);
        this.#start();
      });
    }
  }

  /**
   * The first who wait and are about nothing that is under way already: an equal share for each
   * transaction, so that one is decided here while another is written there.
   */
  #takeMembers(): Member[] {
    const all = this.#waiting.length + this.#underWay.size;
    const most = Math.min(actsTogetherMax, Math.ceil(all / sharedTransactionsMax));
    const taken: Member[] = [];
    const left: Member[] = [];
    for (const member of this.#waiting) {
      const isFree = taken.length < most && !this.#underWay.has(member.about);
      (isFree ? taken : left).push(member);
      if (isFree) this.#underWay.add(member.about);
    }
    this.#waiting = left;
    return taken;
  }

  /** Never rejects: every member is told for itself. */
  async #act(members: readonly Member[], mayRecall = true): Promise<void> {
    const group: Group = { members, mayRecall, hasRecalled: false };
    try {
      const told = await inPark(this.#db, this.#park, (tx) =>
        tx.getExecutor().provideConnection((connection) => {
          if (!(connection instanceof ParkConnection)) throw new TypeError('not a park connection');
          group.connection = connection;
          return decideAll(tx, connection, group);
        }),
      );
      for (const tell of told) tell?.();
      const again = members.filter((_, at) => told[at] === undefined);
      await Promise.all(again.map((member) => this.#act([member], false)));
    } catch (error) {
      const isUndone = error instanceof Parted || group.connection?.failure === 'undone';
      if (isUndone && (members.length > 1 || group.hasRecalled)) {
        await Promise.all(members.map((member) => this.#act([member], false)));
        return;
      }
      for (const { reject } of members) reject(error);
    }
  }
}

/** Some of a group cannot be kept without the others: each has to act for itself. */
class Parted extends Error {}

/** Acts in one transaction. */
type Group = {
  readonly members: readonly Member[];
  readonly mayRecall: boolean;
  /** Whether one of them rests on what was remembered. */
  hasRecalled: boolean;
  connection?: ParkConnection;
};

/** Tells a member what came of it; undefined for one that has to be run again, by itself. */
type Tell = (() => void) | undefined;

/**
 * Lets every member decide, and leaves what they write to be sent with the commit.
 *
 * @returns tells each, in their order, once it is committed
 * @throws {Parted} when one is refused that has written already
 */
async function decideAll(tx: Tx, connection: ParkConnection, group: Group): Promise<Tell[]> {
  const { members, mayRecall } = group;
  const { memory } = connection;
  const acting = members.map((member) => ({
    member,
    lane: new Lane(connection, { memory, mayRecall }),
  }));
  const outcomes = await Promise.all(
    acting.map(async ({ member, lane }) => {
      const [outcome] = await Promise.allSettled([member.work(transactionOn(tx, lane))]);
      return { ...outcome, member, lane };
    }),
  );
  group.hasRecalled = outcomes.some(({ lane }) => lane.hasRecalled);
  const kept: Passenger[][] = [];
  const told = outcomes.map((outcome): Tell => {
    const waiting = outcome.lane.close();
    if (outcome.status === 'fulfilled') {
      kept.push(waiting);
      return outcome.value;
    }
    const { reason, member, lane } = outcome;
    const isAlone = members.length === 1 && !lane.hasRecalled;
    if (isAlone || connection.failure !== undefined) throw reason;
    if (lane.hasWritten) throw new Parted();
    return lane.hasRecalled ? undefined : () => member.reject(reason);
  });
  connection.leave(joinLists(kept));
  return told;
}

/** A member neither begins nor ends the transaction it shares, so behind it stands no driver. */
const driver = new DummyDriver();
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/** The transaction as one member sees it: questions of several are not queued one after another. */
function transactionOn(tx: Tx, lane: Lane): Tx {
  const executor = tx.getExecutor().withConnectionProvider({
    provideConnection: (consumer) => consumer(lane),
  });
  return new Transaction<Database>({ config: { dialect }, dialect, driver, executor });
}
