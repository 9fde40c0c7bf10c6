import {
  activeBranches,
  tableBefore,
  type CaseEvent,
  type State,
  type TableOutput,
} from '#engines/process/index.ts';
import type { Bundle } from '#domains/services/index.ts';
import type { Action, DecisionTableView } from '../model/index.ts';
import type { Network } from './network.ts';
import { numberText } from '../rules.ts';
import type { Words } from './words.ts';

/**
 * The decision tables of the steps in which this person may act, so that the desk shows what they
 * propose before anybody decides.
 *
 * @source 2-service-language (a table may propose; a person decides)
 */
export function decisionsOf(
  actions: readonly Action[],
  { bundle, state, network }: { bundle: Bundle; state: State; network: Network },
): DecisionTableView[] {
  const { filedAt } = state;
  if (filedAt === undefined) return [];
  const mine = new Set(actions.flatMap(({ branch, allowed }) => (allowed ? [branch] : [])));
  return activeBranches(state).flatMap((branch) => {
    if (!mine.has(branch.id) || branch.role === 'applicant') return [];
    const at = { filedAt, calendarOf: network.calendarOf };
    const table = tableBefore(bundle.definition, branch, at);
    if (table === undefined) return [];
    return [
      {
        branch: branch.id,
        title: table.title,
        clause: table.clause ?? null,
        hit: table.hit,
        inputs: table.inputs.map(({ expression, title }) => ({
          ...{ expression, title: title ?? { 'zh-CN': expression } },
        })),
        outputs: table.outputs.map(({ name, title, type, values = [] }) => ({
          ...{ name, title: title ?? { 'zh-CN': name }, type: type ?? null },
          values: values.map((each) => ({ ...each })),
        })),
        rows: table.rows.map(({ when, gives, source }) => ({
          ...{ when: [...when], gives: [...gives], source: source ?? null },
        })),
      },
    ];
  });
}

/** What a table proposed to whoever decided, as the journal keeps it; empty where none did. */
export function proposalText(
  { data: { proposal } }: CaseEvent,
  bundle: Bundle,
  words: Words,
): string {
  const table = bundle.definition.tables?.find(({ code }) => code === proposal?.table);
  if (proposal === undefined || table === undefined || proposal.rows.length === 0) return '';
  const [only, ...others] = table.outputs;
  const results = table.outputs.map((output) => {
    const value =
      output === only && others.length === 0
        ? proposal.outputs
        : memberOf(proposal.outputs, output.name);
    return words.say('cases.words.proposed.result', {
      ...{ title: words.pick(output.title ?? { 'zh-CN': output.name }) },
      value: resultText(value, output, words),
    });
  });
  const title = words.pick(table.title);
  return words.say('cases.words.proposed.by', { table: title, results: results.join('；') });
}

const memberOf = (outputs: unknown, name: string): unknown =>
  typeof outputs === 'object' && outputs !== null ? Reflect.get(outputs, name) : undefined;

function resultText(value: unknown, { type, values = [] }: TableOutput, words: Words): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') {
    const amount = numberText(value, type);
    return type === 'money' ? words.say('cases.words.proposed.money', { amount }) : amount;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const title = values.find((each) => each.value === text)?.title;
  return title === undefined ? text : words.pick(title);
}
