import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { useLimit } from '#platform/ui/use-limit.ts';
import { ApplyForm } from './ApplyForm.tsx';
import { blankFilling, fillingOf } from './form/filling.ts';
import { PartySwitch, useActingOrganisation } from './PartySwitch.tsx';
import { draftQuery, formQuery } from './reads.ts';
import '../case/case.css';
import './my.css';

/** The generated form of a service; what was typed before is there again. */
export default function ApplyPage({ params }: PageProps<'/p/$park/my/apply/$service'>) {
  const { park, service } = params;
  const { t } = useTranslation('cases');
  const say = useSay();
  const limit = useLimit();
  const me = useMe(park);
  const organisation = useActingOrganisation(park);
  const { data: guide } = useSuspenseQuery(formQuery({ park, code: service }));
  const { data: draft } = useSuspenseQuery(draftQuery(park, service));
  const [isAnew, setAnew] = useState(false);
  const blank = blankFilling(guide.form, { me, organisation });
  const hasDraft = draft.answers !== null && !isAnew;
  const start = hasDraft && draft.answers !== null ? fillingOf(draft.answers, blank) : blank;
  const { promised, kind, standard } = guide.card;
  const clause = standard.clause;
  return (
    <div className="my">
      <Page
        title={say(guide.card.title)}
        lead={
          promised === null
            ? t('my.form.lead', { clause })
            : t('my.form.lead-promise', { limit: limit(promised), clause, kind })
        }
        crumbs={[
          { label: t('my.title'), to: to.my({ park }) },
          { label: t('my.form.crumb'), to: to.service({ park, code: service }) },
        ]}
      >
        <div className="my-top">
          <PartySwitch park={park} />
          <Link to={to.service({ park, code: service })}>{t('my.form.guide')}</Link>
        </div>
        {hasDraft && (
          <Restored
            zone={me.park.zone}
            savedAt={draft.savedAt ?? ''}
            isOutdated={draft.outdated}
            onAnew={() => setAnew(true)}
          />
        )}
        {guide.card.filedBy.length > 0 ? (
          <Empty title={t('my.form.filed-by')}>
            {guide.applicant.filedBy.map((post) => (
              <p key={say(post)}>{t('my.form.filed-by-post', { post: say(post) })}</p>
            ))}
          </Empty>
        ) : (
          <ApplyForm
            key={String(isAnew)}
            park={park}
            guide={guide}
            me={me}
            organisation={organisation}
            start={start}
          />
        )}
      </Page>
    </div>
  );
}

type RestoredProps = {
  readonly zone: string;
  readonly savedAt: string;
  readonly isOutdated: boolean;
  readonly onAnew: () => void;
};

/** What was typed before is there again; one may begin anew. */
function Restored({ zone, savedAt, isOutdated, onAnew }: RestoredProps) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  return (
    <div className="my-restored">
      <output>
        {t('my.draft.restored', { at: date(savedAt) })}
        {isOutdated && ` ${t('my.draft.outdated')}`}
      </output>
      <Button look="quiet" onClick={onAnew}>
        {t('my.draft.anew')}
      </Button>
    </div>
  );
}
