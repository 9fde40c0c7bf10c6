import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act, api, intentKey, pathOf } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import type { FlowDraft } from '../../model/index.ts';
import { Refused } from './Refused.tsx';

const handIn = act<
  { readonly file: string; readonly xml: string; readonly reason: string },
  FlowDraft
>()('POST', '/p/:park/api/services/:code/flow-drafts');

type Props = { readonly park: string; readonly service: string };

/** The flow as a BPMN file: out to a drawing tool, and back as a draft of the next edition. */
export function FlowUpload({ park, service }: Props) {
  const { t } = useTranslation('services');
  const query = useQueryClient();
  const [file, setFile] = useState<File>();
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(intentKey);
  const send = useMutation({
    mutationFn: async () => {
      const xml = (await file?.text()) ?? '';
      const body = { file: file?.name ?? '', xml, reason };
      return api.act(handIn, { params: { park, code: service }, body, key });
    },
    onSuccess: () => query.invalidateQueries({ queryKey: ['services', park, 'revisions'] }),
    // Each press hands in what stands there then.
    onSettled: () => setKey(intentKey()),
  });
  const bpmn = pathOf('/p/:park/api/services/:code/flow.bpmn', { park, code: service });
  const working = send.isPending ? t('office.trial.working') : undefined;
  const missing = file === undefined || reason.trim() === '';
  return (
    <section className="office-part" aria-labelledby="drawn">
      <h2 id="drawn">{t('office.bpmn.title')}</h2>
      <p className="section-lead">
        {t('office.bpmn.lead')}{' '}
        <a href={bpmn} download>
          {t('guide.bpmn')}
        </a>
      </p>
      <Field label={t('office.bpmn.file')} hint={t('office.bpmn.file-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            type="file"
            accept=".bpmn,.xml"
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        )}
      </Field>
      <Field label={t('office.reason')} hint={t('office.reason-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <Button
        look="quiet"
        disabledReason={missing ? t('office.bpmn.missing') : working}
        onClick={() => send.mutate()}
      >
        {t('office.bpmn.act')}
      </Button>
      {send.error !== null && <Refused error={send.error} />}
      <div aria-live="polite">
        {send.data !== undefined && <HandedIn park={park} draft={send.data} />}
      </div>
    </section>
  );
}

/** What the drawing came to: the draft, and what of it could not be carried. */
function HandedIn({ park, draft }: { readonly park: string; readonly draft: FlowDraft }) {
  const { t } = useTranslation('services');
  const { revision, findings } = draft;
  return (
    <>
      <p>
        <strong>{t(revision === null ? 'office.bpmn.unread' : 'office.bpmn.read')}</strong>{' '}
        {revision !== null && (
          <Link to={to.revision({ park, id: revision })}>{t('office.bpmn.open')}</Link>
        )}
      </p>
      <ul className="findings">
        {findings.map(({ severity, element, text, next }) => (
          <li key={`${element} ${text}`}>
            <span className="tag">{t(`office.severity.${severity}`)}</span> {text} {next}{' '}
            {element !== '' && <small>#{element}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}
