import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { intentKey } from '#platform/ui/api.ts';
import { Button, ButtonLink } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Say } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { DraftCard } from '../../model/index.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { discardDraft, draftsQuery } from './reads.ts';

/** Forms I have begun and not handed in: each to go on with, or to throw away after asking. */
export function Drafts({ park }: { readonly park: string }) {
  const { t } = useTranslation('cases');
  const query = useQueryClient();
  const drafts = useQuery(draftsQuery(park));
  const discard = useMutation({
    mutationFn: (service: string) => discardDraft({ park, service }, intentKey()),
    onSettled: () => query.invalidateQueries({ queryKey: draftsQuery(park).queryKey }),
  });
  const items = drafts.data?.items ?? [];
  if (items.length === 0 && !discard.isSuccess) return null;
  return (
    <section className="case-part" aria-labelledby="drafts">
      <h2 id="drafts">{t('my.drafts.title', { count: items.length })}</h2>
      <output className="note">{discard.isSuccess && t('my.drafts.discarded')}</output>
      {discard.isError && <ProblemNote error={discard.error} />}
      <ul className="my-list">
        {items.map((draft) => (
          <DraftRow
            key={draft.service}
            park={park}
            draft={draft}
            isBusy={discard.isPending}
            onDiscard={() => discard.mutate(draft.service)}
          />
        ))}
      </ul>
    </section>
  );
}

type DraftRowProps = {
  readonly park: string;
  readonly draft: DraftCard;
  readonly isBusy: boolean;
  readonly onDiscard: () => void;
};

function DraftRow({ park, draft, isBusy, onDiscard }: DraftRowProps) {
  const { t } = useTranslation('cases');
  const date = useDate(useMe(park).park.zone);
  const [asks, setAsks] = useState(false);
  const { service, title, savedAt, outdated } = draft;
  return (
    <li className="my-matter">
      <div className="my-matter-what">
        <h3 id={`draft-${service}`}>
          <Say text={title} />
        </h3>
      </div>
      <div>
        <p>{t('my.drafts.saved', { at: date(savedAt) })}</p>
        {outdated && <p className="note">{t('my.draft.outdated')}</p>}
      </div>
      <div className="my-matter-act my-draft-acts">
        {asks ? (
          <>
            <Button onClick={() => !isBusy && onDiscard()}>{t('my.drafts.really')}</Button>
            <Button look="quiet" onClick={() => setAsks(false)}>
              {t('my.drafts.keep')}
            </Button>
          </>
        ) : (
          <>
            <ButtonLink to={to.apply({ park, code: service })}>
              {t('my.drafts.continue')}
            </ButtonLink>
            <Button
              look="quiet"
              aria-describedby={`draft-${service}`}
              onClick={() => setAsks(true)}
            >
              {t('my.drafts.discard')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
