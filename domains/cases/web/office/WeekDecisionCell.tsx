import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { api, intentKey } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { dayIn, useDate } from '#platform/ui/dates.ts';
import { Field } from '#platform/ui/Field.tsx';
import type { RhythmSheet, WeekDecision } from '../../model/index.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { decideWeek } from './reads.ts';

type Decision = RhythmSheet['rows'][number]['decision'];
type WeekDecisionCellProps = {
  readonly park: string;
  readonly number: string;
  readonly decision: Decision;
};

/** Who does what until when, and the way to decide it; on paper a line to write on. */
export function WeekDecisionCell({ park, number, decision }: WeekDecisionCellProps) {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  const cell = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    // The button that opened the form is there again with the next paint, and gets the focus back.
    requestAnimationFrame(() => cell.current?.querySelector('button')?.focus());
  };
  return (
    <div className="decision" ref={cell}>
      <Decided decision={decision} />
      {isOpen ? (
        <DecisionForm park={park} number={number} decision={decision} onDone={close} />
      ) : (
        <span className="no-print">
          <Button look="quiet" onClick={() => setOpen(true)}>
            {t(decision === null ? 'office.decision.decide' : 'office.decision.change')}
            <span className="unseen"> {number}</span>
          </Button>
        </span>
      )}
    </div>
  );
}

function Decided({ decision }: { readonly decision: Decision }) {
  const { t } = useTranslation('cases');
  const date = useDate();
  if (decision === null) {
    return <span className="decision-line">{t('office.decision.none')}</span>;
  }
  const { who, what, when } = decision;
  return <p>{t('office.decision.text', { who, what, when: date(when) })}</p>;
}

type DecisionFormProps = WeekDecisionCellProps & { readonly onDone: () => void };

function DecisionForm(props: DecisionFormProps) {
  const { t } = useTranslation('cases');
  const { written, change, errorOf, submit, today, sending } = useDeciding(props);
  const form = useFirstFocus();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (submit()) return;
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  };
  const text = (name: 'who' | 'what') => (
    <Field label={t(`office.decision.${name}`)} error={errorOf(name)}>
      {(described) => (
        <input
          {...described}
          className="input"
          maxLength={name === 'who' ? 120 : 1000}
          value={written[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape only
    <form
      ref={form}
      className="decision-form no-print"
      noValidate
      onSubmit={onSubmit}
      onKeyDown={({ key }) => key === 'Escape' && props.onDone()}
    >
      {sending.error !== null && <ProblemNote error={sending.error} />}
      {text('who')}
      {text('what')}
      <Field label={t('office.decision.when')} error={errorOf('when')}>
        {(described) => (
          <input
            {...described}
            className="input"
            type="date"
            min={today}
            value={written.when}
            onChange={({ target }) => change({ when: target.value })}
          />
        )}
      </Field>
      <p className="office-act">
        <button type="submit" className="button" disabled={sending.isPending}>
          {t('office.decision.save')}
        </button>
        <Button look="quiet" onClick={props.onDone}>
          {t('office.decision.cancel')}
        </Button>
      </p>
    </form>
  );
}

const parts = ['who', 'what', 'when'] as const;

/** What is written of a decision, what of it is missing, and how it is sent. */
function useDeciding({ park, number, decision, onDone }: DecisionFormProps) {
  const { t } = useTranslation('cases');
  const { zone, now } = useMe(park).park;
  const today = dayIn(zone, now);
  const [written, setWritten] = useState<WeekDecision>({
    who: decision?.who ?? '',
    what: decision?.what ?? '',
    when: decision?.when ?? today,
  });
  const [tried, setTried] = useState(false);
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  const sending = useMutation({
    mutationFn: (body: WeekDecision) =>
      api.act(decideWeek, { params: { park, number }, body, key }),
    onError: () => setKey(intentKey()),
    onSuccess: async () => {
      await query.invalidateQueries({ queryKey: ['cases', park] });
      onDone();
    },
  });
  const isMissing = (name: keyof WeekDecision) => written[name].trim() === '';
  return {
    ...{ written, today, sending },
    change: (part: Partial<WeekDecision>) => setWritten({ ...written, ...part }),
    errorOf: (name: keyof WeekDecision) =>
      tried && isMissing(name) ? t('desk.act.missing') : undefined,
    /** Sends it; false where something is missing. */
    submit: (): boolean => {
      setTried(true);
      if (parts.some(isMissing)) return false;
      sending.mutate(written);
      return true;
    },
  };
}

/** The form opens where one can type. */
function useFirstFocus() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  return form;
}
