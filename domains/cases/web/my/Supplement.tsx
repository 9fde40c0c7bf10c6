import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLimit } from '#platform/ui/use-limit.ts';
import { Loading } from '#platform/ui/states.tsx';
import type { Action, CaseView } from '../../model/index.ts';
import { formQuery } from './reads.ts';
import { SupplementForm } from './SupplementForm.tsx';

type SupplementProps = {
  readonly park: string;
  readonly view: CaseView;
  readonly action: Action;
};

/** 补正: every remark at once with the field it is about, to be changed here and handed in again. */
export function Supplement({ park, view, action }: SupplementProps) {
  const { t } = useTranslation('cases');
  const limit = useLimit();
  const { card, bundle } = view;
  const form = useQuery(formQuery({ park, code: card.service, bundle: bundle.hash }));
  if (form.isError) throw form.error;
  const clock = view.clocks.find(({ branch }) => branch === action.branch);
  return (
    <section className="my-turn" aria-labelledby="turn">
      <h2 id="turn">{t('my.turn.amend')}</h2>
      <p>{t('my.turn.amend-text')}</p>
      {clock !== undefined && (
        <p>
          <strong>{t('my.turn.amend-limit', { limit: limit(clock.limit) })}</strong>{' '}
          {clock.leftText}
        </p>
      )}
      {form.data === undefined ? (
        <Loading />
      ) : (
        <SupplementForm park={park} view={view} action={action} guide={form.data} />
      )}
    </section>
  );
}
