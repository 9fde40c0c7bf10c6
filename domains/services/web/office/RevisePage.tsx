import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, intentKey } from '#platform/ui/api.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { EarlierEditions } from './EarlierEditions.tsx';
import { FlowUpload } from './FlowUpload.tsx';
import { editionQuery, openDraft, revisableQuery, revisionsQuery } from './reads.ts';
import { ReviseHead } from './ReviseHead.tsx';
import { RevisionForm, type SavedDraft } from './RevisionForm.tsx';
import './office.css';

type Props = PageProps<'/p/$park/office/revise/$service/$clause'>;

/** Opens a revision of a service under a clause: what may change, from what is in force. */
export default function RevisePage({ params }: Props) {
  const { park } = params;
  const { data: revisable } = useSuspenseQuery(revisableQuery(params));
  const { t } = useTranslation('services');
  const say = useSay();
  const title = say(revisable.service.title);
  const bundle = revisable.bundle.hash;
  const guide = useQuery(editionQuery({ park, service: params.service, bundle })).data;
  return (
    <Page
      title={t('office.revise-title', { title })}
      lead={t('office.revise-lead', { edition: revisable.bundle.edition })}
      crumbs={[
        { label: t('office.title'), to: to.office({ park }) },
        { label: t('office.standards.title'), to: to.officeStandards({ park }) },
      ]}
    >
      {guide !== undefined && <ReviseHead park={park} guide={guide} clause={params.clause} />}
      <OpenDrafts {...params} />
      <NewDraft key={`${params.service} ${params.clause}`} {...params} />
      {guide !== undefined && (
        <EarlierEditions
          {...params}
          editions={guide.editions.filter(({ hash }) => hash !== bundle)}
        />
      )}
      <FlowUpload park={park} service={params.service} />
    </Page>
  );
}

/** Drafts of the same service that are still open: going on with one is better than a second. */
function OpenDrafts({ park, service }: Props['params']) {
  const { t } = useTranslation('services');
  const found = useQuery(revisionsQuery(park)).data?.items ?? [];
  const open = found.filter((each) => each.service === service && each.state === 'draft');
  if (open.length === 0) return null;
  return (
    <aside className="office-notice" aria-label={t('office.open-drafts')}>
      <p>{t('office.open-drafts')}</p>
      <ul>
        {open.map(({ id, clause, reason }) => (
          <li key={id}>
            <Link to={to.revision({ park, id })}>{t('office.draft-line', { clause, reason })}</Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function NewDraft(params: Props['params']) {
  const { park, service, clause } = params;
  const { data: revisable } = useSuspenseQuery(revisableQuery(params));
  const query = useQueryClient();
  const router = useRouter();
  const [key, setKey] = useState(intentKey);
  const open = useMutation({
    mutationFn: (draft: SavedDraft) =>
      api.act(openDraft, { params: { park }, body: { service, clause, ...draft }, key }),
    // The next press is another intent: the draft may have been changed in between.
    onError: () => setKey(intentKey()),
    onSuccess: (revision) => {
      void query.invalidateQueries({ queryKey: ['services', park, 'revisions'] });
      // After the form has taken note that it is saved, so that leaving it does not ask.
      setTimeout(() => router.history.push(to.revision({ park, id: revision.id })));
    },
  });
  return (
    <RevisionForm
      revisable={revisable}
      saved={{ reason: '', changes: [] }}
      isSaving={open.isPending}
      error={open.error}
      onSave={open.mutateAsync}
    />
  );
}
