import { useTranslation } from 'react-i18next';
import { Clause } from '#platform/ui/Clause.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Say, Told } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceGuide } from '../model/index.ts';

type RuleMarkProps = {
  readonly park: string;
  readonly guide: ServiceGuide;
  readonly clause: string | null;
};

/** The rule beside an element of the guide: number and words of the clause, and the way to it. */
export function RuleMark({ park, guide, clause }: RuleMarkProps) {
  const { t } = useTranslation('services');
  if (clause === null) return null;
  const { code, number } = guide.card.standard;
  const words = guide.clauses[clause];
  return (
    <Clause number={clause}>
      <strong>
        <Told
          text={number === null ? t('rule.clause', { clause }) : t('rule.full', { number, clause })}
        />
      </strong>
      <br />
      {words !== undefined && <Say text={words} />}
      <br />
      <Link to={to.standard({ park, code, clause })}>{t('rule.open')}</Link>
    </Clause>
  );
}
