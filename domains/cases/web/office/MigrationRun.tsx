import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { MigrationPlan } from '#engines/process/index.ts';
import { act, api, intentKey } from '#platform/ui/api.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import { Button } from '#platform/ui/Button.tsx';
import type { MigrationDone, MigrationDryRun } from '../../model/index.ts';
import { MigrationCases } from './MigrationCases.tsx';

const moveCase = act<MigrationPlan, MigrationDone>()(
  'POST',
  '/p/:park/api/cases/:number/migration',
);

/** All pages of a dry run together. */
export type Looked = Pick<MigrationDryRun, 'findings' | 'items' | 'total'>;

type Props = { readonly park: string; readonly plan: MigrationPlan; readonly looked: Looked };

/** What a dry run says, and carrying it out after a second look, case by case. */
export function MigrationRun({ park, plan, looked }: Props) {
  const { t } = useTranslation('cases');
  const dialog = useRef<HTMLDialogElement>(null);
  const movable = looked.items.filter(({ can }) => can);
  const { run, done } = useMoves(park, plan);
  const moved = done.filter((one) => one.moved).length;
  const errors = looked.findings.filter(({ severity }) => severity === 'error').length;
  const why = errors > 0 ? 'blocked' : movable.length === 0 ? 'nobody' : undefined;
  const reason = run.isPending ? 'working' : why;
  const begin = () => {
    dialog.current?.close();
    run.mutate(movable.map(({ number }) => number));
  };
  return (
    <div className="plan-result">
      <ul>
        {looked.findings.map(({ path, text }) => (
          <li key={`${path} ${text}`}>{text}</li>
        ))}
      </ul>
      <p aria-live="polite">
        <strong>
          {t('office.migration.result', {
            ...{ can: movable.length, stays: looked.total - movable.length },
          })}
        </strong>{' '}
        {!run.isIdle && t('office.migration.moved', { moved, total: movable.length })}
      </p>
      <MigrationCases park={park} items={looked.items} done={done} />
      {!run.isSuccess && (
        <Button
          disabledReason={reason === undefined ? undefined : t(`office.migration.${reason}`)}
          onClick={() => dialog.current?.showModal()}
        >
          {t(run.error === null ? 'office.migration.carry-out' : 'office.migration.go-on')}
        </Button>
      )}
      {run.error !== null && <Problem error={run.error} />}
      <Confirmation dialog={dialog} count={movable.length} onConfirm={begin} />
    </div>
  );
}

/** Moves cases one after the other: what is done is done, a run that breaks off is begun again. */
function useMoves(park: string, plan: MigrationPlan) {
  const query = useQueryClient();
  const [done, setDone] = useState<readonly MigrationDone[]>([]);
  const run = useMutation({
    mutationFn: async (numbers: readonly string[]) => {
      const moved = new Set(done.filter((one) => one.moved).map((one) => one.case.number));
      for (const number of numbers.filter((one) => !moved.has(one))) {
        const params = { park, number };
        const one = await api.act(moveCase, { params, body: plan, key: intentKey() });
        setDone((before) => [...before, one]);
      }
    },
    // Read again when the page is left, so that what was done stays in sight.
    onSettled: () => query.invalidateQueries({ queryKey: ['cases', park], refetchType: 'none' }),
  });
  return { run, done };
}

/** Why an act was not done. */
export function Problem({ error }: { readonly error: Error }) {
  const { t } = useTranslation('cases');
  const title = error instanceof ApiError ? error.title : t('office.migration.failed');
  return (
    <p className="form-error" role="alert">
      {title}
    </p>
  );
}

type ConfirmationProps = {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly count: number;
  readonly onConfirm: () => void;
};

/** Asks once more: a case that moved is not moved back. */
function Confirmation({ dialog, count, onConfirm }: ConfirmationProps) {
  const { t } = useTranslation('cases');
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="move-title">
      <h2 id="move-title">{t('office.migration.confirm', { count })}</h2>
      <p>{t('office.migration.confirm-text')}</p>
      <p className="state-act">
        <Button onClick={onConfirm}>{t('office.migration.carry-out')}</Button>{' '}
        <Button look="quiet" onClick={() => dialog.current?.close()}>
          {t('office.migration.not-yet')}
        </Button>
      </p>
    </dialog>
  );
}
