import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
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
  return (
    <div className="decision">
      <Decided decision={decision} />
      {isOpen ? (
        <DecisionForm
          park={park}
          number={number}
          decision={decision}
          onDone={() => setOpen(false)}
        />
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

function DecisionForm({ park, number, decision, onDone }: DecisionFormProps) {
  const { t } = useTranslation('cases');
  const { zone, now } = useMe(park).park;
  const today = dayIn(zone, now);
  const [written, setWritten] = useState<WeekDecision>({
    who: decision?.who ?? '',
    what: decision?.what ?? '',
    when: decision?.when ?? today,
  });
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  const decide = useMutation({
    mutationFn: (body: WeekDecision) =>
      api.act(decideWeek, { params: { park, number }, body, key }),
    onError: () => setKey(intentKey()),
    onSuccess: async () => {
      await query.invalidateQueries({ queryKey: ['cases', park] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate(written);
  };
  const text = (name: 'who' | 'what') => (
    <Field label={t(`office.decision.${name}`)}>
      {(described) => (
        <input
          {...described}
          className="input"
          required
          maxLength={name === 'who' ? 120 : 1000}
          value={written[name]}
          onChange={({ target }) => setWritten({ ...written, [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <form className="decision-form no-print" onSubmit={submit}>
      {decide.error !== null && <ProblemNote error={decide.error} />}
      {text('who')}
      {text('what')}
      <Field label={t('office.decision.when')}>
        {(described) => (
          <input
            {...described}
            className="input"
            type="date"
            required
            min={today}
            value={written.when}
            onChange={({ target }) => setWritten({ ...written, when: target.value })}
          />
        )}
      </Field>
      <p className="office-act">
        <button type="submit" className="button" disabled={decide.isPending}>
          {t('office.decision.save')}
        </button>
        <Button look="quiet" onClick={onDone}>
          {t('office.decision.cancel')}
        </Button>
      </p>
    </form>
  );
}
