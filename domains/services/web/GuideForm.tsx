import { useTranslation } from 'react-i18next';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { FormFieldView, ServiceGuide } from '../model/index.ts';
import { RuleMark } from './RuleMark.tsx';

type GuidePartProps = { readonly park: string; readonly guide: ServiceGuide };

/** What the form will ask, before anybody starts to fill it in. */
export function GuideForm({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  if (guide.form.length === 0) return null;
  const known = guide.form.filter((field) => field.prefill !== null).length;
  return (
    <section className="section" aria-labelledby="form">
      <h2 id="form">{t('guide.form')}</h2>
      <p className="section-lead">
        {t('guide.form-count', { count: guide.form.length })}
        {known > 0 && t('guide.form-filled', { count: known })}
      </p>
      <ul className="items">
        {guide.form.map((field) => (
          <FormField key={field.id} field={field} park={park} guide={guide} />
        ))}
      </ul>
    </section>
  );
}

function FormField({ field, park, guide }: GuidePartProps & { readonly field: FormFieldView }) {
  const { t } = useTranslation('services');
  const say = useSay();
  const isKnown = field.prefill !== null;
  return (
    <li className={isKnown ? 'item item-plain item-done' : 'item item-plain'}>
      <span>
        <Say text={field.title} />
        {isKnown && <span className="item-text">{t('guide.form-known')}</span>}
        {!isKnown && !field.required && (
          <span className="item-text">{t('guide.form-optional')}</span>
        )}
        {field.personal !== null && (
          <span className="item-text">
            {t('guide.form-personal', {
              purpose: say(field.personal.purpose),
              basis: say(field.personal.basis),
            })}
          </span>
        )}
      </span>
      <RuleMark park={park} guide={guide} clause={field.clause} />
    </li>
  );
}
