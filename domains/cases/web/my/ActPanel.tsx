import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useCommand } from './use-command.ts';

type ActPanelProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly action: Action;
  readonly look?: 'main' | 'quiet';
};

/** Longest reason the server takes. */
const reasonLengthMax = 4_000;

/** Acts that end or reopen a matter ask once more; urging and confirming do not. */
const asksAgain: ReadonlySet<string> = new Set(['withdraw', 'reopen', 'waive']);

/** One act: a button, and where something must be said or weighed first, a small form under it. */
export function ActPanel({ park, view, action, look = 'quiet' }: ActPanelProps) {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  const command = useCommand(park, view, action);
  const asks = action.needs.length > 0 || asksAgain.has(action.verb);
  const act = (reason: string) =>
    command.mutate(
      {
        verb: action.verb,
        branch: action.branch,
        input: reason.trim() === '' ? {} : { reason: reason.trim() },
      },
      { onSuccess: () => setOpen(false) },
    );
  const press = () => {
    if (command.isPending) return;
    if (asks) setOpen(!isOpen);
    else act('');
  };
  return (
    <div className="my-act">
      <Button look={look} aria-expanded={asks ? isOpen : undefined} onClick={press}>
        {t(`my.verb.${action.verb}`, { defaultValue: action.title })}
      </Button>
      {isOpen && <ReasonForm action={action} isSending={command.isPending} onAct={act} />}
      {command.isError && <ProblemNote error={command.error} />}
    </div>
  );
}

type ReasonFormProps = {
  readonly action: Action;
  readonly isSending: boolean;
  readonly onAct: (reason: string) => void;
};

function ReasonForm({ action, isSending, onAct }: ReasonFormProps) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const isNeeded = action.needs.includes('reason');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    if (isNeeded && reason.trim() === '') return setError(t('my.reason-missing'));
    onAct(reason);
  };
  return (
    <form className="my-reason" noValidate onSubmit={submit}>
      <p>{t(`my.ask.${action.verb}`, { defaultValue: '' })}</p>
      <ReasonField
        label={t(isNeeded ? 'my.reason' : 'my.reason-optional')}
        value={reason}
        max={reasonLengthMax}
        error={error}
        onChange={setReason}
      />
      <button type="submit" className="button" aria-disabled={isSending}>
        {t('my.do', { act: action.title })}
      </button>
    </form>
  );
}
