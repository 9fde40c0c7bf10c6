import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import { fieldAnchor } from '../my/form/FormField.tsx';
import type { FilePartProps } from './FileForm.tsx';
import { NodeField } from './NodeField.tsx';
import { OrganisationInput } from './OrganisationInput.tsx';
import { channelsOf, proofAsked, type WindowChannel } from './window-filing.ts';

/** Who asks, by which way, where, and when it was said. */
export function FileWho({ park, guide, filing, wrong, onChange }: FilePartProps) {
  const { t } = useTranslation('cases');
  return (
    <section className="desk-part" aria-labelledby="file-who">
      <h2 id="file-who">{t('desk.file.who')}</h2>
      <div id={fieldAnchor('~applicant')} tabIndex={-1}>
        <OrganisationInput
          park={park}
          label={t('desk.file.applicant')}
          error={wrong['~applicant']}
          value={filing.applicant.name}
          onChange={(applicant) => onChange({ ...filing, applicant })}
        />
      </div>
      <div className="file-way">
        <Field label={t('desk.file.channel')}>
          {(described) => (
            <select
              className="input"
              value={filing.channel}
              // The options are exactly the channels.
              onChange={(event) =>
                onChange({ ...filing, channel: event.target.value as WindowChannel })
              }
              {...described}
            >
              {channelsOf(guide).map((channel) => (
                <option key={channel} value={channel}>
                  {t(`desk.channel.${channel}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <NodeField
          park={park}
          value={filing.node}
          onChange={(node) => onChange({ ...filing, node })}
        />
        <Field label={t('desk.file.occurred')} hint={t('desk.file.occurred-hint')}>
          {(described) => (
            <input
              type="datetime-local"
              className="input"
              value={filing.occurred}
              onChange={(event) => onChange({ ...filing, occurred: event.target.value })}
              {...described}
            />
          )}
        </Field>
      </div>
      <ProofField guide={guide} filing={filing} wrong={wrong} onChange={onChange} />
    </section>
  );
}

/** What proves that it was asked earlier; a service that is timed from there takes none without. */
function ProofField({ guide, filing, wrong, onChange }: Omit<FilePartProps, 'park'>) {
  const { t } = useTranslation(['cases', 'ui']);
  const limit = useLimit();
  const rule = proofAsked(guide, filing);
  if (rule === undefined) return null;
  const hint = t('desk.file.proof-hint', { proof: rule.proof, within: limit(rule.within) });
  const clause = rule.clause === null ? '' : t('ui:clause.label', { number: rule.clause });
  return (
    <div id={fieldAnchor('~proof')} tabIndex={-1}>
      <Field label={t('desk.file.proof')} hint={`${hint} ${clause}`.trim()} error={wrong['~proof']}>
        {(described) => (
          <input
            className="input"
            value={filing.proof ?? ''}
            maxLength={400}
            onChange={(event) => onChange({ ...filing, proof: event.target.value })}
            {...described}
          />
        )}
      </Field>
    </div>
  );
}
