import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Clause, StandardPage } from '../model.ts';

type ClauseBlockProps = {
  readonly park: string;
  readonly code: string;
  readonly clause: Clause;
  readonly standard: StandardPage;
};

/** A clause with its number in the margin and, beside it, the services it carries. */
export function ClauseBlock({ park, code, clause, standard }: ClauseBlockProps) {
  const { t } = useTranslation('standards');
  const services = standard.services.filter((each) => each.clause === clause.id);
  return (
    <div className="clause-block" id={clause.id}>
      <Link to={to.clause({ park, code, clause: clause.id })} className="clause-number">
        <span className="unseen">{t('clause.open')} </span>
        {clause.id}
      </Link>
      <div>
        <h3>
          <Say text={clause.title} />
        </h3>
        {clause.text === null ? (
          <p className="quiet">{t('clause.no-text')}</p>
        ) : (
          <p>
            <Say text={clause.text} />
          </p>
        )}
      </div>
      {services.length > 0 && (
        <div className="clause-carriers">
          <span className="quiet">{t('clause.carries')}</span>
          <ul>
            {services.map((service) => (
              <li key={service.code}>
                <Link to={to.service({ park, code: service.code })}>
                  <Say text={service.title} />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
