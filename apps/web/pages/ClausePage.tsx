import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clauseUseQuery } from '#domains/cases/web/index.ts';
import { useMe } from '#domains/parties/web/index.ts';
import { carriersQuery } from '#domains/services/web/index.ts';
import { clauseQuery } from '#domains/standards/web/index.ts';
import { ButtonLink } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { CarriersTable } from './CarriersTable.tsx';

type At = { readonly park: string; readonly standard: string; readonly clause: string };

/** One clause: its text, what carries it out, and how it is kept. It asks three slices. */
export default function ClausePage(props: PageProps<'/p/$park/standards/$code/clauses/$clause'>) {
  const { params } = props;
  const { park, code } = params;
  const { data } = useSuspenseQuery(clauseQuery(params));
  const { t } = useTranslation(['web', 'standards']);
  const say = useSay();
  const me = useMe(park);
  const { standard, clause, edition } = data;
  const name = standard.number ?? (standard.title === null ? code : say(standard.title));
  const crumbs = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('standards:title'), to: to.standards({ park }) },
    { label: name, to: to.standard({ park, code, clause: clause.id }) },
  ];
  const at = { park, standard: code, clause: clause.id };
  // Definitions cite a standard by its issued number.
  const cited = { ...at, standard: standard.number ?? code };
  return (
    <Page
      title={`${clause.id} ${say(clause.title)}`}
      lead={t('clause.lead', { name, edition, kind: t(`standards:kind.${clause.kind}`) })}
      crumbs={crumbs}
    >
      <div className="prose">
        {clause.text === null ? (
          <p className="quiet">{t('standards:clause.no-text')}</p>
        ) : (
          <p>
            <Say text={clause.text} />
          </p>
        )}
      </div>
      <Carriers at={cited} />
      <Revisions at={cited} />
      {me.doors.includes('office') && <Use at={at} />}
    </Page>
  );
}

function Carriers({ at }: { readonly at: At }) {
  const { t } = useTranslation('web');
  const found = useQuery(carriersQuery(at));
  return (
    <section className="section" aria-labelledby="carriers">
      <h2 id="carriers">{t('clause.carriers')}</h2>
      {found.isPending && <Loading />}
      {found.isError && <p className="quiet">{t('clause.unavailable')}</p>}
      {found.data?.carriers.length === 0 && <p className="quiet">{t('clause.no-carriers')}</p>}
      {found.data !== undefined && found.data.carriers.length > 0 && (
        <CarriersTable park={at.park} carriers={found.data.carriers} />
      )}
    </section>
  );
}

/** What was published under the clause, and for a standards officer the way to revise it. */
function Revisions({ at }: { readonly at: At }) {
  const { t } = useTranslation('web');
  const say = useSay();
  const { park, clause } = at;
  const isOfficer = useMe(park).doors.includes('standards');
  const found = useQuery(carriersQuery(at)).data;
  const services = new Map(found?.carriers.map((each) => [each.service, each.serviceTitle]));
  const shown = found?.revisions.filter(({ state }) => isOfficer || state === 'published') ?? [];
  if (shown.length === 0 && !isOfficer) return null;
  return (
    <section className="section" aria-labelledby="revisions">
      <h2 id="revisions">{t('clause.revisions')}</h2>
      {shown.length === 0 && <p className="quiet">{t('clause.no-revisions')}</p>}
      <ul>
        {shown.map(({ id, state, reason }) => (
          <li key={id}>
            <span className="tag">{t(`clause.state.${state}`)}</span>{' '}
            {isOfficer ? <Link to={to.revision({ park, id })}>{reason}</Link> : reason}
          </li>
        ))}
      </ul>
      {isOfficer && services.size > 0 && (
        <p className="state-act no-print">
          {[...services].map(([service, title]) => (
            <ButtonLink key={service} look="quiet" to={to.revise({ park, service, clause })}>
              {t('clause.revise', { title: say(title) })}
            </ButtonLink>
          ))}
        </p>
      )}
    </section>
  );
}

function Use({ at }: { readonly at: At }) {
  const { t } = useTranslation('web');
  const date = useDate();
  const use = useQuery(clauseUseQuery(at));
  const data = use.data;
  return (
    <section className="section" aria-labelledby="use">
      <h2 id="use">{t('clause.use')}</h2>
      {use.isPending && <Loading />}
      {use.isError && <p className="quiet">{t('clause.unavailable')}</p>}
      {data !== undefined && data.cases === 0 && (
        <p>{t('clause.unused', { since: date(data.since) })}</p>
      )}
      {data !== undefined && data.cases > 0 && (
        <p>
          {t('clause.used', { since: date(data.since), cases: data.cases, events: data.events })}{' '}
          {t('clause.kept', { kept: data.kept, broken: data.broken })}
        </p>
      )}
    </section>
  );
}
