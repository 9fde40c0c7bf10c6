import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView, DecisionTableView } from '../../model/case.ts';
import { ClauseLink } from '../case/ClauseLink.tsx';
import { numberText } from '../../rules.ts';
import { proposedBy } from './proposal.ts';
import './decision-proposal.css';

type DecisionProposalProps = {
  readonly park: string;
  readonly standard: CaseView['standard'];
  readonly decision: DecisionTableView;
  /** Answers by field, those being typed among them. */
  readonly facts: Readonly<Record<string, unknown>>;
};

/** What the step's table proposes for what is known now, and the rows it rests on. */
export function DecisionProposal({ park, standard, decision, facts }: DecisionProposalProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const resultText = useResultText();
  const proposed = proposedBy(decision, facts);
  return (
    <section className="proposal" aria-label={t('desk.proposal.title')}>
      <p className="quiet">
        {t('desk.proposal.by', { table: say(decision.title) })}{' '}
        <ClauseLink park={park} standard={standard} clause={decision.clause} />
      </p>
      <div aria-live="polite">
        {proposed === undefined ? (
          <p>{t('desk.proposal.open')}</p>
        ) : (
          <dl>
            {decision.outputs.map((output) => (
              <div key={output.name}>
                <dt>{say(output.title)}</dt>
                <dd>{resultText(output, proposed.outputs[output.name])}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <details>
        <summary>{t('desk.proposal.rows', { count: decision.rows.length })}</summary>
        <TableRows decision={decision} matched={new Set(proposed?.rows)} />
      </details>
      <p className="quiet">{t('desk.proposal.person')}</p>
    </section>
  );
}

function TableRows({
  decision: { inputs, outputs, rows },
  matched,
}: {
  readonly decision: DecisionTableView;
  readonly matched: ReadonlySet<number>;
}) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const resultText = useResultText();
  return (
    <div className="proposal-rows">
      <table>
        <thead>
          <tr>
            {inputs.map(({ expression, title }) => (
              <th key={expression} scope="col" title={expression}>
                {say(title)}
              </th>
            ))}
            {outputs.map(({ name, title }) => (
              <th key={name} scope="col">
                {say(title)}
              </th>
            ))}
            <th scope="col">{t('desk.proposal.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ when, gives, source }, at) => (
            // A row is its place in the table.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at} className={matched.has(at) ? 'proposal-row' : undefined}>
              {when.map((test, column) => (
                <td key={inputs[column]?.expression}>
                  {test === '-' ? t('desk.proposal.any') : test}
                </td>
              ))}
              {gives.map((result, column) => {
                const output = outputs[column];
                return (
                  <td key={output?.name}>{output && resultText(output, literalOf(result))}</td>
                );
              })}
              <td>
                {matched.has(at) && <strong>{t('desk.proposal.fits')} </strong>}
                {source}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A literal as its value; an expression stays the text it is. */
function literalOf(expression: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(expression)) return Number(expression);
  return /^"[^"\\]*"$/.test(expression) ? expression.slice(1, -1) : expression;
}

/** A result as people read it. */
function useResultText() {
  const { t } = useTranslation('cases');
  const say = useSay();
  return ({ type, values }: DecisionTableView['outputs'][number], value: unknown): string => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'number') {
      const amount = numberText(value, type ?? undefined);
      return type === 'money' ? t('desk.proposal.money', { amount }) : amount;
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const title = values.find((each) => each.value === text)?.title;
    return title === undefined ? text : say(title);
  };
}
