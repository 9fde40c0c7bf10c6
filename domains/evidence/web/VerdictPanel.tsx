import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { factRows } from './fact-rows.ts';
import type { Judgement } from './judge.ts';

type VerdictPanelProps = {
  readonly judgement: Judgement;
  readonly zone: string;
  /** The title of a service point of a log, where it is known; a receipt only has its code. */
  readonly nodeTitle?: NodeTitle | undefined;
};

/** Says the code of a service point in words, if the log is one whose network is at hand. */
export type NodeTitle = (of: { readonly log: string; readonly node: string }) => string | undefined;

/** The judgement in words: what holds, what does not, and what it does not mean. */
export function VerdictPanel({ judgement, zone, nodeTitle }: VerdictPanelProps) {
  const { t } = useTranslation('evidence');
  const { outcome } = judgement;
  const look = outcome === 'policy-unreadable' ? 'refused' : outcome;
  return (
    <section className={`verdict verdict-${look}`} aria-labelledby="verdict">
      <h2 id="verdict">{t(`verdict.${outcome}.title`)}</h2>
      <p>{t(`verdict.${outcome}.text`)}</p>
      {outcome === 'policy-unreadable' && (
        <p>{t('verdict.lines', { lines: judgement.lines.join(', ') })}</p>
      )}
      {outcome === 'refused' && (
        <ul>
          {judgement.findings.map((finding) => (
            <li key={finding.code}>{t(`finding.${finding.code}`, finding.values)}</li>
          ))}
        </ul>
      )}
      {(outcome === 'known' || outcome === 'integrity') && (
        <Facts judged={judgement} zone={zone} nodeTitle={nodeTitle} />
      )}
    </section>
  );
}

type FactsProps = {
  readonly judged: Parameters<typeof factRows>[0];
  readonly zone: string;
  readonly nodeTitle: NodeTitle | undefined;
};

function Facts({ judged, zone, nodeTitle }: FactsProps) {
  const { t } = useTranslation('evidence');
  const date = useDate(zone);
  const { node, log, demo } = judged.facts;
  const title = node === null ? undefined : nodeTitle?.({ log, node });
  const rows = factRows(judged, {
    t: (key, values) => t(key, { ...values }),
    typeText: (type) => t(`type.${type}`, { defaultValue: type }),
    timeText: date,
    nodeTitle: title,
  });
  return (
    <>
      {demo && <p className="form-error">{t('verdict.demo')}</p>}
      <dl className="facts facts-wide">
        {rows.map(([name, value]) => (
          <FactRow key={name} name={t(`fact.${name}`)} value={value} />
        ))}
      </dl>
      {title !== undefined && <p className="note">{t('fact.names-note')}</p>}
    </>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
