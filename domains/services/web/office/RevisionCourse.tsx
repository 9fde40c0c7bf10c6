import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, intentKey } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import type { BundleCard, Revision } from '../../model/index.ts';
import { renewDraft, revisionQuery, withdrawDraft } from './reads.ts';
import { Refused } from './Refused.tsx';

type CourseProps = { readonly park: string; readonly revision: Revision };

/** A colleague has published since: the draft is put on that edition, with what it changes. */
export function Overtaken({
  park,
  revision,
  overtaken,
}: CourseProps & { readonly overtaken: BundleCard }) {
  const { t } = useTranslation('services');
  const date = useDate();
  const renew = useCourse(renewDraft, { park, revision });
  const { edition, effectiveOn } = overtaken;
  return (
    <section className="office-notice" aria-labelledby="overtaken">
      <h2 id="overtaken">{t('office.overtaken.title', { edition })}</h2>
      <p>{t('office.overtaken.text', { edition, on: date(effectiveOn) })}</p>
      {renew.error !== null && <Refused error={renew.error} />}
      <p className="state-act">
        <Button
          disabledReason={renew.isPending ? t('office.saving') : undefined}
          onClick={() => renew.mutate()}
        >
          {t('office.overtaken.act')}
        </Button>
      </p>
    </section>
  );
}

/** Gives a draft up, after asking; it can be read afterwards. */
export function WithdrawDraft({ park, revision }: CourseProps) {
  const { t } = useTranslation('services');
  const dialog = useRef<HTMLDialogElement>(null);
  const withdraw = useCourse(withdrawDraft, { park, revision });
  const close = () => dialog.current?.close();
  return (
    <section className="office-part" aria-labelledby="withdraw">
      <h2 id="withdraw">{t('office.withdraw.title')}</h2>
      <p className="section-lead">{t('office.withdraw.text')}</p>
      {withdraw.error !== null && <Refused error={withdraw.error} />}
      <p className="state-act">
        <Button
          look="quiet"
          disabledReason={withdraw.isPending ? t('office.saving') : undefined}
          onClick={() => dialog.current?.showModal()}
        >
          {t('office.withdraw.act')}
        </Button>
      </p>
      <dialog ref={dialog} className="confirm" aria-labelledby="withdraw-title">
        <h2 id="withdraw-title">{t('office.withdraw.ask')}</h2>
        <p>{t('office.withdraw.text')}</p>
        <p className="state-act">
          <Button
            onClick={() => {
              withdraw.mutate();
              close();
            }}
          >
            {t('office.withdraw.act')}
          </Button>
          <Button look="quiet" onClick={close}>
            {t('office.withdraw.keep')}
          </Button>
        </p>
      </dialog>
    </section>
  );
}

/** Carries an act on the whole draft out; its page shows what became of it. */
function useCourse(act: typeof withdrawDraft | typeof renewDraft, { park, revision }: CourseProps) {
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  const { id, etag } = revision;
  return useMutation({
    mutationFn: () => api.act(act, { params: { park, id }, body: {}, key, ifMatch: `"${etag}"` }),
    onSettled: () => setKey(intentKey()),
    onSuccess: async (after) => {
      query.setQueryData(revisionQuery({ park, id }).queryKey, after);
      await query.invalidateQueries({ queryKey: ['services', park] });
    },
  });
}
