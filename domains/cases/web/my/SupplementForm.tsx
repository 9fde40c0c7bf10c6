import { useState, type ComponentProps, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import { Told, useSay } from '#platform/ui/say.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { ErrorSummary, type FormError } from './form/ErrorSummary.tsx';
import { amendmentOf, partsOf, typedBefore } from './form/amendment.ts';
import { wrongsOf } from './form/check.ts';
import { FormField } from './form/FormField.tsx';
import { MaterialsPart, type HandedIn } from './form/MaterialsPart.tsx';
import { errorsOf } from './form/problem-errors.ts';
import type { TypedAnswers } from './form/typed.ts';
import { useWrongText } from './form/use-wrong-text.ts';
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
  const [refused, setRefused] = useState<Refused>();
  const command = useCommand(park, view, action);
  const faults = useAmendmentFaults(guide);
  const parts = partsOf(guide, view, typed);
  const errors = byField(refused?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (command.isPending) return;
    const input = amendmentOf({ guide, view, typed, files });
    const found = faults({ typed, files, answers: input.answers, parts });
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
      {parts.words.map((remark) => (
        <Remark key={remark.text} text={remark.text} />
      ))}
      {parts.fields.map((each) => (
        <div key={each.id} className="my-remarked">
          <Remarks view={view} id={each.id} />
          {field(each)}
        </div>
      ))}
      <RemarkedMaterials
        park={park}
        view={view}
        materials={parts.materials}
        files={files}
        errors={errors}
        onChange={(material, list) => setFiles({ ...files, [material]: list })}
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

type Amending = {
  readonly parts: ReturnType<typeof partsOf>;
  readonly typed: TypedAnswers;
  readonly files: HandedIn;
  readonly answers: Readonly<Record<string, unknown>>;
};

/** Everything that is wrong before it is sent: what is as it was, and what is not as it should be. */
function useAmendmentFaults(guide: ServiceGuide): (amending: Amending) => FormError[] {
  const { t } = useTranslation('cases');
  const say = useSay();
  const wrongText = useWrongText(guide);
  return ({ parts, typed, files, answers }) => {
    const wrongs = wrongsOf({ form: guide.form, materials: parts.materials }, typed, counts(files));
    const told = new Set(wrongs.map(({ id }) => id));
    const untouched = parts.fields.filter(({ id }) => !Object.hasOwn(answers, id) && !told.has(id));
    return [
      ...untouched.map(({ id, title }) => ({
        field: id,
        text: t('my.wrong.untouched', { title: say(title) }),
      })),
      ...wrongs.map((wrong) => ({ field: wrong.id, text: wrongText(wrong) })),
    ];
  };
}

type RemarkedMaterialsProps = ComponentProps<typeof MaterialsPart> & { readonly view: CaseView };

function RemarkedMaterials({ view, ...props }: RemarkedMaterialsProps) {
  if (props.materials.length === 0) return null;
  return (
    <div className="my-remarked">
      {props.materials.map(({ id }) => (
        <Remarks key={id} view={view} id={id} />
      ))}
      <MaterialsPart {...props} />
    </div>
  );
}

const byField = (errors: readonly FormError[]): Readonly<Record<string, string>> =>
  Object.fromEntries(errors.flatMap(({ field, text }) => (field === null ? [] : [[field, text]])));

const counts = (files: HandedIn): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(files).map(([id, list]) => [id, list.length]));

function Remarks({ view, id }: { readonly view: CaseView; readonly id: string }) {
  return view.remarks
    .filter(({ field, settled }) => field === id && !settled)
    .map(({ text }) => <Remark key={text} text={text} />);
}

function Remark({ text }: { readonly text: string }) {
  const { t } = useTranslation('cases');
  return (
    <p className="my-remark">
      <strong>{t('my.turn.remark')}</strong> <Told text={text} />
    </p>
  );
}
