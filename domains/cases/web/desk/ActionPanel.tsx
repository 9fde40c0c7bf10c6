import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import type { Action, CaseView } from '../../model/case.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { ActionForm } from './ActionForm.tsx';
import { ActionRow } from './ActionRow.tsx';
import { actionName, allowedOf, isAtOnce, refusedByReason } from './action-groups.ts';
import { BranchCards } from './BranchCards.tsx';
import { DecisionProposal } from './DecisionProposal.tsx';
import { knownFacts } from './proposal.ts';
import { RefusedActions } from './RefusedActions.tsx';
import { useCommand } from './use-command.ts';

type ActionPanelProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly nodes: readonly Node[];
};

/** What may be done now, and why something may not; one form is open at a time. */
export function ActionPanel({ park, view, nodes }: ActionPanelProps) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState<string>();
  const command = useCommand({ park, view, onDone: () => setOpen(undefined) });
  const panel = useRef<HTMLElement>(null);
  const close = () => {
    // The focus goes back to the button that opened the form.
    panel.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setOpen(undefined);
  };
  const { actions } = view;
  const row = (branch: string | null) => {
    const allowed = allowedOf(actions, branch);
    const decision = view.decisions.find((one) => one.branch === branch);
    const opened = allowed.find((action) => actionName(action) === open);
    const choose = (action: Action) => {
      if (isAtOnce(action)) command.send(action, {});
      else setOpen(actionName(action) === open ? undefined : actionName(action));
    };
    return (
      <>
        {decision !== undefined && opened === undefined && (
          <DecisionProposal
            park={park}
            standard={view.standard}
            decision={decision}
            facts={knownFacts(view)}
          />
        )}
        <ActionRow actions={allowed} open={open} isBusy={command.isBusy} onChoose={choose} />
        {opened !== undefined && (
          <ActionForm
            park={park}
            key={open}
            action={opened}
            view={view}
            nodes={nodes}
            command={command}
            onClose={close}
          />
        )}
      </>
    );
  };
  return (
    <section ref={panel} className="case-now" aria-labelledby="case-now" aria-busy={command.isBusy}>
      <h2 id="case-now">{t('desk.case.now')}</h2>
      <Outcome park={park} command={command} />
      <BranchCards view={view} actionsOf={row} />
      {row(null)}
      {actions.every(({ allowed }) => !allowed) && (
        <p className="quiet">{t(view.card.end === null ? 'desk.act.none' : 'desk.act.ended')}</p>
      )}
      <RefusedActions groups={refusedByReason(actions)} branches={view.branches} />
    </section>
  );
}

/** What came of the last press: done, changed meanwhile, or refused; read out as it comes. */
function Outcome({
  park,
  command,
}: {
  readonly park: string;
  readonly command: ReturnType<typeof useCommand>;
}) {
  const { t } = useTranslation('cases');
  const { done, changed, error } = command;
  const box = useRef<HTMLDivElement>(null);
  // What was pressed is often gone afterwards; one goes on from what came of it.
  useEffect(() => {
    if (done !== undefined) box.current?.focus();
  }, [done]);
  return (
    <div ref={box} tabIndex={-1} aria-live="polite" className="case-outcome">
      {done !== undefined && (
        <div className="case-done">
          <p>
            <strong>
              {t('desk.act.done', { title: done.title, phase: t(`case.phase.${done.phase}`) })}
            </strong>
          </p>
          <Link to={to.queue({ park, name: 'mine' })}>{t('desk.act.back-to-queue')}</Link>
        </div>
      )}
      {changed !== undefined && (
        <div className="case-problem">
          <p>
            <strong>{t('desk.act.changed')}</strong>
          </p>
          <ul>
            {changed.map((act) => (
              <li key={act.entryId}>{[act.title, act.detail].join(' ')}</li>
            ))}
          </ul>
          <p>{t('desk.act.changed-next')}</p>
        </div>
      )}
      {error !== undefined && <ProblemNote error={error} />}
    </div>
  );
}
