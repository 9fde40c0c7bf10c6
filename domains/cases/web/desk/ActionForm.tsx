import { Button } from 'antd';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import type { Action, CaseView } from '../../model/case.ts';
import { AskedPart } from '../case/AskedPart.tsx';
import { useAsked } from '../case/use-asked.ts';
import { actionName } from './action-groups.ts';
import { emptyDraft, inputOf, isSingle, missingNeeds, type ActionDraft } from './action-draft.ts';
import { DecisionProposal } from './DecisionProposal.tsx';
import { ItemsField } from './ItemsField.tsx';
import { NeedField } from './NeedField.tsx';
import { knownFacts } from './proposal.ts';
import type { Commanding } from './use-command.ts';
import { useKept } from './use-kept.ts';

type ActionFormProps = {
  readonly park: string;
  readonly action: Action;
  readonly view: CaseView;
  readonly nodes: readonly Node[];
  readonly command: Commanding;
  readonly onClose: () => void;
};

/** The form one action needs. What is typed stays through a reload, a refusal and a change of the case. */
export function ActionForm(props: ActionFormProps) {
  const { park, action, view, nodes, command, onClose } = props;
  const { t } = useTranslation('cases');
  const draft = useActionDraft(action, view.card.number);
  const asking = useAsked(action);
  const decision = decisionOf(view, action);
  const [tried, setTried] = useState(false);
  const missing = tried ? missingNeeds(action.needs, draft.value) : [];
  const form = useFirstFocus();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const answered = asking.input();
    if (answered === undefined || missingNeeds(action.needs, draft.value).length > 0) {
      return focusWrong(event.currentTarget);
    }
    const input = { ...inputOf(action.needs, draft.value), ...answered };
    return command.send(action, input, draft.forget);
  };
  const onEscape = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
  // Posts are those of the service point: another one leaves none chosen.
  const set = (change: Partial<ActionDraft>) =>
    draft.set({ ...draft.value, ...(change.node === undefined ? {} : { role: '' }), ...change });
  const shared = { draft: draft.value, onChange: set };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape only
    <form ref={form} className="action-form" noValidate onSubmit={submit} onKeyDown={onEscape}>
      <h3>{action.title}</h3>
      <ActHint action={action} />
      {action.adverse && <p className="quiet">{t('desk.act.adverse')}</p>}
      {decision !== undefined && (
        <DecisionProposal
          park={park}
          standard={view.standard}
          decision={decision}
          facts={{ ...knownFacts(view), ...asking.facts }}
        />
      )}
      <AskedPart park={park} standard={view.standard} asking={asking} />
      {action.needs.filter(isSingle).map((need) => (
        <NeedField
          key={need}
          park={park}
          need={need}
          verb={action.verb}
          isMissing={missing.includes(need)}
          choices={action.choices}
          nodes={nodes}
          {...shared}
        />
      ))}
      {action.needs.includes('items') && (
        <ItemsField isMissing={missing.includes('items')} view={view} {...shared} />
      )}
      <div className="action-row">
        <Button type="primary" htmlType="submit" loading={command.isBusy}>
          {t('desk.act.do', { title: action.title })}
        </Button>
        <Button onClick={onClose}>{t('desk.act.close')}</Button>
      </div>
    </form>
  );
}

/** The table of the step an act of its flow decides; acts every flow has rest on none. */
const decisionOf = ({ decisions }: CaseView, { branch, primary }: Action) =>
  primary ? decisions.find((one) => one.branch === branch) : undefined;

/** What an act every flow has does to the case and its clocks; a flow's own say it by their title. */
function ActHint({ action: { verb, primary, branch } }: Pick<ActionFormProps, 'action'>) {
  const { t } = useTranslation('cases');
  const isOfFlow = primary && branch !== null;
  const hint = isOfFlow ? '' : t(`desk.act-hint.${verb}`, { defaultValue: '' });
  return hint === '' ? null : <p className="quiet">{hint}</p>;
}

function useActionDraft(action: Action, number: string) {
  return useKept<ActionDraft>(`guiju.act.${number}.${actionName(action)}`, emptyDraft(action));
}

/** The form opens where one can type, or with its button where nothing is asked. */
function useFirstFocus() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    () => form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus(),
    [],
  );
  return form;
}

/** The next paint marks what is missing; the first of it gets the focus. */
function focusWrong(form: EventTarget & Element): void {
  requestAnimationFrame(() =>
    form.querySelector<HTMLElement>('[aria-invalid=true], .field-wrong select')?.focus(),
  );
}
