import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { fieldAnchor } from '../my/form/FormField.tsx';
import type { FilePartProps } from './FileForm.tsx';
import { NodeField } from './NodeField.tsx';
import { OrganisationInput } from './OrganisationInput.tsx';
import { channelsOf, type WindowChannel } from './window-filing.ts';

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
    </section>
  );
}
