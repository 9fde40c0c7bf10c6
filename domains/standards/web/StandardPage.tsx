import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Link } from '#platform/ui/Link.tsx';
import { SampleMark } from '#platform/ui/SampleMark.tsx';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { StandardPage as Standard } from '../model.ts';
import { ClauseBlock } from './ClauseBlock.tsx';
import { standardQuery } from './reads.ts';

/** One standard: what it is, its clauses, and what runs on each of them. */
export default function StandardPage(props: PageProps<'/p/$park/standards/$code'>) {
  const { params, search } = props;
  const { park, code } = params;
  const { data } = useSuspenseQuery(standardQuery({ ...params, on: search.on }));
  const { t } = useTranslation('standards');
  const say = useSay();
  const me = useMe(park);
  const title = data.card.title === null ? t('slot', data.card) : say(data.card.title);
  const crumbs = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('title'), to: to.standards({ park }) },
  ];
  return (
    <Page title={title} lead={<StandardLead standard={data} />} crumbs={crumbs}>
      <StandardFacts park={park} standard={data} />
      <section className="section" aria-labelledby="clauses">
        <h2 id="clauses">{t('standard.clauses')}</h2>
        {data.clauses.map((clause) => (
          <ClauseBlock key={clause.id} park={park} code={code} clause={clause} />
        ))}
        {data.clauses.length === 0 && (
          <Empty title={t('standard.no-clauses.title')}>
            <p>{t('standard.no-clauses.text')}</p>
          </Empty>
        )}
      </section>
      <History park={park} standard={data} />
    </Page>
  );
}

function StandardLead({ standard }: { readonly standard: Standard }) {
  const { t } = useTranslation('standards');
  const { number, level, status, sample, title } = standard.card;
  const parts = [number, t(`level.${level}`), t(`status.${status}`)];
  return (
    <>
      {parts.filter((part) => part !== null).join(' · ')} {sample && <SampleMark title={title} />}
    </>
  );
}

function StandardFacts({ park, standard }: { readonly park: string; readonly standard: Standard }) {
  const { t } = useTranslation('standards');
  const date = useDate();
  const { card, edition, editions } = standard;
  const day = (on: string | null) => (on === null ? t('none') : date(on));
  return (
    <dl className="facts facts-wide">
      <dt>{t('column.position')}</dt>
      <dd>{card.position}</dd>
      <dt>{t('column.published')}</dt>
      <dd>{day(edition?.publishedOn ?? card.publishedOn)}</dd>
      <dt>{t('column.effective')}</dt>
      <dd>{day(edition?.effectiveOn ?? card.effectiveOn)}</dd>
      <dt>{t('column.responsible')}</dt>
      <dd>{card.responsible === null ? t('none') : <Say text={card.responsible} />}</dd>
      {editions.length > 1 && (
        <>
          <dt>{t('standard.editions')}</dt>
          <dd>
            <EditionList park={park} standard={standard} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** When its content was put in place, each with the entry that proves it. */
function History({ park, standard }: { readonly park: string; readonly standard: Standard }) {
  const { t } = useTranslation('standards');
  const date = useDate(useMe(park).park.zone);
  if (standard.history.length === 0) return null;
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">{t('standard.history')}</h2>
      <p className="section-lead">{t('standard.history-lead')}</p>
      <ul className="items">
        {standard.history.map(({ entry, at, hash }, index) => (
          <li key={entry} className="item item-plain">
            <span>
              <Link to={to.receipt({ park, entry })}>
                {t(index === standard.history.length - 1 ? 'standard.first' : 'standard.changed', {
                  on: date(at),
                })}
              </Link>
              <span className="item-text">
                {t('standard.fingerprint')} <span className="hash">{hash}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EditionList({ park, standard }: { readonly park: string; readonly standard: Standard }) {
  const { t } = useTranslation('standards');
  const date = useDate();
  const { code } = standard.card;
  return (
    <ul>
      {standard.editions.map(({ edition, effectiveOn }) => (
        <li key={edition}>
          {edition === standard.edition?.edition ? (
            <strong>{edition}</strong>
          ) : (
            <EditionLink park={park} code={code} edition={edition} on={effectiveOn} />
          )}{' '}
          {effectiveOn !== null && t('standard.from', { on: date(effectiveOn) })}
        </li>
      ))}
    </ul>
  );
}

type EditionLinkProps = {
  readonly park: string;
  readonly code: string;
  readonly edition: string;
  readonly on: string | null;
};

/** The standard as it read on the first day of an edition; an edition without a day has no page. */
function EditionLink({ park, code, edition, on }: EditionLinkProps) {
  if (on === null) return edition;
  return <Link to={to.standard({ park, code, on })}>{edition}</Link>;
}
