import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { nodesQuery } from '../reads.ts';
import type { Filling } from './filling.ts';
import { fieldAnchor } from './FormField.tsx';

type ChannelPartProps = {
  readonly park: string;
  readonly filling: Filling;
  readonly error: string | undefined;
  readonly onChange: (filling: Filling) => void;
};

/** Online, or at a service point: then which one, so that it is the first to know. */
export function ChannelPart({ park, filling, error, onChange }: ChannelPartProps) {
  const { t } = useTranslation('cases');
  return (
    <section className="my-part" aria-labelledby="channel">
      <h2 id="channel">{t('my.form.channel')}</h2>
      <fieldset className="my-set">
        <legend className="unseen">{t('my.form.channel')}</legend>
        <div className="my-boxes">
          {(['web', 'station'] as const).map((channel) => (
            <label key={channel} className="my-box">
              <input
                type="radio"
                name="channel"
                checked={filling.channel === channel}
                onChange={() => onChange({ ...filling, channel })}
              />
              {t(`my.channel.${channel}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {filling.channel === 'station' && (
        <Suspense fallback={<Loading />}>
          <StationChoice park={park} filling={filling} error={error} onChange={onChange} />
        </Suspense>
      )}
    </section>
  );
}

function StationChoice({ park, filling, error, onChange }: ChannelPartProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { data } = useSuspenseQuery(nodesQuery(park));
  const points = data.items.filter(({ level }) => level === 'branch' || level === 'leaf');
  return (
    <div id={fieldAnchor('~node')} className="my-field" tabIndex={-1}>
      <Field label={t('my.form.node')} error={error}>
        {(described) => (
          <select
            {...described}
            className="input"
            value={filling.node}
            onChange={(event) => onChange({ ...filling, node: event.target.value })}
          >
            <option value="">{t('my.form.choose')}</option>
            {points.map(({ code, title }) => (
              <option key={code} value={code}>
                {say(title)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
