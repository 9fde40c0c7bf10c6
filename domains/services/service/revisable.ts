import { selectParks } from '#domains/parties/index.ts';
import { flowOf, type Definition } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Revisable } from '../model/index.ts';
import { materialOf, stepsInOrder } from '../rules/index.ts';
import { servicesRefusals } from '../errors.ts';
import { bundleByHash, type BundleRow } from '../store.ts';
import { bundleCardOf, cardOfRow, readTitles } from './ground.ts';
import { latestEdition, type Reviser } from './revision.ts';

/**
 * What a page may offer to revise under a clause of a service: the values of its latest edition, or
 * of the earlier one a draft begins from.
 *
 * @throws {RefusalError} `services.not_found`, `services.bundle_not_found`
 */
export async function readRevisable(
  tx: Tx,
  reviser: Pick<Reviser, 'park'>,
  asked: {
    readonly service: string;
    readonly clause: string;
    /** Hash of an earlier edition of the service. */
    readonly bundle?: string | undefined;
  },
): Promise<Revisable> {
  const row =
    asked.bundle === undefined
      ? await latestEdition(tx, asked.service)
      : await earlierEdition(tx, asked.service, asked.bundle);
  const titles = await readTitles(tx, reviser.park);
  const park = (await selectParks(tx)).find(({ code }) => code === reviser.park);
  const { limits, materials, form, fee } = row.definition;
  return {
    service: cardOfRow(row, titles),
    bundle: bundleCardOf(row),
    clause: asked.clause,
    promised: limits.promised ?? null,
    steps: stepsInOrder({ steps: stepsOf(row), flow: flowOf(row.definition) }),
    materials: materials.map(materialOf),
    fee: fee ?? null,
    fields: form.map(({ id, title, required, clause }) => ({
      ...{ id, title, required },
      clause: clause ?? null,
    })),
    tables: tablesOf(row.definition),
    roles: Object.entries(park?.roles ?? {}).map(([role, title]) => ({ role, title })),
  };
}

async function earlierEdition(tx: Tx, service: string, hash: string): Promise<BundleRow> {
  const row = await bundleByHash(tx, hash);
  if (row?.service !== service) throw servicesRefusals.refuse('services.bundle_not_found');
  return row;
}

function stepsOf(row: BundleRow): Revisable['steps'] {
  return Object.entries(row.definition.flow.steps).flatMap(([id, step]) => {
    const posts =
      step.kind === 'single'
        ? [[id, step] as const]
        : Object.entries(step.members).map(([name, post]) => [`${id}.${name}`, post] as const);
    return posts.map(([path, post]) => ({
      id: path,
      title: post.title ?? step.title ?? { 'zh-CN': path },
      limit: post.within ?? null,
      role: post.by,
      clause: post.clause ?? step.clause ?? '',
    }));
  });
}

function tablesOf({ tables = [] }: Definition): Revisable['tables'] {
  return tables.map(({ code, title, clause, inputs, outputs, rows }) => ({
    ...{ code, title },
    clause: clause ?? null,
    inputs: inputs.map((input) => input.title ?? { 'zh-CN': input.expression }),
    outputs: outputs.map((output) => output.title ?? { 'zh-CN': output.name }),
    rows: rows.map(({ when, gives, source }) => ({
      ...{ when: [...when], gives: [...gives] },
      source: source ?? null,
    })),
  }));
}
