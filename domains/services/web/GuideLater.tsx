import { useTranslation } from 'react-i18next';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { ServiceGuide } from '../model/index.ts';
import { RuleMark } from './RuleMark.tsx';
import { stepsInOrder } from '../rules/step-order.ts';

type GuidePartProps = { readonly park: string; readonly guide: ServiceGuide };

/** What is asked on the way, step by step: nobody need bring it at first. */
export function GuideLater({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const order = stepsInOrder(guide).map(({ id }) => id);
  const later = guide.later.toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place));
  if (later.length === 0) return null;
  return (
    <section className="section" aria-labelledby="later">
      <h2 id="later">{t('guide.later')}</h2>
      <p className="section-lead">{t('guide.later-lead')}</p>
      {later.map(({ place, title, by, fields, materials }) => (
        <div key={place}>
          <h3 className="later-step">
            <Say text={title} /> <span className="quiet">{say(by)}</span>
          </h3>
          <ul className="items">
            {[...materials, ...fields].map((each) => (
              <li key={each.id} className="item item-plain">
                <span>
                  <Say text={each.title} />
                  {!each.required && <span className="item-text">{t('guide.form-optional')}</span>}
                </span>
                <RuleMark park={park} guide={guide} clause={each.clause} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
