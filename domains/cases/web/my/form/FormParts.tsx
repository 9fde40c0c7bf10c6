import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import type { FormFieldView, ServiceGuide } from '#domains/services/model/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import { askedFields, askedMaterials } from './check.ts';
import { ChannelPart } from './ChannelPart.tsx';
import { knownValue, type Filling } from './filling.ts';
import { FormField } from './FormField.tsx';
import { MaterialsPart } from './MaterialsPart.tsx';
import { NeedClassPart } from './NeedClassPart.tsx';

type FormPartsProps = {
  readonly park: string;
  readonly guide: ServiceGuide;
  readonly filling: Filling;
  readonly known: { readonly me: Me; readonly organisation: Me['organisations'][number] | null };
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (filling: Filling) => void;
};

/** The parts of a form in the order a person thinks: what for, the fields, what to hand in, where. */
export function FormParts(props: FormPartsProps) {
  const { park, guide, filling, errors, onChange } = props;
  const { t } = useTranslation('cases');
  const materials = askedMaterials(guide, filling.answers);
  return (
    <>
      <section className="my-part" aria-labelledby="asked">
        <h2 id="asked">{t('my.form.asked')}</h2>
        {guide.card.need && (
          <NeedClassPart
            park={park}
            service={guide.card.code}
            value={filling.needClass}
            error={errors['~class']}
            onChange={(needClass) => onChange({ ...filling, needClass })}
          />
        )}
        {askedFields(guide.form, filling.answers).map((field) => (
          <OneField key={field.id} field={field} {...props} />
        ))}
      </section>
      {materials.length > 0 && (
        <section className="my-part" aria-labelledby="handed-in">
          <h2 id="handed-in">{t('my.form.materials')}</h2>
          <MaterialsPart
            park={park}
            materials={materials}
            files={filling.files}
            errors={errors}
            onChange={(material, files) =>
              onChange({ ...filling, files: { ...filling.files, [material]: files } })
            }
          />
        </section>
      )}
      <LaterMaterials guide={guide} />
      {guide.card.channels.includes('station') && (
        <ChannelPart park={park} filling={filling} error={errors['~node']} onChange={onChange} />
      )}
    </>
  );
}

/** What the rule lets follow later, so that nobody looks for it now. */
function LaterMaterials({ guide }: { readonly guide: ServiceGuide }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const later = guide.later.filter(({ materials }) => materials.length > 0);
  if (later.length === 0) return null;
  return (
    <div className="note">
      <p>{t('my.material.later')}</p>
      <ul>
        {later.map(({ place, title, by, materials }) => (
          <li key={place}>
            {t('my.material.later-step', {
              titles: materials.map((each) => say(each.title)).join(t('my.form.and')),
              by: say(by),
              step: say(title),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

type OneFieldProps = FormPartsProps & { readonly field: FormFieldView };

function OneField({ park, guide, field, filling, known, errors, onChange }: OneFieldProps) {
  const { t } = useTranslation('cases');
  const value = filling.answers[field.id] ?? '';
  const fetched = knownValue(field.prefill, known);
  const isFetched = fetched !== '' && fetched === value;
  const source = `my.source.${field.prefill?.replace('.', '-')}`;
  return (
    <FormField
      park={park}
      standard={guide.card.standard}
      field={field}
      value={value}
      error={errors[field.id]}
      source={isFetched ? t(source, { defaultValue: t('my.source.known') }) : undefined}
      onChange={(typed) =>
        onChange({ ...filling, answers: { ...filling.answers, [field.id]: typed } })
      }
    />
  );
}
