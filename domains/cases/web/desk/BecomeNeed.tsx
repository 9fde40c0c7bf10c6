import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '#platform/ui/states.tsx';
import type { NeedOfRecord, ServiceRecord } from '../../model/ledgers.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { NeedClassPart } from '../my/form/NeedClassPart.tsx';
import { useIntent } from '../my/form/use-intent.ts';
import { sendNeed } from './acts.ts';

type BecomeNeedProps = {
  readonly park: string;
  readonly row: ServiceRecord;
  /** Code of the park's service for needs; undefined where it has none. */
  readonly needs: string | undefined;
};

/** Turns a record into a need: what sort of need it is, then one press. */
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
  const query = useQueryClient();
  const keyOf = useIntent();
  const [needClass, setClass] = useState('');
  const turning = useMutation({
    mutationFn: (body: NeedOfRecord) => sendNeed({ park, id: row.id, body, key: keyOf(body) }),
    onSuccess: () => query.invalidateQueries({ queryKey: ['cases', park] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    turning.mutate({ service: needs, needClass: needClass === '' ? null : needClass });
  };
  return (
    <form className="become-need" noValidate onSubmit={submit}>
      <NeedClassPart
        park={park}
        service={needs}
        value={needClass}
        error={undefined}
        onChange={setClass}
      />
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
