import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { FileDrop } from './FileDrop.tsx';
import { judge, type Judgement } from './judge.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

type VerifyFormProps = {
  /** IANA zone in which times of the receipt are said. */
  readonly zone: string;
  /** A further way to fill in the policy, such as the park's own. */
  readonly policySource?: (fill: (text: string) => void) => ReactNode;
};

/** Files the build puts beside the pages: the same verifier without this site. */
const [pageToTakeHome, programToTakeHome] = ['/guiju-verify.html', '/guiju-verify.mjs'];

/** Receipt and policy in, judgement out; everything happens in this browser. */
export function VerifyForm({ zone, policySource }: VerifyFormProps) {
  const { t } = useTranslation('evidence');
  const [receipt, setReceipt] = useState('');
  const [policy, setPolicy] = useState('');
  const [judgement, setJudgement] = useState<Judgement>();
  /** A changed text makes the old judgement untrue. */
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setJudgement(undefined);
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
          onClick={() => setJudgement(judge(receipt, policy))}
        >
          {t('verify.act')}
        </Button>
      </p>
      <div aria-live="polite">
        {judgement !== undefined && <VerdictPanel judgement={judgement} zone={zone} />}
      </div>
      <p className="section no-print">
        <a href={pageToTakeHome} download>
          {t('offline.download')}
        </a>{' '}
        <a href={programToTakeHome} download>
          {t('offline.program')}
        </a>
      </p>
      <p className="note prose">{t('offline.note')}</p>
      <p className="section note prose">{t('verify.statement')}</p>
    </>
  );
}
