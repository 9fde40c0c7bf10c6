import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';

type ClauseLinkProps = {
  readonly park: string;
  readonly standard: CaseView['standard'];
  readonly clause: string | null;
};

/** The clause something rests on, leading to its text where the park keeps the standard. */
export function ClauseLink({ park, standard, clause }: ClauseLinkProps) {
  const { t } = useTranslation('cases');
  if (clause === null || clause === '') return null;
  const words = t('case.clause', { clause });
  if (standard.code === '') return <span className="case-clause">{words}</span>;
  return (
    <Link className="case-clause" to={to.standard({ park, code: standard.code, clause })}>
      {words}
    </Link>
  );
}
