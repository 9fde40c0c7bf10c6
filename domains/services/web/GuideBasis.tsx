import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Say, Told } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceGuide } from '../model/index.ts';

type GuidePartProps = { readonly park: string; readonly guide: ServiceGuide };

/** What the guide rests on: cited rules, the edition with its fingerprint, earlier editions. */
export function GuideBasis({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  return (
    <section className="section" aria-labelledby="basis">
      <h2 id="basis">{t('guide.basis')}</h2>
      <p className="section-lead">{t('guide.basis-lead')}</p>
      <ul className="items">
        {guide.basis.map((each) => (
          <li key={`${each.number} ${each.clause}`} className="item item-plain">
            <span>
              <Told
                text={
                  each.clause === ''
                    ? each.number
                    : t('rule.full', { number: each.number, clause: each.clause })
                }
              />
              {each.title !== null && (
                <span className="item-text">
                  <Say text={each.title} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Editions park={park} guide={guide} />
    </section>
  );
}

function Editions({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  const date = useDate();
  const { code } = guide.card;
  return (
    <dl className="facts facts-wide">
      {guide.editions.map((edition) => (
        <div key={edition.hash} style={{ display: 'contents' }}>
          <dt>
            {edition.hash === guide.bundle.hash ? (
              <Told text={`${edition.edition} · ${t('guide.edition-now')}`} />
            ) : (
              <Link to={to.service({ park, code, on: edition.effectiveOn })}>
                <Told text={edition.edition} />
              </Link>
            )}
          </dt>
          <dd>
            {t('guide.edition-line', {
              released: date(edition.releasedOn),
              effective: date(edition.effectiveOn),
            })}
            <span className="item-text">
              {t('guide.hash')} <span className="hash">{edition.hash}</span>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
