import { bundleFor, bundlesOn, type Bundle } from '#domains/services/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { casesRefusals } from '../errors.ts';

/**
 * The service under which needs are taken on a day: the one named, else the park's only one.
 *
 * @throws {RefusalError} `cases.not_need` when it takes no needs, or none or several do
 */
export async function needServiceOn(
  tx: Tx,
  { service, day }: { readonly service: string | undefined; readonly day: string },
): Promise<Bundle> {
  const code = service ?? (await onlyNeedService(tx, day));
  const bundle = await bundleFor(tx, code, day);
  if (!bundle.definition.need) throw casesRefusals.refuse('cases.not_need');
  return bundle;
}

async function onlyNeedService(tx: Tx, day: string): Promise<string> {
  const needs = (await bundlesOn(tx, day)).filter(({ definition }) => definition.need);
  const [only] = needs;
  if (only === undefined || needs.length > 1) throw casesRefusals.refuse('cases.not_need');
  return only.definition.code;
}
