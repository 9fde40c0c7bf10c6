import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { numberOfStream } from './case-number.ts';
import type { Judgement, ReceiptFacts } from './judge.ts';

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
        <Facts
          facts={judgement.facts}
          witnesses={judgement.witnesses}
          zone={zone}
          nodeTitle={nodeTitle}
        />
      )}
    </section>
  );
}

type FactsProps = {
  readonly facts: ReceiptFacts;
  readonly witnesses: readonly string[];
  readonly zone: string;
  readonly nodeTitle: NodeTitle | undefined;
};

function Facts({ facts, witnesses, zone, nodeTitle }: FactsProps) {
  const { t } = useTranslation('evidence');
  const date = useDate(zone);
  const place = t('fact.place-text', { index: facts.index + 1, size: facts.size });
  const { actor, node, clause, log } = facts;
  const title = node === null ? undefined : nodeTitle?.({ log, node });
  const said = {
    actor:
      actor === null || actor === 'system'
        ? actor && t('fact.system')
        : t('fact.actor-note', { actor }),
    node: node && t(title === undefined ? 'fact.node-code' : 'fact.node-named', { node, title }),
    clause: clause && t('fact.clause-text', { clause }),
  };
  const rows: [string, string | null][] = [
    ['stream', numberOfStream(facts.stream)],
    ['type', t(`type.${facts.type}`, { defaultValue: facts.type })],
    ['at', date(facts.at)],
    ['node', said.node],
    ['clause', said.clause],
    ['actor', said.actor],
    ['bundle', facts.bundle],
    ['log', facts.log],
    ['place', place],
    ['witnesses', witnesses.length === 0 ? null : witnesses.join(', ')],
  ];
  return (
    <>
      {facts.demo && <p className="form-error">{t('verdict.demo')}</p>}
      <dl className="facts facts-wide">
        {rows.map(([name, value]) => (
          <FactRow key={name} name={t(`fact.${name}`)} value={value ?? t('fact.none')} />
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
