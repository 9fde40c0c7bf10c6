import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { AskedPart } from '../case/AskedPart.tsx';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { useAsked } from '../case/use-asked.ts';
import { ActPanel } from './ActPanel.tsx';
import { useCommand } from './use-command.ts';

type StepTurnProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly actions: readonly Action[];
};

/** A step of the flow that waits for me: its ways on, each with what it asks. */
export function StepTurn({ park, view, actions }: StepTurnProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const step = view.branches.find(({ id }) => id === actions[0]?.branch);
  return (
    <section className="my-turn" aria-labelledby="turn">
      <h2 id="turn">{t('my.turn.step', { title: step === undefined ? '' : say(step.title) })}</h2>
      <div className="my-acts">
        {actions.map((action) =>
          action.asks === undefined ? (
            <ActPanel key={action.verb} park={park} view={view} action={action} />
          ) : (
            <AskedAct key={action.verb} park={park} view={view} action={action} />
          ),
        )}
      </div>
    </section>
  );
}

type AskedActProps = Omit<StepTurnProps, 'actions'> & { readonly action: Action };

function AskedAct({ park, view, action }: AskedActProps) {
  const [isOpen, setOpen] = useState(false);
  const asking = useAsked(action);
  const command = useCommand(park, view, action);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = asking.input();
    if (input === undefined || command.isPending) return;
    command.mutate({ verb: action.verb, branch: action.branch, input });
  };
  return (
    <div className="my-act">
      <Button look="main" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {action.title}
      </Button>
      {isOpen && (
        <form className="my-form" noValidate onSubmit={submit}>
          <AskedPart park={park} standard={view.standard} asking={asking} />
          <div className="my-submit">
            <button type="submit" className="button" aria-disabled={command.isPending}>
              {action.title}
            </button>
          </div>
        </form>
      )}
      {command.isError && <ProblemNote error={command.error} />}
    </div>
  );
}
