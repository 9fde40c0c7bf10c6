import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ClausePage as ClauseOf } from '../model.ts';
import { clauseQuery } from './reads.ts';

type Carrier = ClauseOf['carriers'][number];

/** One clause: its text, what carries it out, and how often it was used and kept. */
export default function ClausePage(props: PageProps<'/p/$park/standards/$code/clauses/$clause'>) {
  const { params } = props;
  const { park, code } = params;
  const { data } = useSuspenseQuery(clauseQuery(params));
  const { t } = useTranslation('standards');
  const say = useSay();
  const me = useMe(park);
  const { standard, clause, edition } = data;
  const name = standard.number ?? (standard.title === null ? code : say(standard.title));
  const crumbs = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('title'), to: to.standards({ park }) },
    { label: name, to: to.standard({ park, code, clause: clause.id }) },
  ];
  return (
    <Page
      title={`${clause.id} ${say(clause.title)}`}
      lead={t('clause.lead', { name, edition, kind: t(`kind.${clause.kind}`) })}
      crumbs={crumbs}
    >
      <div className="prose">
        {clause.text === null ? (
          <p className="quiet">{t('clause.no-text')}</p>
        ) : (
          <p>
            <Say text={clause.text} />
          </p>
        )}
      </div>
      <Carriers park={park} carriers={data.carriers} />
      <Use use={data.use} />
    </Page>
  );
}

function Carriers({ park, carriers }: { readonly park: string; readonly carriers: Carrier[] }) {
  const { t } = useTranslation('standards');
  const columns: Column<Carrier>[] = [
    {
      key: 'service',
      title: t('column.service'),
      cell: (each) => (
        <Link to={to.service({ park, code: each.service })}>
          <Say text={each.serviceTitle} />
        </Link>
      ),
    },
    { key: 'kind', title: t('column.element'), cell: (each) => t(`carrier.${each.kind}`) },
    { key: 'summary', title: t('column.says'), cell: (each) => <Say text={each.summary} /> },
  ];
  return (
    <section className="section" aria-labelledby="carriers">
      <h2 id="carriers">{t('clause.carriers')}</h2>
      {carriers.length === 0 ? (
        <p className="quiet">{t('clause.no-carriers')}</p>
      ) : (
        <Table
          caption={t('clause.carriers-caption')}
          columns={columns}
          rows={carriers}
          rowKey={(each) => `${each.service} ${each.kind} ${each.element}`}
        />
      )}
    </section>
  );
}

function Use({ use }: { readonly use: ClauseOf['use'] }) {
  const { t } = useTranslation('standards');
  return (
    <section className="section" aria-labelledby="use">
      <h2 id="use">{t('clause.use')}</h2>
      <p>
        {use.cases === 0
          ? t('clause.unused')
          : t('clause.used', { cases: use.cases, events: use.events, overdue: use.overdue })}
      </p>
    </section>
  );
}
