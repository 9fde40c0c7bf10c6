import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import type { OldEdition } from '../../model/index.ts';
import { MigrationPlanForm } from './MigrationPlanForm.tsx';
import { oldEditionsQuery } from './reads.ts';

/** Open cases that still run under an edition no longer in force, and a plan to move them. */
export default function MigrationsPage({ params }: PageProps<'/p/$park/office/migrations'>) {
  const { park } = params;
  const { data } = useSuspenseQuery(oldEditionsQuery(park));
  const { t } = useTranslation('cases');
  return (
    <Page
      title={t('office.migration.title')}
      lead={t('office.migration.lead')}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      {data.items.length === 0 ? (
        <Empty title={t('office.migration.none')}>
          <p>{t('office.migration.none-text')}</p>
        </Empty>
      ) : (
        data.items.map((old) => <Edition key={old.from.hash} park={park} old={old} />)
      )}
    </Page>
  );
}

/** One edition that is left behind. */
function Edition({ park, old }: { readonly park: string; readonly old: OldEdition }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate();
  const { from, to: next, open } = old;
  const id = `edition-${from.hash.slice(0, 12)}`;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{say(old.title)}</h2>
      <p className="section-lead">
        {t('office.migration.editions', {
          ...{ from: from.edition, to: next.edition, on: date(next.effectiveOn) },
        })}{' '}
        {t('office.migration.open', { count: open })}
      </p>
      <MigrationPlanForm park={park} old={old} />
    </section>
  );
}
