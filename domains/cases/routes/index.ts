import type { FileStore } from '#platform/files/index.ts';
import type { Route } from '#platform/http/index.ts';
import type { CasesWorld } from '../service/act.ts';
import { paperAddresses } from '../service/paper.ts';
import { caseRoutes } from './case.ts';
import { queueRoutes } from './desk.ts';
import { formRoutes } from './form.ts';
import { ledgerRoutes } from './ledger.ts';
import { officeRoutes } from './office.ts';
import { outcomeRoutes } from './outcome.ts';
import { publicRoutes } from './public.ts';
import { recordRoutes } from './record.ts';
import { trialRoutes } from './trial.ts';

/** What the routes of this slice ask of the server. */
export type CasesDependencies = {
  readonly world: CasesWorld;
  readonly files: FileStore;
  /** Address people use for this installation, printed on papers; paths alone when absent. */
  readonly publicUrl?: string | undefined;
  /** Draws the case of the director's test, from 0 up to 1; chance when absent. */
  readonly random?: (() => number) | undefined;
};

/** The HTTP face of this slice. */
export function casesRoutes({ world, files, publicUrl, random }: CasesDependencies): Route[] {
  return [
    ...caseRoutes(world),
    ...queueRoutes(),
    ...formRoutes(files),
    ...recordRoutes(world),
    ...ledgerRoutes(world),
    ...outcomeRoutes(paperAddresses(publicUrl ?? '')),
    ...officeRoutes(random ?? Math.random),
    ...publicRoutes(),
    ...trialRoutes(),
  ];
}
