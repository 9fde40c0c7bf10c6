import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';
import { ClauseLink } from './ClauseLink.tsx';

type CaseEditionProps = { readonly park: string; readonly view: CaseView };

/** Characters of a fingerprint that tell editions apart at a glance; the whole stands in the title. */
const hashShown = 10;

/** Under which rule and edition a case runs; it stays with it whatever is published later. */
export function CaseEdition({ park, view }: CaseEditionProps) {
  const { t } = useTranslation('cases');
  const date = useDate();
  const { bundle, standard, card } = view;
  const on = bundle.effectiveOn;
  return (
    <section className="case-part" aria-labelledby="edition">
      <h2 id="edition">{t('case.edition')}</h2>
      <dl className="case-answers">
        <div>
          <dt>{t('case.service')}</dt>
          <dd>
            <Link to={to.service({ park, code: card.service, on })}>
              <Say text={card.serviceTitle} />
            </Link>
          </dd>
        </div>
        <div>
          <dt>{t('case.standard')}</dt>
          <dd>
            {standard.number ?? ''}{' '}
            <ClauseLink park={park} standard={standard} clause={standard.clause} />
          </dd>
        </div>
        <div>
          <dt>{t('case.bundle')}</dt>
          <dd>
            {t('case.bundle-text', { edition: bundle.edition, on: date(on) })}
            <span className="case-hash" title={bundle.hash}>
              {t('case.bundle-hash')}{' '}
              <span className="hash">{bundle.hash.slice(0, hashShown)}</span>
            </span>
          </dd>
        </div>
        {view.firstTaker !== null && view.firstTaker !== '' && (
          <div>
            <dt>{t('case.first-taker')}</dt>
            <dd>{view.firstTaker}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
