import type { Tx } from '#platform/db/index.ts';
import { draftOf, verbTitles, type BpmnDraft } from '#platform/diagrams/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import { readDefinition, writtenDefinition } from '#engines/process/index.ts';
import { translate } from '#platform/text/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { servicesRefusals } from '../errors.ts';
import type { FlowChange, FlowDraft } from '../model/index.ts';
import * as store from '../store.ts';
import { openRevision, type Reviser } from './revision.ts';

/** A BPMN file somebody hands in for a service. */
export type HandedInFlow = {
  readonly service: string;
  readonly file: string;
  readonly xml: string;
  readonly reason: string;
};

/**
 * Reads a BPMN file as the flow of a service's next edition and opens a revision with it, whose
 * page shows findings and what differs. What the drawing does not say (form, materials, limits)
 * stays as it is in force.
 *
 * @param id UUID of the new revision
 * @returns what the drawing came to; without a revision where it could not be read as a flow
 * @throws {RefusalError} `services.not_found`
 */
export async function draftFlow(
  tx: Tx,
  reviser: Reviser,
  { id, handedIn }: { readonly id: string; readonly handedIn: HandedInFlow },
): Promise<FlowDraft> {
  const { service, file, xml, reason } = handedIn;
  const row = await store.bundleOn(tx, service, reviser.today);
  if (row === undefined) throw servicesRefusals.refuse('services.not_found', { service });
  const park = (await selectParks(tx)).find(({ code }) => code === reviser.park);
  const draft = await draftOf(xml, { roles: park?.roles ?? {}, verbs: verbTitles() });
  const flow = draft.source?.['flow'];
  const base = writtenDefinition(row.definition);
  const read = flow === undefined ? undefined : readDefinition({ ...base, flow });
  const findings = findingsIn(draft, reviser.lang);
  const faults = (read?.findings ?? []).map(({ path, code, values }) => ({
    ...{ severity: 'error' as const, element: path, next: '' },
    text: translate(reviser.lang, `process.finding.${code}`, values),
  }));
  if (read?.definition === undefined) return { revision: null, findings: [...findings, ...faults] };
  const { start, steps, ends } = writtenDefinition(read.definition).flow;
  // What was read is plain data, written out again.
  const plain = JSON.parse(JSON.stringify({ start, steps, ends })) as FlowChange['flow'];
  const changes = [{ kind: 'flow' as const, file: file.slice(0, 200), flow: plain }];
  const clause = row.definition.standard.clause ?? '';
  await openRevision(tx, reviser, { id, draft: { service, clause, reason, changes } });
  return { revision: id, findings };
}

function findingsIn({ findings }: BpmnDraft, lang: Language): FlowDraft['findings'] {
  return findings
    .filter(({ code }) => code !== 'fill-in')
    .map(({ severity, element, code, values }) => ({
      ...{ severity, element },
      text: translate(lang, `diagrams.bpmn.${code}`, values),
      next: translate(lang, `diagrams.bpmn.${code}-next`, values),
    }));
}
