import type { Tx } from '#platform/db/index.ts';
import { bpmnOf } from '#platform/diagrams/index.ts';
import { ourTexts } from '#platform/text/index.ts';
import type { Language, Localized } from '#platform/text/localized.ts';
import { servicesRefusals } from '../errors.ts';
import * as store from '../store.ts';
import { readTitles, verbTitle } from './ground.ts';

/** Which service is drawn, as it runs on a day, in which language. */
export type FlowAsked = {
  readonly park: string;
  readonly service: string;
  readonly day: string;
  readonly lang: Language;
};

/**
 * The flow of a service as BPMN 2.0 XML, drawn from the definition that runs.
 *
 * @throws {RefusalError} `services.not_found`
 */
export async function readFlowFile(tx: Tx, asked: FlowAsked): Promise<string> {
  const { park, service, day, lang } = asked;
  const row = await store.bundleOn(tx, service, day);
  if (row === undefined) throw servicesRefusals.refuse('services.not_found', { service });
  const titles = await readTitles(tx, park);
  const say = (text: Localized): string => text[lang] ?? text['zh-CN'];
  return bpmnOf(row.definition, {
    say,
    roleName: (role) => say(titles.roleOf(role)),
    verbName: (verb) => say(verbTitle(verb)),
    limitName: (limit) => limitName(limit, lang),
    clauseName: (clause) => ourTexts().translate(lang, 'services.flow.clause', { clause }),
  });
}

/** Returns a limit as people say it: `5wd` → 5 个工作日; what is no limit, as it is. */
export function limitName(limit: string, lang: Language): string {
  if (limit === 'same-day') return ourTexts().translate(lang, 'services.flow.same-day');
  const [, count = '', unit = ''] = /^([\d.]+)(wd|wh|d|m)$/.exec(limit) ?? [];
  if (unit === '') return limit;
  return ourTexts().translate(lang, `services.flow.${unit}`, { count });
}
