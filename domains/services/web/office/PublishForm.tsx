import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { api, intentKey } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { dayIn, useDate } from '#platform/ui/dates.ts';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { Revision } from '../../model/index.ts';
import { proposeEdition } from '../../rules/edition.ts';
import { blocking } from './FindingList.tsx';
import { publishDraft } from './reads.ts';
import { Refused } from './Refused.tsx';

type PublishFormProps = {
  readonly park: string;
  readonly revision: Revision;
  readonly title: Revision['differences'][number]['title'];
};

type Release = {
  readonly edition: string;
  readonly releasedOn: string;
  readonly effectiveOn: string;
};

/** A release whose name is still the proposed one while nobody has written another. */
type Proposal = Omit<Release, 'edition'> & { readonly edition?: string };

/** Publishes a draft: when it is released, from when it applies, what it is called; asks once more. */
export function PublishForm({ park, revision, title }: PublishFormProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const { zone, now } = useMe(park).park;
  const date = useDate();
  const today = dayIn(zone, now);
  const taken = (revision.guide?.editions ?? [revision.base]).map(({ edition }) => edition);
  const [dated, setRelease] = useState<Proposal>({ releasedOn: today, effectiveOn: today });
  const edition = dated.edition ?? proposeEdition(taken, dated.effectiveOn);
  const release: Release = { ...dated, edition };
  const change = (part: Partial<Release>) => setRelease((old) => ({ ...old, ...part }));
  const dialog = useRef<HTMLDialogElement>(null);
  const publish = usePublish(park, revision);
  const reason = publish.isPending
    ? t('office.saving')
    : whyNot({ ...release, revision, today }, { t, date });
  return (
    <section className="office-part" aria-labelledby="publish">
      <h2 id="publish">{t('office.publish')}</h2>
      <p className="section-lead">{t('office.open-cases', { count: revision.openCases })}</p>
      {publish.error !== null && <Refused error={publish.error} />}
      <ReleaseFields release={release} today={today} onChange={change} />
      <p className="state-act">
        <Button disabledReason={reason} onClick={() => dialog.current?.showModal()}>
          {t('office.publish-act')}
        </Button>
      </p>
      <Confirmation
        dialog={dialog}
        revision={revision}
        title={t('office.confirm', { title: say(title), edition: release.edition })}
        effectiveOn={release.effectiveOn}
        onConfirm={() => publish.mutate({ ...release, edition: release.edition.trim() })}
      />
    </section>
  );
}

type ReleaseFieldsProps = {
  readonly release: Release;
  readonly today: string;
  readonly onChange: (part: Partial<Release>) => void;
};

/** Release day, day of effect, name. The name follows the year until somebody writes another. */
function ReleaseFields({ release, today, onChange }: ReleaseFieldsProps) {
  const { t } = useTranslation('services');
  return (
    <div className="publish">
      <Field label={t('office.released-on')}>
        {(described) => (
          <input
            {...described}
            className="input"
            type="date"
            value={release.releasedOn}
            onChange={({ target }) => onChange({ releasedOn: target.value })}
          />
        )}
      </Field>
      <Field label={t('office.effective-on')} hint={t('office.effective-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            type="date"
            min={today}
            value={release.effectiveOn}
            onChange={({ target }) => onChange({ effectiveOn: target.value })}
          />
        )}
      </Field>
      <Field label={t('office.edition')} hint={t('office.edition-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={40}
            value={release.edition}
            onChange={({ target }) => onChange({ edition: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

type ConfirmationProps = {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly revision: Revision;
  readonly title: string;
  readonly effectiveOn: string;
  readonly onConfirm: () => void;
};

/** Asks once more: a published edition is not taken back. */
function Confirmation({ dialog, revision, title, effectiveOn, onConfirm }: ConfirmationProps) {
  const { t } = useTranslation('services');
  const date = useDate();
  const close = () => dialog.current?.close();
  const confirm = () => {
    onConfirm();
    close();
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <p>{t('office.confirm-text', { on: date(effectiveOn) })}</p>
      <p>{t('office.open-cases', { count: revision.openCases })}</p>
      <p className="state-act">
        <Button onClick={confirm}>{t('office.publish-act')}</Button>
        <Button look="quiet" onClick={close}>
          {t('office.not-yet')}
        </Button>
      </p>
    </dialog>
  );
}

/** Publishing, after which everything read of the park's services is read again. */
function usePublish(park: string, revision: Revision) {
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  return useMutation({
    mutationFn: (body: Release) =>
      api.act(publishDraft, {
        params: { park, id: revision.id },
        body,
        key,
        ifMatch: `"${revision.etag}"`,
      }),
    onError: () => setKey(intentKey()),
    onSuccess: () => query.invalidateQueries({ queryKey: ['services', park] }),
  });
}

type Asked = Release & { readonly revision: Revision; readonly today: string };
type Told = {
  readonly t: (key: string, values?: Record<string, unknown>) => string;
  readonly date: (day: string) => string;
};

/** Why it cannot be published now; undefined when it can. */
function whyNot(
  { revision, edition, releasedOn, effectiveOn, today }: Asked,
  { t, date }: Told,
): string | undefined {
  const errors = blocking(revision);
  if (errors > 0) return t('office.blocked', { count: errors });
  if (revision.differences.length === 0) return t('office.no-differences');
  if (releasedOn === '' || effectiveOn === '') return t('office.dates-missing');
  const { base } = revision;
  if (releasedOn < base.releasedOn) {
    return t('office.released-early', { edition: base.edition, on: date(base.releasedOn) });
  }
  if (effectiveOn < releasedOn) return t('office.too-early');
  if (effectiveOn < today) return t('office.effective-past');
  if (effectiveOn < base.effectiveOn) {
    return t('office.effective-early', { edition: base.edition, on: date(base.effectiveOn) });
  }
  return edition.trim() === '' ? t('office.edition-missing') : undefined;
}
