import { createDirectory, partiesRoutes, type Directory } from '#domains/parties/index.ts';
import { servicesRoutes, type ServicesDependencies } from '#domains/services/index.ts';
import { standardsRoutes } from '#domains/standards/index.ts';
import type { Db } from '#platform/db/index.ts';
import type { Route } from '#platform/http/index.ts';
import type { ProcessClock } from './process-clock.ts';

/** What the routes of the slices may ask of the server. */
export type ServerDependencies = ProcessClock & {
  /** Connections under the application role. */
  readonly db: Db;
  /** Folder of data, files and keys. */
  readonly home: string;
  readonly directory: Directory;
};

/** Gathers what the slices' routes need. */
export function gatherDependencies(
  given: Omit<ServerDependencies, 'directory'>,
): ServerDependencies {
  return { ...given, directory: createDirectory(given.db, given.clock) };
}

/** Every route of the product, slice by slice. */
export function allRoutes(dependencies: ServerDependencies): readonly Route[] {
  return [
    ...partiesRoutes(dependencies),
    ...standardsRoutes(),
    ...servicesRoutes({ countOpenCases }),
  ];
}

/** No slice files cases yet, so none is open under any bundle. */
const countOpenCases: ServicesDependencies['countOpenCases'] = async () => 0;
