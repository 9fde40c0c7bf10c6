import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCard } from '#domains/services/model/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { NewServiceRecord } from '../../model/ledgers.ts';
import { NodeField } from './NodeField.tsx';
import { useRecent } from './recent.ts';
import { RecordOrganisation } from './RecordOrganisation.tsx';
import { RecordService } from './RecordService.tsx';
import { readKept, writeKept } from './use-kept.ts';
import { useMyNodes } from './use-my-nodes.ts';

type RecordFormProps = {
  readonly park: string;
  readonly services: readonly ServiceCard[];
  readonly onSave: (record: NewServiceRecord) => void;
};

type Draft = Omit<NewServiceRecord, 'occurredAt'>;

/** Longest line the server takes. */
const lineLengthMax = 300;

/** How long “saved” is said, in milliseconds. */
const savedMs = 4_000;

/** Whom, which service, one line: what is typed is kept on this device until it is saved. */
export function RecordForm({ park, services, onSave }: RecordFormProps) {
  const { t } = useTranslation('cases');
  const organisations = useRecent(park, 'organisation');
  const lately = useRecent(park, 'service');
  const { draft, change, start } = useRecordDraft(park, lately.recent[0]);
  const [isTried, setTried] = useState(false);
  const saved = useSaved();
  const line = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...draft, organisation: draft.organisation.trim(), line: draft.line.trim() };
    setTried(true);
    if (body.service === '' || body.line === '') {
      if (body.line === '') line.current?.focus();
      return;
    }
    onSave({ ...body, occurredAt: null });
    organisations.note(body.organisation);
    lately.note(body.service);
    setTried(false);
    start();
    saved.say();
  };
  return (
    <form className="record-form" noValidate onSubmit={submit}>
      <RecordOrganisation
        recent={organisations.recent}
        value={draft.organisation}
        onChange={(organisation) => change({ organisation })}
      />
      <RecordService
        services={services}
        recent={lately.recent}
        value={draft.service}
        error={isTried && draft.service === '' ? t('desk.record.service-missing') : undefined}
        onChange={(service) => change({ service })}
      />
      <Field
        label={t('desk.record.line')}
        hint={t('desk.record.count', { count: draft.line.length, max: lineLengthMax })}
        error={isTried && draft.line.trim() === '' ? t('desk.record.line-missing') : undefined}
      >
        {(described) => (
          <input
            ref={line}
            className="input"
            autoComplete="off"
            enterKeyHint="done"
            maxLength={lineLengthMax}
            placeholder={t('desk.record.line-placeholder')}
            value={draft.line}
            onChange={(event) => change({ line: event.target.value })}
            {...described}
          />
        )}
      </Field>
      <NodeField park={park} value={draft.node} onChange={(node) => change({ node })} />
      <div className="record-save">
        <Button type="submit">{t('desk.record.save')}</Button>
        <output className="quiet">{saved.isSaid ? t('desk.record.saved') : ''}</output>
      </div>
    </form>
  );
}

/** The record being written; kept on this device, started anew with the same service and place. */
function useRecordDraft(park: string, service = '') {
  const key = `guiju.record-draft.${park}`;
  const { mine } = useMyNodes(park);
  const [draft, setDraft] = useState<Draft>(() =>
    readKept(localStorage, key, { service, node: mine, organisation: '', line: '' }),
  );
  const keep = (next: Draft) => {
    setDraft(next);
    writeKept(localStorage, key, next);
  };
  return {
    draft,
    change: (part: Partial<Draft>) => keep({ ...draft, ...part }),
    start: () => keep({ ...draft, organisation: '', line: '' }),
  };
}

function useSaved() {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (at === 0) return undefined;
    const timer = setTimeout(() => setAt(0), savedMs);
    return () => clearTimeout(timer);
  }, [at]);
  return { isSaid: at !== 0, say: () => setAt(Date.now()) };
}
