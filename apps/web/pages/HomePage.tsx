import { useSuspenseQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { catalogueQuery, ServiceRows } from '#domains/services/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { HomeSearch } from './HomeSearch.tsx';
import { KeptTable } from './KeptTable.tsx';
import { ofEachClass } from './of-each-class.ts';

/** Services shown on the home page; the rest is one link away. */
const servicesShown = 5;

/** A park's front door: what can I get here, by when, on which rule? */
export default function HomePage({ params }: PageProps<'/p/$park'>) {
  const { park } = params;
  const { t } = useTranslation('web');
  const say = useSay();
  const me = useMe(park);
  const { data: catalogue } = useSuspenseQuery(catalogueQuery({ park }));
  return (
    <Page title={say(me.park.title)} crumbs={[]} heading={<></>}>
      <section className="hero band">
        <HeroArt />
        <div className="wide">
          <h1>
            {phrases(t('home.title')).map((phrase) => (
              <Fragment key={phrase}>
                {phrase.startsWith(' ') && ' '}
                <span>{phrase.trimStart()}</span>
              </Fragment>
            ))}
          </h1>
          <p className="hero-lead">{t('home.lead')}</p>
          <HomeSearch park={park} />
        </div>
      </section>
      <section className="band-section wide" aria-labelledby="services">
        <div className="section-head">
          <h2 id="services">{t('home.services')}</h2>
          <Link to={to.services({ park })}>
            {t('home.all-services', { count: catalogue.total })}
          </Link>
        </div>
        {catalogue.items.length > 0 ? (
          <ServiceRows park={park} services={ofEachClass(catalogue.items, servicesShown)} />
        ) : (
          <Empty title={t('home.no-services.title')}>
            <p>{t('home.no-services.text')}</p>
          </Empty>
        )}
      </section>
      <KeptTable park={park} />
      <Ways park={park} />
    </Page>
  );
}

/** The mark of the product, large and faint; it says nothing that the words do not. */
function HeroArt() {
  return (
    <svg className="hero-art" viewBox="0 0 400 400" fill="none" aria-hidden="true">
      <g stroke="currentColor">
        <path d="M60 20v320h320" strokeWidth="6" />
        <path d="M60 180h120a160 160 0 0 1 160 160" strokeWidth="6" />
        <path d="M60 100h120a240 240 0 0 1 220 146" strokeWidth="2" />
        <path d="M60 260h120a80 80 0 0 1 80 80" strokeWidth="2" />
        <path
          d="M100 340v12M140 340v20M180 340v12M220 340v20M300 340v20M260 340v12"
          strokeWidth="2"
        />
      </g>
    </svg>
  );
}

/** How it works in three sentences, and the way to check it. */
function Ways({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  return (
    <section className="ways-band" aria-labelledby="proof">
      <div className="wide">
        <div className="section-head">
          <h2 id="proof">{t('home.proof.title')}</h2>
          <Link to={to.verify({ park })}>{t('home.proof.link')}</Link>
        </div>
        <ol className="ways">
          {(['rule', 'record', 'check'] as const).map((way) => (
            <li key={way}>
              <h3>{t(`home.way.${way}.title`)}</h3>
              <p>{t(`home.way.${way}.text`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Parts of a title that stay together at a line's end: Chinese breaks anywhere if it is let. */
const phrases = (title: string): string[] => title.split(/(?<=[，,])/);
