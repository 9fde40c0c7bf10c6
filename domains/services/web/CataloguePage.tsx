import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { SearchBox } from '#platform/ui/SearchBox.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { useRested } from '#platform/ui/use-debounced.ts';
import type { Catalogue, ServiceCard } from '../model/index.ts';
import { NeedLink } from './NeedLink.tsx';
import { catalogueQuery } from './reads.ts';
import { ServiceRows } from './ServiceRows.tsx';

/** How long typing rests before the server is asked, in milliseconds. */
const typingRestMs = 250;

/** Service catalogue: search and class stand in the address, so that a list can be sent on. */
export default function CataloguePage({ params, search }: PageProps<'/p/$park/services'>) {
  const { park } = params;
  const { t } = useTranslation('services');
  const say = useSay();
  const me = useMe(park);
  const box = useSearchInAddress(park, search.q ?? '', search.class);
  const found = useQuery(catalogueQuery({ park, q: search.q, class: search.class }));
  if (found.isError) throw found.error;
  return (
    <Page
      title={t('catalogue.title')}
      lead={t('catalogue.lead')}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
      <SearchBox
        label={t('catalogue.search')}
        placeholder={t('catalogue.placeholder')}
        action={t('catalogue.go')}
        value={box.typed}
        onChange={box.change}
        onSubmit={box.apply}
      />
      <div className="split section">
        {found.data !== undefined && (
          <ClassList park={park} catalogue={found.data} chosen={search.class} q={search.q} />
        )}
        {found.data === undefined ? <Loading /> : <Found park={park} catalogue={found.data} />}
      </div>
    </Page>
  );
}

/** What is typed goes into the address once typing rests; the address is what is searched. */
function useSearchInAddress(park: string, q: string, chosen: string | undefined) {
  const router = useRouter();
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  if (q !== shown) {
    // The address changed, by us or by going back: the box follows unless it says the same already.
    setShown(q);
    if (q !== typed.trim()) setTyped(q);
  }
  const go = (text: string) => {
    const filter = chosen === undefined ? {} : { class: chosen };
    if (text.trim() !== q) router.history.replace(to.services({ park, q: text.trim(), ...filter }));
  };
  const goLater = useRested(go, typingRestMs);
  const change = (text: string) => {
    setTyped(text);
    goLater(text);
  };
  return { typed, change, apply: () => go(typed) };
}

type ClassListProps = {
  readonly park: string;
  readonly catalogue: Catalogue;
  readonly chosen: string | undefined;
  readonly q: string | undefined;
};

function ClassList({ park, catalogue, chosen, q }: ClassListProps) {
  const { t } = useTranslation('services');
  const query = q === undefined ? {} : { q };
  const mark = (code: string | undefined) =>
    code === chosen ? { 'aria-current': 'true' as const } : {};
  const all = catalogue.classes.reduce((sum, each) => sum + each.count, 0);
  return (
    <nav className="side-list" aria-labelledby="classes">
      <h2 id="classes">{t('catalogue.classes')}</h2>
      <ul>
        <li>
          <Link to={to.services({ park, ...query })} {...mark(undefined)}>
            <span>{t('catalogue.all')}</span>
            <span>{all}</span>
          </Link>
        </li>
        {catalogue.classes.map((each) => (
          <li key={each.code}>
            <Link to={to.services({ park, ...query, class: each.code })} {...mark(each.code)}>
              <Say text={each.title} />
              <span>{each.count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Found({ park, catalogue }: { readonly park: string; readonly catalogue: Catalogue }) {
  const { t } = useTranslation('services');
  const { items, total, nearest } = catalogue;
  return (
    <section aria-labelledby="found">
      <div className="section-head">
        <h2 id="found" aria-live="polite">
          {total === 0 ? t('catalogue.empty.title') : t('catalogue.count', { count: total })}
        </h2>
      </div>
      {items.length > 0 ? (
        <ServiceRows park={park} services={items} />
      ) : (
        <NothingFound park={park} nearest={nearest} />
      )}
    </section>
  );
}

type NothingFoundProps = { readonly park: string; readonly nearest: readonly ServiceCard[] };

/** What may have been meant, and how to go on where nothing was. */
function NothingFound({ park, nearest }: NothingFoundProps) {
  const { t } = useTranslation('services');
  return (
    <>
      {nearest.length > 0 && (
        <section className="nearest" aria-labelledby="nearest">
          <h3 id="nearest">{t('catalogue.nearest')}</h3>
          <ServiceRows park={park} services={nearest} />
        </section>
      )}
      <div className="prose">
        <p>{t('catalogue.empty.text')}</p>
        <p>
          <NeedLink park={park}>{t('catalogue.empty.need')}</NeedLink>
        </p>
        <p>
          <Link to={to.services({ park })}>{t('catalogue.empty.all')}</Link>
        </p>
      </div>
    </>
  );
}
