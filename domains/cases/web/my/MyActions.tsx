import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import type { Action, CaseView } from '../../model/index.ts';
import { ActPanel } from './ActPanel.tsx';

/** What only whoever asked does; the acts of posts stand in the journal, not among my buttons. */
const mine: readonly string[] = ['resubmit', 'confirm', 'reopen', 'urge', 'withdraw'];

/** Acts that have a place of their own at the top of the page while they are possible. */
const aboveVerbs: ReadonlySet<string> = new Set(['resubmit', 'confirm']);

type MyActionsProps = { readonly park: string; readonly view: CaseView };

/** What else I may do with a case; what I may not says on which clause, and what would change that. */
export function MyActions({ park, view }: MyActionsProps) {
  const { t } = useTranslation('cases');
  const me = useMe(park);
  const isConfirming = view.actions.some(({ verb, allowed }) => verb === 'confirm' && allowed);
  const actions = view.actions
    .filter(({ verb }) => mine.includes(verb))
    .filter(({ verb, allowed }) => !(allowed && aboveVerbs.has(verb)))
    .filter(({ verb }) => !(isConfirming && verb === 'reopen'))
    .toSorted((one, two) => mine.indexOf(one.verb) - mine.indexOf(two.verb));
  const other = me.organisations.find(({ name }) => name === view.card.applicant);
  if (actions.length === 0 && view.card.end !== null) return null;
  return (
    <section className="case-part no-print" aria-labelledby="acts">
      <h2 id="acts">{t('my.actions')}</h2>
      {actions.length === 0 && (
        <p className="quiet">
          {t(other === undefined ? 'my.actions-none' : 'my.actions-other', {
            name: other?.name ?? '',
          })}
        </p>
      )}
      <div className="my-acts">
        {actions.map((action) => (
          <OneAction key={action.verb} park={park} view={view} action={action} />
        ))}
      </div>
    </section>
  );
}

function OneAction({ action, ...rest }: MyActionsProps & { readonly action: Action }) {
  const { t } = useTranslation(['cases', 'ui']);
  if (action.allowed) return <ActPanel {...rest} action={action} />;
  const { refusal } = action;
  return (
    <p className="my-refused">
      <strong>{action.title}</strong>
      {refusal !== null && (
        <>
          <span>{refusal.text}</span>
          <span>{refusal.next}</span>
          {refusal.clause !== null && (
            <span>{t('ui:clause.label', { number: refusal.clause })}</span>
          )}
        </>
      )}
    </p>
  );
}
