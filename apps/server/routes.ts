import {
  casesEraser,
  casesRoutes,
  casesWorld,
  countOpenOfBundle,
  effectsEraser,
  mayReadStream,
  type CasesWorld,
} from '#domains/cases/index.ts';
import { evidenceRoutes, type Erasers } from '#domains/evidence/index.ts';
import {
  createDirectory,
  erasePerson,
  partiesRoutes,
  type Directory,
} from '#domains/parties/index.ts';
import { servicesRoutes } from '#domains/services/index.ts';
import { standardsRoutes } from '#domains/standards/index.ts';
import type { Settings } from '#platform/config/index.ts';
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
  /** Address people use for this installation, without a trailing slash; papers print it. */
  readonly publicUrl?: string;
};

/** What {@link gatherDependencies} starts from. */
export type ServerGround = Pick<
  ServerDependencies,
  'db' | 'home' | 'clock' | 'setNow' | 'publicUrl'
> & {
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
    files: filesOf(ground.home),
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
    ...evidenceRoutes({
      db: dependencies.db,
      mayRead: mayReadStream,
      erasers: erasersOf(dependencies.files),
    }),
  ];
}

/**
 * What `erase(subject)` empties beside the journal and the stored answers, by slice. In this order:
 * what followed from a case is found by its applicant, and a person is forgotten last.
 */
export function erasersOf(files: FileStore): Erasers {
  return {
    outcomes: effectsEraser(files),
    cases: casesEraser(files),
    parties: (tx, park, subject) => erasePerson(tx, park, subject.replace(/^person\//, '')),
  };
}

/** The file store of an installation, by the folder of its data. */
export const filesOf = (home: string): FileStore => folderStore(join(home, 'files'));

/** The address printed on papers and in mails: the one people use, else that of this machine. */
export function publicUrlOf({ publicUrl, host, port }: Settings): string {
  return publicUrl ?? `http://${host}:${port}`;
}
