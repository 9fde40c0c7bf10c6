import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { SearchBox } from '#platform/ui/SearchBox.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ErasureRecord } from '../model.ts';
import { EraseSubject, Trouble } from './EraseSubject.tsx';
import { erasuresQuery, subjectsQuery, type FoundSubject } from './erasure-reads.ts';
import './erasure.css';

type InPark = { readonly park: string };

/** Erasing what is personal of a person or firm: find, see what goes and stays, confirm, proof. */
export default function ErasurePage({ params }: PageProps<'/p/$park/office/erasures'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  const [chosen, choose] = useState<FoundSubject>();
  return (
    <Page
      title={t('erasure.title')}
      lead={t('erasure.lead')}
      crumbs={[{ label: t('log.office'), to: to.office({ park }) }]}
    >
      <Find park={park} chosen={chosen} onChoose={choose} />
      {chosen !== undefined && <EraseSubject key={chosen.subject} park={park} found={chosen} />}
      <Done park={park} />
    </Page>
  );
}

type FindProps = InPark & {
  readonly chosen: FoundSubject | undefined;
  readonly onChoose: (found: FoundSubject) => void;
};

function Find({ park, chosen, onChoose }: FindProps) {
  const { t } = useTranslation('evidence');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const { data, error } = useQuery(subjectsQuery(park, asked));
  return (
    <section className="section" aria-labelledby="find">
      <h2 id="find">{t('erasure.find')}</h2>
      <SearchBox
        label={t('erasure.find-label')}
        placeholder={t('erasure.find-hint')}
        action={t('erasure.find-act')}
        value={text}
        onChange={setText}
        onSubmit={() => setAsked(text.trim())}
      />
      <div className="erasure-found" aria-live="polite">
        {error !== null && <Trouble error={error} />}
        {data?.length === 0 && <p className="note">{t('erasure.found-none', { q: asked })}</p>}
      </div>
      {data !== undefined && data.length > 0 && (
        <Found items={data} chosen={chosen} onChoose={onChoose} />
      )}
    </section>
  );
}

function Found({
  items,
  chosen,
  onChoose,
}: Omit<FindProps, 'park'> & { readonly items: readonly FoundSubject[] }) {
  const { t } = useTranslation('evidence');
  return (
    <Table
      stacks
      caption={t('erasure.found', { count: items.length })}
      rows={items}
      rowKey={({ subject }) => subject}
      columns={[
        { key: 'name', title: t('erasure.name'), cell: ({ name }) => name },
        { key: 'kind', title: t('erasure.kind'), cell: ({ kind }) => t(`erasure.is.${kind}`) },
        { key: 'detail', title: t('erasure.detail'), cell: ({ detail }) => detail },
        {
          key: 'choose',
          title: t('erasure.choose'),
          cell: (found) => (
            <Button
              look="quiet"
              aria-pressed={chosen?.subject === found.subject}
              onClick={() => onChoose(found)}
            >
              {t('erasure.choose-act')} <span className="unseen">{found.name}</span>
            </Button>
          ),
        },
      ]}
    />
  );
}

/** What was erased before, each with its entry in the log. */
function Done({ park }: InPark) {
  const { data } = useSuspenseQuery(erasuresQuery(park));
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  return (
    <section className="section" aria-labelledby="done">
      <h2 id="done">{t('erasure.done-title')}</h2>
      {data.items.length === 0 ? (
        <p className="section-lead">{t('erasure.done-none')}</p>
      ) : (
        <Table
          stacks
          caption={t('erasure.done-caption')}
          rows={data.items}
          rowKey={({ entryId }) => entryId}
          columns={[
            { key: 'at', title: t('fact.at'), isWhole: true, cell: ({ at }) => date(at) },
            {
              key: 'kind',
              title: t('erasure.kind'),
              cell: (one) => t(`erasure.is.${kindOf(one)}`),
            },
            {
              key: 'ground',
              title: t('erasure.ground'),
              cell: ({ ground }) => (ground === null ? '—' : t(`erasure.grounds.${ground}`)),
            },
            { key: 'total', title: t('erasure.total'), isNumber: true, cell: (one) => one.total },
            {
              key: 'entry',
              title: t('erasure.entry'),
              cell: ({ entryId, subject }) => (
                <Link to={to.receipt({ park, entry: entryId })}>
                  {t('erasure.proof')} <span className="unseen">{subject}</span>
                </Link>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

const kindOf = ({ subject }: ErasureRecord): FoundSubject['kind'] =>
  subject.startsWith('person/') ? 'person' : 'party';
