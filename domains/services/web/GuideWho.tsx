import { useTranslation } from 'react-i18next';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { ServiceGuide } from '../model/index.ts';

/** Who may ask, and on what condition. */
export function GuideWho({ guide }: { readonly guide: ServiceGuide }) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { kinds, filedBy, condition } = guide.applicant;
  const names = kinds.map((kind) => t(`guide.kind.${kind}`, { defaultValue: kind }));
  return (
    <section className="section" aria-labelledby="who">
      <h2 id="who">{t('guide.who')}</h2>
      <div className="prose">
        <p>
          {t(filedBy.length > 0 ? 'guide.who-about' : 'guide.who-kinds', {
            kinds: names.join(t('guide.separator')),
          })}
        </p>
        {filedBy.length > 0 && (
          <p>{t('guide.filed-by', { posts: filedBy.map(say).join(t('guide.separator')) })}</p>
        )}
        <p>{condition === null ? t('guide.who-any') : <Say text={condition} />}</p>
      </div>
    </section>
  );
}
