import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { CaseView } from '../../model/index.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { useTellDone } from './Acted.tsx';
import { rateCase } from './reads.ts';
import { useIntent } from './form/use-intent.ts';

/** 非常满意 first: five levels. @source GB/T 39734—2020 */
const levels = [5, 4, 3, 2, 1] as const;

/** Longest words of a rating the server takes. */
const wordsLengthMax = 2_000;

type RatePartProps = { readonly park: string; readonly view: CaseView };

/** How satisfied one is: one tap on five levels, and words for whoever wants to add some. */
export function RatePart({ park, view }: RatePartProps) {
  const { t } = useTranslation('cases');
  const { invited, rated } = view.rating;
  if (!invited) return null;
  return (
    <section className="my-turn no-print" aria-labelledby="rate">
      <h2 id="rate">{t(rated ? 'my.rate.given' : 'my.rate.title')}</h2>
      {rated ? <output>{t('my.rate.done')}</output> : <RateForm park={park} view={view} />}
    </section>
  );
}

function RateForm({ park, view }: RatePartProps) {
  const { t } = useTranslation('cases');
  const [level, setLevel] = useState<(typeof levels)[number]>();
  const [text, setText] = useState('');
  const query = useQueryClient();
  const tell = useTellDone();
  const keyOf = useIntent();
  const { number } = view.card;
  const rate = useMutation({
    mutationFn: (body: { level: number; text: string }) =>
      rateCase({ park, number }, body, keyOf(body)),
    onSettled: async (_rated, error) => {
      await query.invalidateQueries({ queryKey: ['cases', park, 'case', number] });
      if (error === null) tell(t('my.rate.done'));
    },
  });
  const send = () => {
    if (level !== undefined && !rate.isPending) rate.mutate({ level, text: text.trim() });
  };
  return (
    <>
      <p>{t('my.rate.lead')}</p>
      <fieldset className="my-set">
        <legend className="unseen">{t('my.rate.title')}</legend>
        <div className="my-levels">
          {levels.map((each) => (
            <label key={each} className="my-level">
              <input
                type="radio"
                name="level"
                className="unseen"
                checked={level === each}
                onChange={() => setLevel(each)}
              />
              {t(`my.rate.level.${each}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field label={t('my.rate.words')} hint={t('my.rate.hint')}>
        {(described) => (
          <textarea
            {...described}
            className="input my-words"
            maxLength={wordsLengthMax}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <p className="my-submit">
        <Button
          onClick={send}
          disabledReason={level === undefined ? t('my.rate.choose') : undefined}
        >
          {t('my.rate.send')}
        </Button>
      </p>
      {rate.isError && <ProblemNote error={rate.error} />}
    </>
  );
}
