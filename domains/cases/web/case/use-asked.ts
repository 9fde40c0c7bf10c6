import { useState } from 'react';
import type { Action, CaseCommand } from '../../model/index.ts';
import { answersOf, factsOf, wrongsOf } from '../my/form/check.ts';
import type { HandedIn } from '../my/form/MaterialsPart.tsx';
import type { Typed, TypedAnswers } from '../my/form/typed.ts';
import { useWrongText } from '../my/form/use-wrong-text.ts';

const nothing = { fields: [], materials: [] } satisfies NonNullable<Action['asks']>;

/** What the step of an action asks, as it is filled in, and what is still wrong with it. */
export type Asking = {
  readonly asks: NonNullable<Action['asks']>;
  readonly typed: TypedAnswers;
  readonly files: HandedIn;
  /** What is typed and can be read, by field: what conditions and tables look at. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** By field and material; empty until somebody tried to send. */
  readonly errors: Readonly<Record<string, string>>;
  readonly type: (field: string, value: Typed) => void;
  readonly hand: (material: string, files: HandedIn[string]) => void;
  /** The part of the command that answers, or nothing where something is wrong. */
  readonly input: () => Pick<CaseCommand['input'], 'answers' | 'files'> | undefined;
};

/** Keeps what is filled in for one action; the server judges it again, with the rules of tables. */
export function useAsked(action: Action): Asking {
  const asks = action.asks ?? nothing;
  const form = asks.fields.map((field) => ({ ...field, rule: null }));
  const [typed, setTyped] = useState<TypedAnswers>({});
  const [files, setFiles] = useState<HandedIn>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const wrongText = useWrongText({ form: asks.fields, materials: asks.materials });
  const input = () => {
    const counts = Object.entries(files).map(([id, list]) => [id, list.length] as const);
    // What a table proposes is not known here, so the rules are left to the server.
    const wrongs = wrongsOf({ form, materials: asks.materials }, typed, Object.fromEntries(counts));
    setErrors(Object.fromEntries(wrongs.map((wrong) => [wrong.id, wrongText(wrong)])));
    if (wrongs.length > 0) return undefined;
    const handed = Object.entries(files).flatMap(([material, list]) =>
      list.map(({ id }) => ({ material, file: id })),
    );
    return {
      ...(form.length === 0 ? {} : { answers: answersOf(form, typed) }),
      ...(handed.length === 0 ? {} : { files: handed }),
    };
  };
  return {
    asks,
    typed,
    files,
    facts: Object.fromEntries(
      Object.entries(factsOf(asks.fields, typed)).filter(([, given]) => given !== null),
    ),
    errors,
    type: (field, value) => setTyped({ ...typed, [field]: value }),
    hand: (material, list) => setFiles({ ...files, [material]: list }),
    input,
  };
}
