import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { FileDrop } from './FileDrop.tsx';
import { useJudge } from './use-judge.ts';
import { VerdictPanel, type NodeTitle } from './VerdictPanel.tsx';

type VerifyFormProps = {
  /** The text of a receipt to begin with. */
  readonly receipt?: string;
  /** IANA zone in which times of the receipt are said. */
  readonly zone: string;
  /** A further way to fill in the policy, such as the park's own. */
  readonly policySource?: (fill: (text: string) => void) => ReactNode;
  readonly nodeTitle?: NodeTitle;
};

/** Files the build puts beside the pages: the same verifier without this site. */
const [pageToTakeHome, programToTakeHome] = ['/guiju-verify.html', '/guiju-verify.mjs'];

/** Receipt and policy in, judgement out; everything happens in this browser. */
export function VerifyForm({ receipt: given = '', ...props }: VerifyFormProps) {
  const { zone, policySource, nodeTitle } = props;
  const { t } = useTranslation('evidence');
  const [receipt, setReceipt] = useState(given);
  const [policy, setPolicy] = useState('');
  const { judging, judge, forget } = useJudge();
  /** A changed text makes the old judgement untrue. */
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    forget();
  };
  return (
    <>
      <div className="duo">
        <FileDrop
          label={t('verify.receipt')}
          hint={t('verify.receipt-hint')}
          value={receipt}
          onChange={change(setReceipt)}
        />
        <div>
          <FileDrop
            label={t('verify.policy')}
            hint={t('verify.policy-hint')}
            value={policy}
            onChange={change(setPolicy)}
          />
          {policySource?.(change(setPolicy))}
        </div>
      </div>
      <p className="state-act">
        <Button
          disabledReason={receipt.trim() === '' ? t('verify.nothing') : undefined}
          onClick={() => void judge(receipt, policy)}
        >
          {t('verify.act')}
        </Button>
      </p>
      <div aria-live="polite">
        {judging.state === 'under-way' && <p className="note">{t('verify.under-way')}</p>}
        {judging.state === 'no-verifier' && <p className="form-error">{t('verify.no-verifier')}</p>}
        {judging.state === 'judged' && (
          <VerdictPanel judgement={judging.judgement} zone={zone} nodeTitle={nodeTitle} />
        )}
      </div>
      <TakeHome />
      <p className="section note prose">{t('verify.statement')}</p>
    </>
  );
}

/** The same verifier as files to keep, for whoever does not want to trust this site. */
function TakeHome() {
  const { t } = useTranslation('evidence');
  return (
    <section className="section no-print" aria-labelledby="offline">
      <h2 id="offline">{t('offline.title')}</h2>
      <p className="section-lead">{t('offline.note')}</p>
      <ul className="links">
        <li>
          <a href={pageToTakeHome} download>
            {t('offline.download')}
          </a>
        </li>
        <li>
          <a href={programToTakeHome} download>
            {t('offline.program')}
          </a>
        </li>
      </ul>
    </section>
  );
}
