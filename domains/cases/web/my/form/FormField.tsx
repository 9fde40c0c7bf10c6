import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormFieldView } from '#domains/services/model/index.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../../model/index.ts';
import { ClauseLink } from '../../case/ClauseLink.tsx';
import { FileControl } from './FileControl.tsx';
import { ChoiceBoxes, FieldControl } from './FieldControl.tsx';
import type { Typed } from './typed.ts';

type FormFieldProps = {
  readonly park: string;
  /** The standard whose clauses the fields cite. */
  readonly standard: CaseView['standard'];
  readonly field: FormFieldView;
  readonly value: Typed;
  readonly error: string | undefined;
  /** Where the value came from, when it was filled in for the applicant and not changed since. */
  readonly source: string | undefined;
  readonly onChange: (value: Typed) => void;
};

/** The element a link of the error summary leads to. */
export const fieldAnchor = (id: string): string => `field-${id}`;

/** One field of a generated form with its help, its rule, its source and why it is asked. */
export function FormField(props: FormFieldProps) {
  const { park, field, value, error, onChange } = props;
  const { t } = useTranslation('cases');
  const say = useSay();
  const title = say(field.title);
  const label = field.required ? title : t('my.form.optional', { title });
  const hint = <FieldHints {...props} />;
  const isBoxes = field.type === 'choices' || field.type === 'boolean';
  return (
    <div id={fieldAnchor(field.id)} className="my-field" tabIndex={-1}>
      {isBoxes ? (
        <BoxesField label={label} hint={hint} error={error}>
          <ChoiceBoxes field={field} value={value} onChange={onChange} />
        </BoxesField>
      ) : (
        <Field label={label} hint={hint} error={error}>
          {(described) =>
            field.type === 'file' ? (
              <FileControl park={park} value={value} onChange={onChange} described={described} />
            ) : (
              <FieldControl field={field} value={value} onChange={onChange} described={described} />
            )
          }
        </Field>
      )}
    </div>
  );
}

type BoxesFieldProps = {
  readonly label: string;
  readonly hint: React.ReactNode;
  readonly error: string | undefined;
  readonly children: React.ReactNode;
};

function BoxesField({ label, hint, error, children }: BoxesFieldProps) {
  const id = useId();
  return (
    <fieldset className="field my-set" aria-describedby={`${id}-hint ${id}-error`}>
      <legend className="field-label">{label}</legend>
      {children}
      <div className="field-hint" id={`${id}-hint`}>
        {hint}
      </div>
      <p className={error === undefined ? 'unseen' : 'field-error'} id={`${id}-error`}>
        {error}
      </p>
    </fieldset>
  );
}

function FieldHints({ park, standard, field, source }: FormFieldProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { help, ruleText, personal, clause } = field;
  return (
    <span className="my-hints">
      {source !== undefined && <span className="case-source">{source}</span>}
      {help !== null && (
        <span>
          <Say text={help} />
        </span>
      )}
      {ruleText !== null && <span>{t('my.form.rule', { rule: say(ruleText) })}</span>}
      {personal !== null && (
        <span>
          {t('my.form.personal', { purpose: say(personal.purpose), basis: say(personal.basis) })}
        </span>
      )}
      <ClauseLink park={park} standard={standard} clause={clause} />
    </span>
  );
}
