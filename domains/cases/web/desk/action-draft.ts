import type { Action, CaseCommand } from '../../model/case.ts';

/** What somebody has filled in for one action; every part is text until it is sent. */
export type ActionDraft = {
  readonly reason: string;
  readonly note: string;
  readonly node: string;
  readonly role: string;
  readonly person: string;
  readonly ground: string;
  readonly proof: string;
  readonly decider: string;
  readonly outcome: string;
  readonly items: readonly { readonly field: string; readonly text: string }[];
};

export type Need = Action['needs'][number];

/** Where a need stands in the draft. */
export const partOf = {
  reason: 'reason',
  note: 'note',
  'target-node': 'node',
  'target-role': 'role',
  person: 'person',
  ground: 'ground',
  proof: 'proof',
  decider: 'decider',
  outcome: 'outcome',
} as const satisfies Partial<Record<Need, keyof ActionDraft>>;

/** A need that is one text or one choice. */
export type SingleNeed = keyof typeof partOf;

/** Needs with one value of the draft each; `items` has a form of its own, a rating is not given here. */
export const isSingle = (need: Need): need is SingleNeed => Object.hasOwn(partOf, need);

/** Nothing filled in; where there is one choice only, or a nearest one above, it is made already. */
export function emptyDraft({
  verb,
  needs,
  choices,
}: Pick<Action, 'verb' | 'needs' | 'choices'>): ActionDraft {
  const first = choices[0]?.value ?? '';
  const only = choices.length === 1 ? first : '';
  return {
    ...{ reason: '', note: '', role: '', person: '', proof: '', decider: '' },
    node: needs.includes('target-node') ? (verb === 'escalate' ? first : only) : '',
    ground: needs.includes('ground') ? only : '',
    outcome: needs.includes('outcome') ? only : '',
    items: [{ field: '', text: '' }],
  };
}

/** Needs that are not yet met, in the order of the form; a note may stay empty only if not needed. */
export function missingNeeds(needs: readonly Need[], draft: ActionDraft): Need[] {
  return needs.filter((need) => {
    if (need === 'items') return filledItems(draft).length === 0 || hasHalfItem(draft);
    return isSingle(need) && draft[partOf[need]].trim() === '';
  });
}

const filledItems = ({ items }: ActionDraft) =>
  items.filter(({ field, text }) => field !== '' && text.trim() !== '');

const hasHalfItem = ({ items }: ActionDraft): boolean =>
  items.some(({ field, text }) => (field === '') !== (text.trim() === ''));

/** The draft as the command takes it: only what the action needs. */
export function inputOf(needs: readonly Need[], draft: ActionDraft): CaseCommand['input'] {
  const single = needs.filter(isSingle).map((need) => [partOf[need], draft[partOf[need]].trim()]);
  const items = filledItems(draft).map(({ field, text }) => ({ field, text: text.trim() }));
  return {
    ...Object.fromEntries(single),
    ...(needs.includes('items') ? { items } : {}),
  };
}
