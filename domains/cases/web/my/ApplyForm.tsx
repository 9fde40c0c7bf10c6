import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import type { ServiceGuide } from '#domains/services/model/index.ts';
import { to } from '#platform/ui/urls.ts';
import { ErrorSummary, type FormError } from './form/ErrorSummary.tsx';
import { errorsOf } from './form/problem-errors.ts';
import { changedIn, filingOf, knownAnew, type Filling, type Known } from './form/filling.ts';
import { FormParts } from './form/FormParts.tsx';
import { SavedNote } from './form/SavedNote.tsx';
import { useDraft } from './form/use-draft.ts';
import { useIntent } from './form/use-intent.ts';
import { useWrongText } from './form/use-wrong-text.ts';
import { wrongsOf } from './form/check.ts';
import { LeaveGuard } from './form/LeaveGuard.tsx';
import { fileCase, needClassesQuery } from './reads.ts';

type ApplyFormProps = {
  readonly park: string;
  readonly guide: ServiceGuide;
  readonly me: Me;
  readonly organisation: Me['organisations'][number] | null;
  readonly start: Filling;
};

type Refused = {
  readonly title: string;
  readonly note: string | undefined;
  readonly errors: readonly FormError[];
};

/** A generated form: saved while it is typed, checked here and on the server, handed in once. */
export function ApplyForm({ park, guide, me, organisation, start }: ApplyFormProps) {
  const { t } = useTranslation('cases');
  const [filling, setFilling] = useKnownFilling(start, guide, { me, organisation });
  const [refused, setRefused] = useState<Refused>();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const query = useQueryClient();
  const draft = useDraft({ park, service: guide.card.code });
  const keyOf = useIntent();
  const wrongText = useWrongText(guide);
  const filed = useFiled(park, draft.stop);
  const file = useMutation({
    mutationFn: async (body: Parameters<typeof fileCase>[1]) => {
      // A draft that is saved after the filing would come back as one not handed in.
      await draft.hold();
      return fileCase(park, body, keyOf(body));
    },
    onSuccess: filed,
    onError: (error) => {
      void draft.saveNow();
      setRefused({ ...errorsOf(error, t('my.form.failed')) });
    },
  });
  const change = (next: Filling) => {
    setChanged(new Set([...changed, ...changedIn(filling, next)]));
    setFilling(next);
    draft.keep(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChanged(new Set());
    if (file.isPending || file.isSuccess) return;
    const counts = Object.entries(filling.files).map(([id, list]) => [id, list.length] as const);
    const wrongs = wrongsOf(guide, filling.answers, Object.fromEntries(counts));
    const classes = query.getQueryData(needClassesQuery(park, guide.card.code).queryKey);
    const lacksClass = filling.needClass === '' && (classes?.items.length ?? 0) > 0;
    const errors = [
      ...(lacksClass ? [{ field: '~class', text: t('my.wrong.class') }] : []),
      ...missingNode(filling).map((field) => ({ field, text: t('my.wrong.node') })),
      ...wrongs.map((wrong) => ({ field: wrong.id, text: wrongText(wrong) })),
    ];
    const title = t('my.form.wrong', { count: errors.length });
    if (errors.length > 0) return setRefused({ title, note: undefined, errors });
    setRefused(undefined);
    file.mutate(filingOf(guide, filling, { me, organisation }));
  };
  return (
    <form className="my-form" noValidate onSubmit={submit}>
      <LeaveGuard draft={draft} />
      {refused !== undefined && <ErrorSummary {...refused} />}
      <FormParts
        park={park}
        guide={guide}
        filling={filling}
        known={{ me, organisation }}
        errors={byField(refused?.errors ?? [], changed)}
        onChange={change}
      />
      <div className="my-submit">
        <button type="submit" className="button" aria-disabled={file.isPending}>
          {t(
            file.isPending
              ? 'my.form.sending'
              : `my.form.submit-${guide.card.need ? 'need' : 'case'}`,
          )}
        </button>
        <SavedNote state={draft.state} zone={me.park.zone} />
      </div>
      <p className="note">{t('my.form.submit-note')}</p>
    </form>
  );
}

/** What is typed; when another organisation is chosen, what was known of the first gives way. */
function useKnownFilling(start: Filling, guide: ServiceGuide, known: Known) {
  const [filling, setFilling] = useState(start);
  const [before, setBefore] = useState(known);
  if (before.organisation?.id !== known.organisation?.id) {
    setBefore(known);
    setFilling(knownAnew(guide.form, filling, { before, after: known }));
  }
  return [filling, setFilling] as const;
}

/** After filing: what was typed needs no keeping, lists are read anew, the case is shown. */
function useFiled(park: string, stop: () => void) {
  const router = useRouter();
  const query = useQueryClient();
  return ({ number }: { readonly number: string }) => {
    stop();
    void query.invalidateQueries({ queryKey: ['cases', park, 'mine'] });
    router.history.push(to.myCase({ park, number, filed: '1' }));
  };
}

/** Errors by field; those of fields changed since are no longer said beside them. */
const byField = (
  errors: readonly FormError[],
  changed: ReadonlySet<string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    errors.flatMap(({ field, text }) =>
      field === null || changed.has(field) ? [] : [[field, text]],
    ),
  );

const missingNode = ({ channel, node }: Filling): string[] =>
  channel === 'station' && node === '' ? ['~node'] : [];
