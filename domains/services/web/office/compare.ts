import type { Localized } from '#platform/text/localized.ts';
import type { ServiceGuide } from '../../model/index.ts';
import { stepsInOrder } from '../../rules/step-order.ts';

/** One line of two guides side by side. A side is null where its guide has no such line. */
export type CompareLine = {
  readonly part: 'promise' | 'fee' | 'step' | 'field' | 'material';
  readonly id: string;
  readonly title: Localized;
  readonly before: Facts | null;
  readonly after: Facts | null;
  readonly changed: boolean;
};

/** What a guide says of one element. */
export type Facts = {
  readonly by?: Localized;
  readonly limit?: string | null;
  readonly required?: boolean;
  readonly fetched?: boolean;
  /** What is said in words: a fee, the name of a field; null where the guide names none. */
  readonly words?: Localized | null;
};

type Line = { readonly id: string; readonly title: Localized; readonly facts: Facts };

/** Two editions of a guide line by line: promise, fee, steps, fields, materials. */
export function compareGuides(before: ServiceGuide, after: ServiceGuide): CompareLine[] {
  return [
    ...pair('promise', [promiseOf(before)], [promiseOf(after)]),
    ...pair('fee', [feeOf(before)], [feeOf(after)]),
    ...pair('step', stepLines(before), stepLines(after)),
    ...pair('field', fieldLines(before), fieldLines(after)),
    ...pair('material', materialLines(before), materialLines(after)),
  ];
}

const promiseOf = ({ card }: ServiceGuide): Line => ({
  id: 'promised',
  title: card.title,
  facts: { limit: card.promised },
});

const stepLines = (guide: ServiceGuide): Line[] =>
  stepsInOrder(guide).map(({ id, title, by, limit }) => ({ id, title, facts: { by, limit } }));

const feeOf = ({ card, fee }: ServiceGuide): Line => ({
  id: 'fee',
  title: card.title,
  facts: { words: fee },
});

const fieldLines = ({ form, later }: ServiceGuide): Line[] =>
  [...form, ...later.flatMap(({ fields }) => fields)].map(({ id, title, required }) => ({
    ...{ id, title },
    facts: { words: title, required },
  }));

const materialLines = (guide: ServiceGuide): Line[] =>
  guide.materials.map(({ id, title, required, fetched }) => ({
    id,
    title,
    facts: { required, fetched },
  }));

/** Lines of both sides in the order of the later one; what it dropped comes last. */
function pair(
  part: CompareLine['part'],
  before: readonly Line[],
  after: readonly Line[],
): CompareLine[] {
  const earlier = new Map(before.map((line) => [line.id, line]));
  const later = new Set(after.map((line) => line.id));
  const lines = [...after, ...before.filter((line) => !later.has(line.id))];
  return lines.map(({ id, title, facts }) => {
    const old = earlier.get(id)?.facts ?? null;
    const now = later.has(id) ? facts : null;
    return { part, id, title, before: old, after: now, changed: !isSame(old, now) };
  });
}

const isSame = (one: Facts | null, other: Facts | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
