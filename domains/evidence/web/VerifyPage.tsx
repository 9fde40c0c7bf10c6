import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { FileDrop } from './FileDrop.tsx';
import { judge, type Judgement } from './judge.ts';
import { ParkPolicy } from './ParkPolicy.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';

/** Verifies a receipt in the browser: nothing is sent anywhere, and it works without a line. */
export default function VerifyPage({ params }: PageProps<'/p/$park/verify'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  const [receipt, setReceipt] = useState('');
  const [policy, setPolicy] = useState('');
  const [judgement, setJudgement] = useState<Judgement>();
  /** A changed text makes the old judgement untrue. */
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setJudgement(undefined);
  };
  return (
    <Page
      title={t('verify.title')}
      lead={t('verify.lead')}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
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
          <ParkPolicy park={park} onPolicy={change(setPolicy)} />
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
        {judgement !== undefined && <VerdictPanel judgement={judgement} zone={me.park.zone} />}
      </div>
      <p className="section note prose">{t('verify.statement')}</p>
    </Page>
  );
}
