import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import type { FindingView, Revision } from '../../model/index.ts';

type FindingListProps = {
  readonly park: string;
  readonly findings: readonly FindingView[];
  readonly standard: string | undefined;
};

/** What the checker finds in a draft: what must be put right before it can be published. */
export function FindingList({ park, findings, standard }: FindingListProps) {
  const { t } = useTranslation('services');
  return (
    <section className="office-part" aria-labelledby="findings">
      <h2 id="findings">{t('office.findings')}</h2>
      <div aria-live="polite">
        {findings.length === 0 && <p>{t('office.no-findings')}</p>}
        <ul className="findings">
          {findings.map((finding) => (
            <li key={`${finding.path} ${finding.code}`}>
              <span className="tag">{t(`office.severity.${finding.severity}`)}</span> {finding.text}{' '}
              {finding.clause !== null && standard !== undefined && (
                <Link to={to.clause({ park, code: standard, clause: finding.clause })}>
                  {t('rule.clause', { clause: finding.clause })}
                </Link>
              )}
              {finding.story.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Findings that forbid publishing. */
export const blocking = ({ findings }: Pick<Revision, 'findings'>): number =>
  findings.filter(({ severity }) => severity === 'error').length;
