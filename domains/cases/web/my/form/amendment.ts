import type { ServiceGuide } from '#domains/services/model/index.ts';
import type { CaseView } from '../../../model/index.ts';
import { askedMaterials, factsOf, type AskedMaterial } from './check.ts';
import type { HandedIn } from './MaterialsPart.tsx';
import { typedOf, type TypedAnswers } from './typed.ts';

/** Why what was remarked on is right as it is, by field or material; blank while it is not said. */
export type KeptReasons = Readonly<Record<string, string>>;

/** What was given before, as it is typed. */
export const typedBefore = (guide: ServiceGuide, view: CaseView): TypedAnswers =>
  Object.fromEntries(
    guide.form.map((field) => {
      const given = view.answers.find(({ id }) => id === field.id)?.given ?? null;
      return [field.id, typedOf(field, given)];
    }),
  );

/**
 * Where each open remark is answered: a field, a material, or only in words. A material that the
 * amended answers make necessary is asked for beside those that were remarked on.
 */
export function partsOf(guide: ServiceGuide, view: CaseView, typed: TypedAnswers) {
  const open = view.remarks.filter(({ settled }) => !settled);
  const isRemarked = ({ id }: { readonly id: string }) => open.some(({ field }) => field === id);
  const held = new Set(view.materials.flatMap(({ id, files }) => (files.length > 0 ? [id] : [])));
  const isHeld = ({ id }: { readonly id: string }) => held.has(id);
  const known = new Set([...guide.form, ...guide.materials].map(({ id }) => id));
  return {
    fields: guide.form.filter(isRemarked),
    others: guide.form.filter((each) => !isRemarked(each)),
    // What was remarked on is handed in again, also where it had been fetched.
    materials: [
      ...guide.materials
        .filter(isRemarked)
        .map((each): AskedMaterial => ({ ...each, required: true, fetched: false, when: null })),
      ...askedMaterials(guide, typed).filter(
        (each) => each.required && !each.fetched && !isRemarked(each) && !isHeld(each),
      ),
    ],
    words: open.filter(({ field }) => !known.has(field)),
  };
}

/**
 * What is handed in again: what was changed, and why the rest is right as it is. A remark nobody
 * touched is then refused by its name.
 */
export function amendmentOf(given: {
  readonly guide: ServiceGuide;
  readonly view: CaseView;
  readonly typed: TypedAnswers;
  readonly files: HandedIn;
  readonly kept: KeptReasons;
}) {
  const { guide, view, typed, files, kept } = given;
  const facts = factsOf(guide.form, typed);
  const before = factsOf(guide.form, typedBefore(guide, view));
  const answers = guide.form.flatMap(({ id }) => {
    const isChanged = JSON.stringify(facts[id]) !== JSON.stringify(before[id]);
    return isChanged && kept[id] === undefined ? [[id, facts[id] ?? null] as const] : [];
  });
  return {
    answers: Object.fromEntries(answers),
    files: Object.entries(files)
      .filter(([material]) => kept[material] === undefined)
      .flatMap(([material, list]) => list.map(({ id }) => ({ material, file: id }))),
    items: Object.entries(kept)
      .map(([field, text]) => ({ field, text: text.trim() }))
      .filter(({ text }) => text !== ''),
  };
}
