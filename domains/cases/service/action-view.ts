import { fieldOf, materialOf, type Bundle } from '#domains/services/index.ts';
import type { AllowedAction, Asked, Definition, State } from '#engines/process/index.ts';
import type { Action } from '../model/index.ts';
import { targetsOf } from './handing-on.ts';
import type { Network } from './network.ts';
import { partsRole } from './post.ts';
import type { Words } from './words.ts';

/** An action as the page draws it: its name, what it needs, what its step asks, or why not. */
export function actionView(
  one: AllowedAction,
  on: { readonly bundle: Bundle; readonly network: Network; readonly state: State },
  words: Words,
): Action {
  const base = {
    verb: one.verb,
    branch: one.branch ?? null,
    title: one.title ? words.pick(one.title) : words.say(`process.verb.${one.verb}`),
    primary: one.primary,
    adverse: one.adverse,
  };
  if (!one.allowed) {
    const { code, clause, next } = one.refusal;
    const values = titledPost(one.refusal.values, on.network, words);
    return {
      ...base,
      allowed: false,
      needs: [],
      choices: [],
      refusal: {
        code,
        text: words.say(`${code}.title`, values),
        clause: clause ?? null,
        next: words.say(next, values),
      },
    };
  }
  // What a call-back found is a word of the language of services, not of this one.
  const titleOf = (value: string) =>
    one.verb === 'call-back'
      ? words.say(`process.outcome.${value}`)
      : choiceTitle(value, on, words);
  const targets = targetsOf(one, on);
  return {
    ...base,
    allowed: true,
    needs: targets?.needs ?? one.needs.filter((need) => need !== 'answers'),
    choices: (targets?.nodes ?? one.choices).map((value) => ({ value, title: titleOf(value) })),
    ...(one.asks ? { asks: asksView(one.asks, on.bundle.definition) } : {}),
    refusal: null,
  };
}

/** Whether a branch waits for the case of a part: nobody of the staff can do anything with it. */
export const isOfPart = ({ branches }: State, branch: string | undefined): boolean =>
  branches.some(({ id, role }) => id === branch && role === partsRole);

/** A refusal names a post by its codes; people read their titles. */
function titledPost(
  values: Readonly<Record<string, string | number>>,
  network: Network,
  words: Words,
): Readonly<Record<string, string | number>> {
  const { role, node } = values;
  return {
    ...values,
    ...(typeof role === 'string' ? { role: words.pick(network.roleTitle(role)) } : {}),
    ...(typeof node === 'string' ? { node: words.pick(network.nodeTitle(node)) } : {}),
  };
}

/** The title of an end, a step or a node that an act may choose. */
export function choiceTitle(
  value: string,
  { bundle, network }: { readonly bundle: Bundle; readonly network: Network },
  words: Words,
): string {
  const end = bundle.definition.flow.ends[value];
  if (end) return words.pick(end.title);
  const step = bundle.definition.flow.steps[value];
  if (step?.title) return words.pick(step.title);
  return words.pick(network.nodeTitle(value));
}

/**
 * What a step asks of whoever acts, as a form draws it.
 *
 * @source 2-service-language, a document list per step
 */
function asksView(asks: Asked, definition: Definition): NonNullable<Action['asks']> {
  return {
    fields: definition.form.filter(({ id }) => asks.fields.includes(id)).map(fieldOf),
    materials: definition.materials.filter(({ id }) => asks.materials.includes(id)).map(materialOf),
  };
}
