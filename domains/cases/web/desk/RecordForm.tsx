import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCard } from '#domains/services/model.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { NewServiceRecord } from '../../model/ledgers.ts';
import { useRecent } from './recent.ts';
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
  const { draft, change, start, options } = useRecordDraft(park, lately.recent[0]);
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
      <Field label={t('desk.record.organisation')} hint={t('desk.record.organisation-hint')}>
        {(described) => (
          <input
            className="input"
            list="record-organisations"
            autoComplete="off"
            enterKeyHint="next"
            maxLength={120}
            value={draft.organisation}
            onChange={(event) => change({ organisation: event.target.value })}
            {...described}
          />
        )}
      </Field>
      <datalist id="record-organisations">
        {organisations.recent.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Recent names={organisations.recent} onChoose={(organisation) => change({ organisation })} />
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
      <Field label={t('desk.record.node')}>
        {(described) => (
          <select
            className="input"
            value={draft.node}
            onChange={(event) => change({ node: event.target.value })}
            {...described}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="record-save">
        <Button type="submit">{t('desk.record.save')}</Button>
        <output className="quiet">{saved.isSaid ? t('desk.record.saved') : ''}</output>
      </div>
    </form>
  );
}

/** Names given lately, one tap each. */
function Recent({
  names,
  onChoose,
}: {
  readonly names: readonly string[];
  readonly onChoose: (name: string) => void;
}) {
  const { t } = useTranslation('cases');
  if (names.length === 0) return null;
  return (
    <ul className="record-recent" aria-label={t('desk.record.recent')}>
      {names.slice(0, 4).map((name) => (
        <li key={name}>
          <button type="button" onClick={() => onChoose(name)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The record being written; kept on this device, started anew with the same service and place. */
function useRecordDraft(park: string, service = '') {
  const key = `guiju.record-draft.${park}`;
  const { mine, options } = useMyNodes(park);
  const [draft, setDraft] = useState<Draft>(() =>
    readKept(localStorage, key, { service, node: mine, organisation: '', line: '' }),
  );
  const keep = (next: Draft) => {
    setDraft(next);
    writeKept(localStorage, key, next);
  };
  return {
    draft,
    options,
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
