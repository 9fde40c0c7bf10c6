import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Clause } from '../model.ts';

type ClauseBlockProps = {
  readonly park: string;
  readonly code: string;
  readonly clause: Clause;
};

/** A clause with its number in the margin and, beside it, the way to what carries it out. */
export function ClauseBlock({ park, code, clause }: ClauseBlockProps) {
  const { t } = useTranslation('standards');
  return (
    <div className="clause-block" id={clause.id}>
      <span className="clause-number">{clause.id}</span>
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
      <p className="clause-carriers no-print">
        <Link to={to.clause({ park, code, clause: clause.id })}>
          <span className="unseen">{clause.id} </span>
          {t('clause.carried')}
        </Link>
      </p>
    </div>
  );
}
