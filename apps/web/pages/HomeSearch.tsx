import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCard } from '#domains/services/model/index.ts';
import { catalogueQuery, NeedLink } from '#domains/services/web/index.ts';
import type { StandardCard } from '#domains/standards/model.ts';
import { matchingStandards, systemQuery } from '#domains/standards/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { SearchBox } from '#platform/ui/SearchBox.tsx';
import { to } from '#platform/ui/urls.ts';
import { useDebounced } from '#platform/ui/use-debounced.ts';
import { useLimit } from '#platform/ui/use-limit.ts';

const typingRestMs = 250;
/** Hits shown of each kind under the box. */
const hitsShown = 5;

/** One box over services and standards; hits stand under it, Enter opens the catalogue. */
export function HomeSearch({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), typingRestMs);
  return (
    <>
      <SearchBox
        label={t('home.search')}
        placeholder={t('home.placeholder')}
        action={t('home.go')}
        value={typed}
        onChange={setTyped}
        onSubmit={() => router.history.push(to.services({ park, q: typed.trim() }))}
      />
      {q === '' ? <Hint park={park} /> : <Hits park={park} q={q} />}
    </>
  );
}

/** For whoever does not know whose matter it is: say it, and it is taken down the same day. */
function Hint({ park }: { readonly park: string }) {
  const { t } = useTranslation('web');
  return (
    <p className="hero-hint">
      {t('home.hint.unsure')} <NeedLink park={park}>{t('home.hint.need')}</NeedLink>
      {t('home.hint.taken')}
    </p>
  );
}

function Hits({ park, q }: { readonly park: string; readonly q: string }) {
  const { t } = useTranslation('web');
  const catalogue = useQuery(catalogueQuery({ park, q })).data;
  const services = catalogue?.items ?? [];
  const system = useQuery(systemQuery(park)).data;
  const standards = matchingStandards(system?.standards ?? [], q).filter((card) => card.title);
  const none = services.length === 0 && standards.length === 0;
  const nearest = none ? (catalogue?.nearest ?? []) : [];
  return (
    <div className="found">
      <output className={none ? undefined : 'unseen'}>
        {none
          ? t(nearest.length > 0 ? 'home.none-exact' : 'home.none')
          : t('home.found', { count: services.length + standards.length })}
      </output>
      <ServiceHits title={t('home.nearest')} park={park} services={nearest} />
      <ServiceHits title={t('nav.services')} park={park} services={services.slice(0, hitsShown)} />
      <StandardHits park={park} standards={standards.slice(0, hitsShown)} />
    </div>
  );
}

type ServiceHitsProps = {
  readonly title: string;
  readonly park: string;
  readonly services: readonly ServiceCard[];
};

function ServiceHits({ title, park, services }: ServiceHitsProps) {
  const limit = useLimit();
  if (services.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {services.map((service) => (
          <li key={service.code}>
            <Link to={to.service({ park, code: service.code })}>
              <Say text={service.title} />
              <span>{service.promised !== null && limit(service.promised)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type StandardHitsProps = { readonly park: string; readonly standards: readonly StandardCard[] };

function StandardHits({ park, standards }: StandardHitsProps) {
  const { t } = useTranslation('web');
  if (standards.length === 0) return null;
  return (
    <section>
      <h2>{t('nav.standards')}</h2>
      <ul>
        {standards.map((card) => (
          <li key={card.code}>
            <Link to={to.standard({ park, code: card.code })}>
              {card.title !== null && <Say text={card.title} />}
              <span>{card.number}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
