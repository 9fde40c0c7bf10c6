import type { Me } from '#domains/parties/model.ts';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import type { FileCase } from '../../../model/index.ts';
import type { Uploaded } from '../../case/upload.ts';
import type { HandedIn } from './MaterialsPart.tsx';
import { answersOf, askedMaterials } from './check.ts';
import { fileOf, keptFile } from './kept-file.ts';
import type { Typed, TypedAnswers } from './typed.ts';

/** A form while it is filled in. */
export type Filling = {
  readonly answers: TypedAnswers;
  readonly files: HandedIn;
  readonly needClass: string;
  readonly channel: 'web' | 'station';
  readonly node: string;
};

type DraftAnswers = FileCase['answers'];

/** Keys of a draft that are no fields: no field's id begins like this. */
const classKey = '~class';
const channelKey = '~channel';
const nodeKey = '~node';
const filesKey = '~files:';

/** Where a prefilled value comes from. */
export type Known = { readonly me: Me; readonly organisation: Me['organisations'][number] | null };

/** What is known of an applicant for a field's `prefill`, or an empty text. */
export function knownValue(prefill: string | null, { me, organisation }: Known): string {
  switch (prefill) {
    case 'organisation.name':
      return organisation?.name ?? '';
    case 'organisation.uscc':
      return organisation?.uscc ?? '';
    case 'person.name':
      return me.user?.name ?? '';
    case 'person.email':
      return me.user?.email ?? '';
    default:
      return '';
  }
}

/** A form as it begins: what is known already is filled in. */
export function blankFilling(form: readonly FormFieldView[], known: Known): Filling {
  const values = form.map((field): [string, Typed] => [
    field.id,
    field.type === 'choices' ? [] : knownValue(field.prefill, known),
  ]);
  return {
    answers: Object.fromEntries(values),
    files: {},
    needClass: '',
    channel: 'web',
    node: '',
  };
}

/** The same form for another organisation: values that were known of the first are those of the other. */
export function knownAnew(
  form: readonly FormFieldView[],
  filling: Filling,
  { before, after }: { readonly before: Known; readonly after: Known },
): Filling {
  const answers = form.flatMap(({ id, prefill }): [string, Typed][] => {
    const was = knownValue(prefill, before);
    return was !== '' && filling.answers[id] === was ? [[id, knownValue(prefill, after)]] : [];
  });
  return { ...filling, answers: { ...filling.answers, ...Object.fromEntries(answers) } };
}

/** What is typed as a draft keeps it: as typed, with what is chosen and handed in besides. */
export function draftOf({ answers, files, needClass, channel, node }: Filling): DraftAnswers {
  const kept = Object.entries(files).map(([material, list]): [string, string[]] => [
    `${filesKey}${material}`,
    list.map(keptFile),
  ]);
  const typed = Object.entries(answers).map(([id, value]): [string, string | string[]] => [
    id,
    typeof value === 'string' ? value : [...value],
  ]);
  return Object.fromEntries([
    ...typed,
    ...kept,
    [classKey, needClass],
    [channelKey, channel],
    [nodeKey, node],
  ]);
}

const textIn = (draft: DraftAnswers, key: string): string => {
  const value = draft[key];
  return typeof value === 'string' ? value : '';
};

/** A draft read back over a blank form; what the form no longer has is left out. */
export function fillingOf(draft: DraftAnswers, blank: Filling): Filling {
  const answers = Object.entries(blank.answers).map(([id, empty]): [string, Typed] => {
    const value = draft[id];
    return [id, typeof value === 'string' || Array.isArray(value) ? value : empty];
  });
  const files = Object.entries(draft).flatMap(([key, value]): [string, Uploaded[]][] =>
    key.startsWith(filesKey) && Array.isArray(value)
      ? [[key.slice(filesKey.length), value.flatMap((kept) => fileOf(kept) ?? [])]]
      : [],
  );
  return {
    answers: Object.fromEntries(answers),
    files: Object.fromEntries(files),
    needClass: textIn(draft, classKey),
    channel: textIn(draft, channelKey) === 'station' ? 'station' : 'web',
    node: textIn(draft, nodeKey),
  };
}

/** What is handed in: only what is asked of this applicant. */
export function filingOf(guide: ServiceGuide, filling: Filling, known: Known): FileCase {
  const asked = new Set(askedMaterials(guide, filling.answers).map(({ id }) => id));
  const files = Object.entries(filling.files)
    .filter(([material]) => asked.has(material))
    .flatMap(([material, list]) => list.map(({ id }) => ({ material, file: id })));
  const { me, organisation } = known;
  const isStation = filling.channel === 'station';
  return {
    service: guide.card.code,
    channel: filling.channel,
    node: isStation && filling.node !== '' ? filling.node : null,
    applicant: {
      organisation: organisation?.id ?? null,
      name: organisation?.name ?? me.user?.name ?? '',
    },
    needClass: filling.needClass === '' ? null : filling.needClass,
    answers: answersOf(guide.form, filling.answers),
    files,
    occurredAt: null,
    fromRecord: null,
  };
}

/** Ids of the fields, materials and choices that differ between two states of a form. */
export function changedIn(one: Filling, two: Filling): string[] {
  const answers = Object.keys(two.answers).filter((id) => one.answers[id] !== two.answers[id]);
  const files = Object.keys(two.files).filter((id) => one.files[id] !== two.files[id]);
  return [
    ...answers,
    ...files,
    ...(one.needClass === two.needClass ? [] : [classKey]),
    ...(one.channel === two.channel && one.node === two.node ? [] : [nodeKey]),
  ];
}
