import { useTranslation } from 'react-i18next';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { ServiceGuide } from '../model/index.ts';
import { endsInOrder } from '../rules/step-order.ts';

/** How a matter can end; an adverse end says what can be done about it. */
export function GuideEnds({ guide }: { readonly guide: ServiceGuide }) {
  const { t } = useTranslation('services');
  const say = useSay();
  return (
    <section className="section" aria-labelledby="ends">
      <h2 id="ends">{t('guide.ends')}</h2>
      <ul className="ends">
        {endsInOrder(guide.ends).map((end) => (
          <li key={end.id} className={end.adverse ? 'adverse' : undefined}>
            <Say text={end.title} />
            {end.remedy !== null && (
              <span className="item-text">{t('guide.remedy', { remedy: say(end.remedy) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
