import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { ActPanel } from './ActPanel.tsx';
import { useCommand } from './use-command.ts';

type StatementProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly action: Action;
  readonly waive: Action | undefined;
};

/** Longest statement the server takes; what is longer is handed in as a file. */
const statementLengthMax = 4_000;

/** 陈述申辩: what I say before something is decided against me, or that I say nothing. */
export function Statement({ park, view, action, waive }: StatementProps) {
  const { t } = useTranslation('cases');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  const command = useCommand(park, view, action);
  const clock = view.clocks.find(({ branch }) => branch === action.branch);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (command.isPending) return;
    if (note.trim() === '') {
      event.currentTarget.querySelector('textarea')?.focus();
      return setError(t('my.turn.statement-missing'));
    }
    setError(undefined);
    command.mutate({ verb: action.verb, branch: action.branch, input: { note: note.trim() } });
  };
  return (
    <section className="my-turn" aria-labelledby="turn">
      <h2 id="turn">{t('my.turn.statement')}</h2>
      <p>{t('my.turn.statement-text')}</p>
      {clock !== undefined && <p>{clock.leftText}</p>}
      <form className="my-form" noValidate onSubmit={submit}>
        <Field label={t('my.turn.statement-label')} error={error}>
          {(described) => (
            <textarea
              {...described}
              className="input"
              rows={6}
              maxLength={statementLengthMax}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div className="my-submit">
          <button type="submit" className="button" aria-disabled={command.isPending}>
            {t(command.isPending ? 'my.form.sending' : 'my.turn.statement-submit')}
          </button>
        </div>
        {command.isError && <ProblemNote error={command.error} />}
      </form>
      {waive !== undefined && (
        <div className="my-acts">
          <ActPanel park={park} view={view} action={waive} />
        </div>
      )}
    </section>
  );
}
