import {
  casesRoutes,
  casesWorld,
  countOpenOfBundle,
  type CasesWorld,
} from '#domains/cases/index.ts';
import { evidenceRoutes, type Erasers, type MayRead } from '#domains/evidence/index.ts';
import {
  createDirectory,
  erasePerson,
  isStaff,
  partiesRoutes,
  type Directory,
} from '#domains/parties/index.ts';
import { servicesRoutes } from '#domains/services/index.ts';
import { standardsRoutes } from '#domains/standards/index.ts';
import type { Db } from '#platform/db/index.ts';
import { folderStore, type FileStore } from '#platform/files/index.ts';
import type { Route } from '#platform/http/index.ts';
import { join } from 'node:path';
import type { ProcessClock } from './process-clock.ts';

/** What the routes of the slices may ask of the server. */
export type ServerDependencies = ProcessClock & {
  /** Connections under the application role. */
  readonly db: Db;
  /** Folder of data, files and keys. */
  readonly home: string;
  readonly directory: Directory;
  readonly files: FileStore;
  readonly world: CasesWorld;
};

/** What {@link gatherDependencies} starts from. */
export type ServerGround = Pick<ServerDependencies, 'db' | 'home' | 'clock' | 'setNow'> & {
  /**
   * A pool of its own for leasing case numbers: acts hold their connections while they wait for a
   * number, so a lease from their pool could wait for them in turn.
   */
  readonly numbersDb: Db;
};

/** Gathers what the slices' routes need. */
export function gatherDependencies({ numbersDb, ...ground }: ServerGround): ServerDependencies {
  return {
    ...ground,
    directory: createDirectory(ground.db, ground.clock),
    files: folderStore(join(ground.home, 'files')),
    world: worldOfCases(numbersDb),
  };
}

/** What acts on cases need; the effects a slice carries out are registered here by verb. */
export function worldOfCases(numbersDb: Db): CasesWorld {
  return casesWorld(numbersDb, {});
}

/** Every route of the product, slice by slice. */
export function allRoutes(dependencies: ServerDependencies): readonly Route[] {
  return [
    ...partiesRoutes(dependencies),
    ...standardsRoutes(),
    ...servicesRoutes({ countOpenCases: countOpenOfBundle }),
    ...casesRoutes(dependencies),
    ...evidenceRoutes({ db: dependencies.db, mayRead, erasers }),
  ];
}

/** Staff read what happened in their park; others are answered by the slice whose record it is. */
const mayRead: MayRead = async (_tx, principal) =>
  principal.roles.some(({ role }) => isStaff(role));

/** What `erase(subject)` empties beside the journal and the stored answers, by slice. */
export const erasers: Erasers = {
  parties: (tx, park, subject) => erasePerson(tx, park, subject.replace(/^person\//, '')),
};
