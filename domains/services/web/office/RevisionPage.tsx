import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, intentKey } from '#platform/ui/api.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say, useSay } from '#platform/ui/say.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Revision } from '../../model/index.ts';
import { Differences } from './Differences.tsx';
import { FindingList } from './FindingList.tsx';
import { GuideCompare } from './GuideCompare.tsx';
import { PublishForm } from './PublishForm.tsx';
import { ReplayPanel } from './ReplayPanel.tsx';
import { SimulatePanel } from './SimulatePanel.tsx';
import { editionQuery, restoredBy, revisableQuery, revisionQuery, saveDraft } from './reads.ts';
import { RestoreButton } from './EarlierEditions.tsx';
import { Overtaken, WithdrawDraft } from './RevisionCourse.tsx';
import { RevisionForm, type SavedDraft } from './RevisionForm.tsx';
import './office.css';

type RevisionProps = { readonly park: string; readonly revision: Revision };

/** One revision: the draft, what the checker finds, what differs, the guide beside the one in force. */
export default function RevisionPage({ params }: PageProps<'/p/$park/office/revisions/$id'>) {
  const { park } = params;
  const { data: revision } = useSuspenseQuery(revisionQuery(params));
  const { service, clause, base } = revision;
  const { bundle } = restoredBy(revision.changes) ?? {};
  const { data: revisable } = useSuspenseQuery(revisableQuery({ park, service, clause, bundle }));
  const before = useQuery(editionQuery({ park, service, bundle: base.hash })).data;
  const { t } = useTranslation('services');
  const say = useSay();
  const title = say(revisable.service.title);
  const { published, overtaken } = revision;
  const isDraft = revision.state === 'draft';
  // A draft that does not start from the latest edition is put on it first.
  const isOpen = isDraft && overtaken === null;
  return (
    <Page
      title={t('office.revision-title', { title })}
      lead={<Lead park={park} revision={revision} standard={revisable.service.standard} />}
      crumbs={[
        { label: t('office.title'), to: to.office({ park }) },
        { label: t('office.revisions.title'), to: to.revisions({ park }) },
      ]}
    >
      {published !== null && <Published park={park} revision={revision} />}
      {overtaken !== null && <Overtaken park={park} revision={revision} overtaken={overtaken} />}
      {isOpen && (
        <DraftForm key={`${revision.id} ${revision.base.hash}`} park={park} revision={revision} />
      )}
      {isOpen && (
        <FindingList
          park={park}
          findings={revision.findings}
          standard={revisable.service.standard.code}
        />
      )}
      <Differences differences={revision.differences} roles={revisable.roles} />
      {before === undefined || revision.guide === null ? (
        <Loading />
      ) : (
        <GuideCompare
          before={before}
          after={revision.guide}
          afterName={
            published === null
              ? t('office.draft')
              : t('office.edition-name', { edition: published.edition })
          }
        />
      )}
      {isOpen && <ReplayPanel park={park} id={revision.id} />}
      {isOpen && <SimulatePanel park={park} id={revision.id} />}
      {isOpen && <PublishForm park={park} revision={revision} title={revisable.service.title} />}
      {isDraft && <WithdrawDraft park={park} revision={revision} />}
    </Page>
  );
}

type LeadProps = RevisionProps & {
  readonly standard: { readonly code: string; readonly number: string | null };
};

/** Which clause of which standard, and the edition it starts from. */
function Lead({ park, revision, standard }: LeadProps) {
  const { t } = useTranslation('services');
  const { clause, base, state } = revision;
  const restored = restoredBy(revision.changes);
  const { code, number } = standard;
  return (
    <>
      <span className="tag">{t(`office.state.${state}`)}</span>{' '}
      <Link to={to.clause({ park, code, clause })}>
        {number === null ? t('rule.clause', { clause }) : t('rule.full', { number, clause })}
      </Link>{' '}
      {t('office.from-edition', { edition: base.edition })}
      {restored !== undefined && t('office.restore.from', { edition: restored.edition })}
    </>
  );
}

/** The form of a draft; saving it brings the findings and the guide up to date. */
function DraftForm({ park, revision }: RevisionProps) {
  const { id, service, clause } = revision;
  const { bundle } = restoredBy(revision.changes) ?? {};
  const { data: revisable } = useSuspenseQuery(revisableQuery({ park, service, clause, bundle }));
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  const save = useMutation({
    mutationFn: (draft: SavedDraft) =>
      api.act(saveDraft, { params: { park, id }, body: draft, key, ifMatch: `"${revision.etag}"` }),
    onSuccess: (saved) => query.setQueryData(revisionQuery({ park, id }).queryKey, saved),
    // Each press is an intent of its own: the next one saves something else.
    onSettled: () => setKey(intentKey()),
  });
  return (
    <RevisionForm
      revisable={revisable}
      saved={revision}
      isSaving={save.isPending}
      error={save.error}
      onSave={save.mutateAsync}
    />
  );
}

/** What a published revision became, and where it can be read. */
function Published({ park, revision }: RevisionProps) {
  const { t } = useTranslation('services');
  const date = useDate();
  const { published, service, openCases, guide } = revision;
  if (published === null) return null;
  const { edition, releasedOn, effectiveOn } = published;
  const days = { released: date(releasedOn), effective: date(effectiveOn) };
  return (
    <section className="office-part" aria-label={t('office.published')}>
      <output>
        <p>
          <strong>{t('office.published-text', { edition, ...days })}</strong>
        </p>
        <p>{t('office.open-cases', { count: openCases })}</p>
      </output>
      {openCases > 0 && (
        <p>
          <Link to={to.migrations({ park })}>{t('office.move-open')}</Link>
        </p>
      )}
      <p>
        {t('office.reason')}: {revision.reason}
      </p>
      <p>
        <Link to={to.service({ park, code: service, on: effectiveOn })}>
          {t('office.read-guide')}
          {guide !== null && (
            <>
              : <Say text={guide.card.title} />
            </>
          )}
        </Link>
      </p>
      <RestoreButton
        park={park}
        service={service}
        clause={revision.clause}
        edition={revision.base}
      />
    </section>
  );
}
