import type { FileStore } from '#platform/files/index.ts';
import type { Route } from '#platform/http/index.ts';
import type { CasesWorld } from '../service/act.ts';
import { caseRoutes } from './case.ts';
import { queueRoutes } from './desk.ts';
import { formRoutes } from './form.ts';
import { ledgerRoutes } from './ledger.ts';
import { officeRoutes } from './office.ts';
import { recordRoutes } from './record.ts';

/** What the routes of this slice ask of the server. */
export type CasesDependencies = {
  readonly world: CasesWorld;
  readonly files: FileStore;
  /** Draws the case of the director's test, from 0 up to 1; chance when absent. */
  readonly random?: (() => number) | undefined;
};

/** The HTTP face of this slice. */
export function casesRoutes({ world, files, random }: CasesDependencies): Route[] {
  return [
    ...caseRoutes(world),
    ...queueRoutes(),
    ...formRoutes(files),
    ...recordRoutes(world),
    ...ledgerRoutes(),
    ...officeRoutes(random ?? Math.random),
  ];
}
