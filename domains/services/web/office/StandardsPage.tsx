import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import type { StandardCard } from '#domains/standards/model.ts';
import { systemQuery } from '#domains/standards/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceCard } from '../../model/index.ts';
import { catalogueQuery } from '../reads.ts';
import { revisionsQuery } from './reads.ts';
import { RevisionTable } from './RevisionsPage.tsx';
import './office.css';

type At = { readonly park: string };
type Line = { readonly standard: StandardCard; readonly services: readonly ServiceCard[] };

/** Where a standards officer starts: standards, the services that run on them, the open drafts. */
export default function StandardsPage({ params }: PageProps<'/p/$park/office/standards'>) {
  const { park } = params;
  const { t } = useTranslation('services');
  return (
    <Page
      title={t('office.standards.title')}
      lead={t('office.standards.lead')}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      <Drafts park={park} />
      <Running park={park} />
    </Page>
  );
}

/** Open drafts; only a standards officer has any. */
function Drafts({ park }: At) {
  const { t } = useTranslation('services');
  const isOfficer = useMe(park).doors.includes('standards');
  const found = useQuery({ ...revisionsQuery(park), enabled: isOfficer });
  const drafts = found.data?.items.filter(({ state }) => state === 'draft') ?? [];
  if (!isOfficer) return null;
  return (
    <section className="office-part" aria-labelledby="drafts">
      <h2 id="drafts">{t('office.standards.drafts')}</h2>
      {drafts.length === 0 ? (
        <p className="quiet">{t('office.standards.no-drafts')}</p>
      ) : (
        <RevisionTable park={park} revisions={drafts} />
      )}
    </section>
  );
}

/** Standards with services that run on them; the others stand in the public list. */
function Running({ park }: At) {
  const { t } = useTranslation('services');
  const { data: system } = useSuspenseQuery(systemQuery(park));
  const { data: catalogue } = useSuspenseQuery(catalogueQuery({ park }));
  const lines = system.standards.flatMap((standard): Line[] => {
    const services = catalogue.items.filter((each) => each.standard.code === standard.code);
    return services.length === 0 ? [] : [{ standard, services }];
  });
  return (
    <section className="office-part" aria-labelledby="running">
      <h2 id="running">{t('office.standards.running', { count: lines.length })}</h2>
      {lines.length === 0 ? (
        <Empty title={t('office.standards.none')}>
          <p>{t('office.standards.none-text')}</p>
        </Empty>
      ) : (
        <RunningTable park={park} lines={lines} />
      )}
      <p className="office-all">
        <Link to={to.standards({ park })}>
          {t('office.standards.all', { count: system.standards.length })}
        </Link>
      </p>
    </section>
  );
}

function RunningTable({ park, lines }: At & { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('services');
  const columns: Column<Line>[] = [
    {
      key: 'standard',
      title: t('office.column.standard'),
      cell: ({ standard }) => (
        <Link to={to.standard({ park, code: standard.code })}>
          {standard.title === null ? standard.code : <Say text={standard.title} />}
        </Link>
      ),
    },
    {
      key: 'number',
      title: t('office.column.number'),
      isWhole: true,
      cell: ({ standard }) => standard.number,
    },
    {
      key: 'services',
      title: t('office.column.services'),
      cell: ({ services }) => <ServiceLinks park={park} services={services} />,
    },
  ];
  return (
    <Table
      caption={t('office.standards.caption')}
      columns={columns}
      rows={lines}
      rowKey={({ standard }) => standard.code}
      stacks
    />
  );
}

/** The services of a standard with their promise, each with the way to revising it. */
function ServiceLinks({ park, services }: At & { readonly services: readonly ServiceCard[] }) {
  const { t } = useTranslation('services');
  const say = useSay();
  const limit = useLimit();
  const isOfficer = useMe(park).doors.includes('standards');
  return (
    <ul className="service-links">
      {services.map(({ code, title, promised, standard }) => (
        <li key={code}>
          <Link to={to.service({ park, code })}>{say(title)}</Link>
          <span>{promised !== null && limit(promised)}</span>
          {isOfficer && (
            <Link
              to={to.revise({ park, service: code, clause: standard.clause })}
              aria-label={t('office.revise-title', { title: say(title) })}
            >
              {t('office.revise')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
