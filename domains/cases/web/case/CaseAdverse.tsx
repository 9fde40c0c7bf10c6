import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Say } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { CaseView } from '../../model/index.ts';
import { ClauseLink } from './ClauseLink.tsx';

type CaseAdverseProps = { readonly park: string; readonly view: CaseView; readonly zone: string };

/** What is meant to be decided against whoever asked: by whom, on what, what can be said and done. */
export function CaseAdverse({ park, view, zone }: CaseAdverseProps) {
  const { t } = useTranslation('cases');
  const limit = useLimit();
  const date = useDate(zone);
  const { adverse, standard } = view;
  if (adverse === null) return null;
  const stage = adverse.decidedAt === null ? 'proposed' : 'decided';
  const told = adverse.notifiedAt;
  return (
    <section className="case-part case-adverse" aria-labelledby="adverse">
      <h2 id="adverse">{t(`case.adverse.${stage}`)}</h2>
      <p>
        <strong>
          <Say text={adverse.end} />
        </strong>{' '}
        <span className="tag">{t(`case.adverse.kind.${adverse.kind}`)}</span>{' '}
        <ClauseLink park={park} standard={standard} clause={adverse.clause} />
      </p>
      <dl className="case-facts">
        {adverse.body !== null && (
          <Fact title={t('case.adverse.body')}>
            <Say text={adverse.body} />
          </Fact>
        )}
        {adverse.basis.length > 0 && (
          <Fact title={t('case.adverse.basis')}>
            {adverse.basis.map(({ title, clause }) => `《${title}》${clause ?? ''}`).join('、')}
          </Fact>
        )}
        <Fact title={t('case.adverse.statement')}>
          {adverse.stated === null
            ? t('case.adverse.within', { limit: limit(adverse.statement) })
            : t(`case.adverse.${adverse.stated}`)}
        </Fact>
        {told !== null && <Fact title={t('case.adverse.told')}>{date(told)}</Fact>}
        {adverse.remedy !== null && (
          <Fact title={t('case.adverse.remedy')}>
            <Say text={adverse.remedy} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

type FactProps = { readonly title: string; readonly children: ReactNode };

function Fact({ title, children }: FactProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
