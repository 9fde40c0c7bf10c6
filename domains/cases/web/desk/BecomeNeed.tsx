import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '#platform/ui/states.tsx';
import type { NeedOfRecord, ServiceRecord } from '../../model/ledgers.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { NeedClassPart } from '../my/form/NeedClassPart.tsx';
import { useIntent } from '../my/form/use-intent.ts';
import { useWrongText } from '../my/form/use-wrong-text.ts';
import { formQuery } from '../my/reads.ts';
import { sendNeed } from './acts.ts';
import { FilingPart } from './FilingPart.tsx';
import { filingOfRecord, needOf, wrongsIn } from './need-of-record.ts';

type BecomeNeedProps = {
  readonly park: string;
  readonly row: ServiceRecord;
  /** Code of the park's service for needs; undefined where it has none. */
  readonly needs: string | undefined;
};

/** Turns a record into a need: its sort, what else the service asks for at filing, one press. */
export function BecomeNeed({ park, row, needs }: BecomeNeedProps) {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  if (needs === undefined) return null;
  if (isOpen)
    return (
      <Suspense fallback={<Loading />}>
        <NeedForm park={park} row={row} needs={needs} onClose={() => setOpen(false)} />
      </Suspense>
    );
  return (
    <Button
      className="desk-target"
      onClick={() => setOpen(true)}
      aria-label={t('desk.record.to-need-named', { line: row.line })}
    >
      {t('desk.record.to-need')} …
    </Button>
  );
}

type NeedFormProps = BecomeNeedProps & { readonly needs: string; readonly onClose: () => void };

function NeedForm({ park, row, needs, onClose }: NeedFormProps) {
  const { t } = useTranslation('cases');
  const { data: guide } = useSuspenseQuery(formQuery({ park, code: needs }));
  const [filing, setFiling] = useState(() => filingOfRecord(guide, row));
  // Judged once: what is asked does not go away while it is filled in.
  const [asksMore] = useState(() => wrongsIn(guide, filing).length > 0);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const wrongText = useWrongText(guide);
  const turning = useTurning({ park, id: row.id });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (turning.isPending) return;
    const wrongs = wrongsIn(guide, filing);
    setWrong(Object.fromEntries(wrongs.map((each) => [each.id, wrongText(each)])));
    if (wrongs.length === 0) turning.mutate(needOf(guide, filing));
  };
  const shared = { park, guide, filing, wrong, onChange: setFiling };
  return (
    <form className="become-need" noValidate onSubmit={submit}>
      {asksMore ? (
        <FilingPart {...shared} />
      ) : (
        <NeedClassPart
          park={park}
          service={needs}
          value={filing.needClass}
          error={undefined}
          onChange={(needClass) => setFiling({ ...filing, needClass })}
        />
      )}
      {turning.isError && <ProblemNote error={turning.error} />}
      <div className="action-row">
        <Button
          type="primary"
          htmlType="submit"
          className="desk-target"
          loading={turning.isPending}
        >
          {t('desk.record.to-need')}
        </Button>
        <Button className="desk-target" onClick={onClose}>
          {t('desk.act.close')}
        </Button>
      </div>
    </form>
  );
}

/** Files the need; the record keeps its number. */
function useTurning({ park, id }: { readonly park: string; readonly id: string }) {
  const query = useQueryClient();
  const keyOf = useIntent();
  return useMutation({
    mutationFn: (body: NeedOfRecord) => sendNeed({ park, id, body, key: keyOf(body) }),
    onSuccess: () => query.invalidateQueries({ queryKey: ['cases', park] }),
  });
}
