import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import type { ServiceGuide } from '#domains/services/model/index.ts';
import { Button } from '#platform/ui/Button.tsx';
import { to } from '#platform/ui/urls.ts';
import type { FileCase } from '../../model/case.ts';
import { wrongsOf } from '../my/form/check.ts';
import { ErrorSummary, type FormError } from '../my/form/ErrorSummary.tsx';
import { errorsOf } from '../my/form/problem-errors.ts';
import { useIntent } from '../my/form/use-intent.ts';
import { useWrongText } from '../my/form/use-wrong-text.ts';
import { fileCase, needClassesQuery } from '../my/reads.ts';
import { FilingPart } from './FilingPart.tsx';
import { FileWho } from './FileWho.tsx';
import { useKept } from './use-kept.ts';
import { useMyNodes } from './use-my-nodes.ts';
import {
  answersFor,
  blankFiling,
  filingFor,
  parkInstant,
  proofAsked,
  type WindowFiling,
} from './window-filing.ts';

type FileFormProps = { readonly park: string; readonly guide: ServiceGuide };

type Refused = {
  readonly title: string;
  readonly note: string | undefined;
  readonly errors: readonly FormError[];
};

/** The generated form, filled in for somebody else; what is typed outlives a reload. */
export function FileForm({ park, guide }: FileFormProps) {
  const { t } = useTranslation('cases');
  const { zone } = useMe(park).park;
  const { mine } = useMyNodes(park);
  const kept = useKept<WindowFiling>(
    `guiju.file.${park}.${guide.card.code}`,
    blankFiling(guide, mine),
  );
  const [refused, setRefused] = useState<Refused>();
  const faults = useFaults({ park, guide });
  const filing = kept.value;
  const sending = useFiling(park, kept.forget, (error) =>
    setRefused(errorsOf(error, t('desk.file.failed'))),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sending.isPending || sending.isSuccess) return;
    const errors = faults(filing);
    const title = t('my.form.wrong', { count: errors.length });
    if (errors.length > 0) return setRefused({ title, note: undefined, errors });
    setRefused(undefined);
    sending.mutate(filingFor(guide, filing, (local) => parkInstant(local, zone)));
  };
  const wrong = Object.fromEntries(
    (refused?.errors ?? []).flatMap(({ field, text }) => (field === null ? [] : [[field, text]])),
  );
  const shared = { park, guide, filing, wrong, onChange: kept.set };
  return (
    <form className="file-form" noValidate onSubmit={submit}>
      {refused !== undefined && <ErrorSummary {...refused} />}
      <FileWho {...shared} />
      <section className="desk-part" aria-labelledby="file-what">
        <h2 id="file-what">{t('desk.file.what')}</h2>
        <FilingPart {...shared} />
      </section>
      <div className="record-save">
        <Button type="submit">
          {t(sending.isPending ? 'my.form.sending' : 'desk.file.submit')}
        </Button>
        <span className="quiet">{t('desk.file.note')}</span>
      </div>
    </form>
  );
}

/** Everything that is wrong before it is sent: the applicant, then the form. */
function useFaults({ park, guide }: FileFormProps): (filing: WindowFiling) => FormError[] {
  const query = useQueryClient();
  const { t } = useTranslation('cases');
  const wrongText = useWrongText(guide);
  return (filing) => {
    const counts = Object.entries(filing.files).map(([id, list]) => [id, list.length] as const);
    const wrongs = wrongsOf(guide, answersFor(guide, filing), Object.fromEntries(counts));
    const classes = query.getQueryData(needClassesQuery(park, guide.card.code).queryKey);
    const lacksClass = filing.needClass === '' && (classes?.items.length ?? 0) > 0;
    const lacksProof = proofAsked(guide, filing) && (filing.proof ?? '').trim() === '';
    const unnamed = filing.applicant.name.trim() === '';
    return [
      ...(unnamed ? [{ field: '~applicant', text: t('desk.file.applicant-missing') }] : []),
      ...(lacksClass ? [{ field: '~class', text: t('my.wrong.class') }] : []),
      ...(lacksProof ? [{ field: '~proof', text: t('desk.file.proof-missing') }] : []),
      ...wrongs.map((each) => ({ field: each.id, text: wrongText(each) })),
    ];
  };
}

export type FilePartProps = FileFormProps & {
  readonly filing: WindowFiling;
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (filing: WindowFiling) => void;
};

/** Hands it in once; then the case opens at the desk. */
function useFiling(park: string, onFiled: () => void, onError: (error: Error) => void) {
  const router = useRouter();
  const query = useQueryClient();
  const keyOf = useIntent();
  return useMutation({
    mutationFn: (body: FileCase) => fileCase(park, body, keyOf(body)),
    onSuccess: ({ number }) => {
      onFiled();
      void query.invalidateQueries({ queryKey: ['cases', park] });
      router.history.push(to.deskCase({ park, number }));
    },
    onError,
  });
}
