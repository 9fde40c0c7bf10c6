import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../model/index.ts';
import { ActPanel } from './ActPanel.tsx';
import { StepTurn } from './StepTurn.tsx';
import { Statement } from './Statement.tsx';
import { Supplement } from './Supplement.tsx';

type MyTurnProps = { readonly park: string; readonly view: CaseView };

/** What I must do now, if anything: put right what was returned, or say whether it is done. */
export function MyTurn({ park, view }: MyTurnProps) {
  const { t } = useTranslation('cases');
  const resubmit = view.actions.find(({ verb, allowed }) => verb === 'resubmit' && allowed);
  const confirm = view.actions.find(({ verb, allowed }) => verb === 'confirm' && allowed);
  const reopen = view.actions.find(({ verb, allowed }) => verb === 'reopen' && allowed);
  const state = view.actions.find(({ verb, allowed }) => verb === 'state' && allowed);
  const waive = view.actions.find(({ verb, allowed }) => verb === 'waive' && allowed);
  if (state !== undefined) {
    return <Statement park={park} view={view} action={state} waive={waive} />;
  }
  if (resubmit !== undefined) return <Supplement park={park} view={view} action={resubmit} />;
  const ways = view.actions.filter(({ branch, primary, allowed }) => branch && primary && allowed);
  if (ways.length > 0) return <StepTurn park={park} view={view} actions={ways} />;
  if (confirm === undefined) return null;
  return (
    <section className="my-turn" aria-labelledby="turn">
      <h2 id="turn">{t('my.turn.confirm')}</h2>
      <p>{t('my.turn.confirm-text')}</p>
      <div className="my-acts">
        <ActPanel park={park} view={view} action={confirm} look="main" />
        {reopen !== undefined && <ActPanel park={park} view={view} action={reopen} />}
      </div>
    </section>
  );
}
