import { useTranslation } from 'react-i18next';
import { Say } from '#platform/ui/say.tsx';
import type { MaterialView, ServiceGuide } from '../model/index.ts';
import { RuleMark } from './RuleMark.tsx';

type GuidePartProps = { readonly park: string; readonly guide: ServiceGuide };

/** What to bring; what the park fetches by itself stands first and is shown as done. */
export function GuideMaterials({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  const fetched = guide.materials.filter((each) => each.fetched);
  const asked = guide.materials.filter((each) => !each.fetched);
  return (
    <section className="section" aria-labelledby="prepare">
      <h2 id="prepare">{t('guide.prepare')}</h2>
      {guide.materials.length === 0 && <p>{t('guide.prepare-none')}</p>}
      {fetched.length > 0 && <p className="section-lead">{t('guide.prepare-lead')}</p>}
      {guide.materials.length > 0 && (
        <ul className="items">
          {[...fetched, ...asked].map((each) => (
            <Material key={each.id} material={each} park={park} guide={guide} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Material({ material, park, guide }: GuidePartProps & { material: MaterialView }) {
  const { t } = useTranslation('services');
  const formats = material.accept.map((format) => format.toUpperCase()).join(', ');
  return (
    <li className={`item item-${material.fetched ? 'done' : 'open'}`}>
      <Box isDone={material.fetched} />
      <span>
        <Say text={material.title} />
        <span className="item-text">
          {material.fetched && t('guide.fetched')}
          {!material.fetched && t(material.required ? 'guide.required' : 'guide.optional')}
          {material.whenText !== null && (
            <>
              {' · '}
              <Say text={material.whenText} />
            </>
          )}
          {!material.fetched && formats !== '' && ` · ${t('guide.accept', { formats })}`}
        </span>
      </span>
      <RuleMark park={park} guide={guide} clause={material.clause} />
    </li>
  );
}

function Box({ isDone }: { readonly isDone: boolean }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" />
      {isDone && <path d="m4.5 8.2 2.4 2.4 4.6-5" />}
    </svg>
  );
}
