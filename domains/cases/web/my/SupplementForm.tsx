import { useState, type ComponentProps, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { ErrorSummary, type FormError } from './form/ErrorSummary.tsx';
import { amendmentOf, partsOf, typedBefore, type KeptReasons } from './form/amendment.ts';
import { wrongsOf } from './form/check.ts';
import { FormField } from './form/FormField.tsx';
import { MaterialsPart, type HandedIn } from './form/MaterialsPart.tsx';
import { errorsOf } from './form/problem-errors.ts';
import type { TypedAnswers } from './form/typed.ts';
import { useWrongText } from './form/use-wrong-text.ts';
import { Remarked, RemarkInWords, Remarks } from './Remarked.tsx';
import { useCommand } from './use-command.ts';

type SupplementFormProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly action: Action;
  readonly guide: ServiceGuide;
};

type Refused = {
  readonly title: string;
  readonly note: string | undefined;
  readonly errors: readonly FormError[];
};

/** The fields and materials that were remarked on, with the remark beside each; others on demand. */
export function SupplementForm({ park, view, action, guide }: SupplementFormProps) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState(() => typedBefore(guide, view));
  const [files, setFiles] = useState<HandedIn>({});
  const [kept, setKept] = useState<KeptReasons>({});
  const [refused, setRefused] = useState<Refused>();
  const command = useCommand(park, view, action);
  const faults = useAmendmentFaults(guide);
  const parts = partsOf(guide, view, typed);
  const errors = byField(refused?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (command.isPending) return;
    const input = amendmentOf({ guide, view, typed, files, kept });
    const found = faults({ typed, files, kept, answers: input.answers, parts });
    const title = t('my.form.wrong', { count: found.length });
    if (found.length > 0) return setRefused({ title, note: undefined, errors: found });
    setRefused(undefined);
    command.mutate(
      { verb: action.verb, branch: action.branch, input },
      { onError: (error) => setRefused(errorsOf(error, t('my.form.failed'))) },
    );
  };
  const field = (each: FormFieldView) => (
    <FormField
      key={each.id}
      park={park}
      standard={view.standard}
      field={each}
      value={typed[each.id] ?? ''}
      error={errors[each.id]}
      source={undefined}
      onChange={(value) => setTyped({ ...typed, [each.id]: value })}
    />
  );
  return (
    <form className="my-form" noValidate onSubmit={submit}>
      {refused !== undefined && <ErrorSummary {...refused} />}
      <RemarkedFields {...{ view, parts, kept, errors, field }} onKeep={setKept} />
      <RemarkedMaterials
        park={park}
        view={view}
        materials={parts.materials}
        files={files}
        errors={errors}
        onChange={(material, list) => setFiles({ ...files, [material]: list })}
        kept={kept}
        onKeep={setKept}
      />
      {parts.others.length > 0 && (
        <details className="my-others">
          <summary>{t('my.turn.others')}</summary>
          {parts.others.map(field)}
        </details>
      )}
      <div className="my-submit">
        <button type="submit" className="button" aria-disabled={command.isPending}>
          {t(command.isPending ? 'my.form.sending' : 'my.turn.resubmit')}
        </button>
      </div>
    </form>
  );
}

type Keeping = {
  readonly view: CaseView;
  readonly kept: KeptReasons;
  readonly onKeep: (kept: KeptReasons) => void;
};

type RemarkedFieldsProps = Keeping & {
  readonly parts: ReturnType<typeof partsOf>;
  readonly errors: Readonly<Record<string, string>>;
  readonly field: (each: FormFieldView) => ReactNode;
};

/** What is answered in words alone, then each field that was remarked on. */
function RemarkedFields({ parts, errors, field, ...keeping }: RemarkedFieldsProps) {
  const words = new Set(parts.words.map((remark) => remark.field));
  return (
    <>
      {[...words].map((id) => (
        <RemarkInWords key={id} id={id} {...keeping} />
      ))}
      {parts.fields.map((each) => (
        <Remarked
          key={each.id}
          id={each.id}
          title={each.title}
          error={errors[each.id]}
          {...keeping}
        >
          {field(each)}
        </Remarked>
      ))}
    </>
  );
}

type Amending = {
  readonly parts: ReturnType<typeof partsOf>;
  readonly typed: TypedAnswers;
  readonly files: HandedIn;
  readonly kept: KeptReasons;
  readonly answers: Readonly<Record<string, unknown>>;
};

/** Everything that is wrong before it is sent: what is as it was, and what is not as it should be. */
function useAmendmentFaults(guide: ServiceGuide): (amending: Amending) => FormError[] {
  const { t } = useTranslation('cases');
  const say = useSay();
  const wrongText = useWrongText(guide);
  return ({ parts, typed, files, kept, answers }) => {
    const isKept = ({ id }: { readonly id: string }) => kept[id] !== undefined;
    const materials = parts.materials.filter((each) => !isKept(each));
    const wrongs = wrongsOf({ form: guide.form, materials }, typed, counts(files));
    const told = new Set(wrongs.map(({ id }) => id));
    const untouched = parts.fields.filter(
      (each) => !Object.hasOwn(answers, each.id) && !told.has(each.id) && !isKept(each),
    );
    const unsaid = [...parts.fields, ...parts.materials].filter(
      ({ id }) => kept[id]?.trim() === '' && !told.has(id),
    );
    return [
      ...unsaid.map(({ id, title }) => ({
        field: id,
        text: t('my.wrong.keep-why', { title: say(title) }),
      })),
      ...untouched.map(({ id, title }) => ({
        field: id,
        text: t('my.wrong.untouched', { title: say(title) }),
      })),
      ...wrongs.map((wrong) => ({ field: wrong.id, text: wrongText(wrong) })),
    ];
  };
}

type RemarkedMaterialsProps = ComponentProps<typeof MaterialsPart> & Keeping;

/** Papers to hand in again; one that was handed in before may be said to be right as it is. */
function RemarkedMaterials({ view, kept, onKeep, ...props }: RemarkedMaterialsProps) {
  if (props.materials.length === 0) return null;
  const held = new Set(view.materials.flatMap(({ id, files }) => (files.length > 0 ? [id] : [])));
  return props.materials.map((material) => {
    const { id, title } = material;
    const part = <MaterialsPart {...props} materials={[material]} />;
    if (!held.has(id)) {
      return (
        <div key={id} className="my-remarked">
          <Remarks view={view} id={id} />
          {part}
        </div>
      );
    }
    return (
      <Remarked key={id} {...{ view, id, title, kept, onKeep }} error={props.errors[id]}>
        {part}
      </Remarked>
    );
  });
}

const byField = (errors: readonly FormError[]): Readonly<Record<string, string>> =>
  Object.fromEntries(errors.flatMap(({ field, text }) => (field === null ? [] : [[field, text]])));

const counts = (files: HandedIn): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(files).map(([id, list]) => [id, list.length]));
