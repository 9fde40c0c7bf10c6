import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { dayIn } from '#platform/ui/dates.ts';
import { Field } from '#platform/ui/Field.tsx';
import type { NewVisit } from '../../model/ledgers.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { useIntent } from '../my/form/use-intent.ts';
import { sendVisit } from './acts.ts';
import { NodeField } from './NodeField.tsx';
import { OrganisationInput } from './OrganisationInput.tsx';
import { useKept } from './use-kept.ts';
import { useMyNodes } from './use-my-nodes.ts';

/** Writes down one visit; what is typed outlives a reload. */
export function VisitForm({ park }: { readonly park: string }) {
  const { t } = useTranslation('cases');
  const { zone, now } = useMe(park).park;
  const { mine } = useMyNodes(park);
  const empty = { node: mine, organisation: '', visitedOn: dayIn(zone, now), summary: '' };
  const draft = useKept<NewVisit>(`guiju.visit.${park}`, empty);
  const [isTried, setTried] = useState(false);
  const saving = useSaveVisit(park, () => {
    draft.forget();
    setTried(false);
  });
  const { value } = draft;
  const set = (part: Partial<NewVisit>) => draft.set({ ...value, ...part });
  const wrong = (text: string) =>
    isTried && text.trim() === '' ? t('desk.act.missing') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ([value.organisation, value.summary, value.visitedOn].some((text) => text.trim() === ''))
      return;
    saving.mutate(value);
  };
  return (
    <form className="record-form" noValidate onSubmit={submit}>
      <OrganisationInput
        park={park}
        label={t('desk.visits.organisation')}
        error={wrong(value.organisation)}
        value={value.organisation}
        onChange={({ name }) => set({ organisation: name })}
      />
      <Field label={t('desk.visits.on')} error={wrong(value.visitedOn)}>
        {(described) => (
          <input
            type="date"
            className="input"
            value={value.visitedOn}
            max={dayIn(zone, now)}
            onChange={(event) => set({ visitedOn: event.target.value })}
            {...described}
          />
        )}
      </Field>
      <Field label={t('desk.visits.summary')} error={wrong(value.summary)}>
        {(described) => (
          <textarea
            className="input"
            maxLength={2_000}
            value={value.summary}
            onChange={(event) => set({ summary: event.target.value })}
            {...described}
          />
        )}
      </Field>
      <NodeField park={park} value={value.node} onChange={(node) => set({ node })} />
      {saving.isError && <ProblemNote error={saving.error} />}
      <div className="record-save">
        <Button type="submit">{t('desk.visits.save')}</Button>
        <output className="quiet">{saving.isSuccess ? t('desk.record.saved') : ''}</output>
      </div>
    </form>
  );
}

/** A press repeated after a lost line is the same visit. */
function useSaveVisit(park: string, onSaved: () => void) {
  const query = useQueryClient();
  const keyOf = useIntent();
  return useMutation({
    mutationFn: (body: NewVisit) => sendVisit({ park, body, key: keyOf(body) }),
    onSuccess: () => {
      onSaved();
      return query.invalidateQueries({ queryKey: ['cases', park] });
    },
  });
}
