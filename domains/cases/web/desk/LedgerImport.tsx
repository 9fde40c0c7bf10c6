import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import { intentKey } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { importWorkbook } from './import-workbook.ts';

type LedgerImportProps = { readonly park: string; readonly name: string };

/** Takes a workbook into a ledger; every fault of the sheet is shown with its row, none is written. */
export function LedgerImport({ park, name }: LedgerImportProps) {
  const { t } = useTranslation('cases');
  const mayImport = useMe(park).permissions.includes('cases.import');
  if (mayImport) return <ImportField park={park} name={name} />;
  return (
    <Button look="quiet" disabledReason={t('desk.ledger.import-reason')}>
      {t('desk.ledger.import')}
    </Button>
  );
}

function ImportField({ park, name }: LedgerImportProps) {
  const { t } = useTranslation('cases');
  const query = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const taking = useMutation({
    mutationFn: (file: File) => importWorkbook({ park, name, file, key: intentKey() }),
    onSuccess: () => query.invalidateQueries({ queryKey: ['cases', park] }),
  });
  return (
    <>
      <label className="button button-quiet ledger-import">
        {t(taking.isPending ? 'desk.ledger.importing' : 'desk.ledger.import')}
        <input
          ref={input}
          type="file"
          className="unseen"
          accept=".xlsx"
          disabled={taking.isPending}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) taking.mutate(file);
            event.target.value = '';
          }}
        />
      </label>
      <div className="ledger-report" aria-live="polite">
        {taking.data !== undefined && (
          <p>{t('desk.ledger.imported', { count: taking.data.rows })}</p>
        )}
        {taking.isError && <Faults error={taking.error} />}
      </div>
    </>
  );
}

function Faults({ error }: { readonly error: Error }) {
  const { t } = useTranslation('cases');
  const problem = error instanceof ApiError ? error : undefined;
  const faults = (problem?.errors ?? []).map((fault, index) => ({ ...fault, index }));
  const place = (path: string) => {
    const row = /^rows\.(\d+)/.exec(path)?.[1];
    return row === undefined ? path : t('desk.ledger.fault-row', { row });
  };
  return (
    <div className="case-problem">
      <p>
        <strong>{problem?.title || t('desk.ledger.import-failed')}</strong>
      </p>
      {problem?.next !== undefined && <p>{problem.next}</p>}
      {faults.length > 0 && (
        <Table
          caption={t('desk.ledger.faults', { count: faults.length })}
          columns={[
            { key: 'row', title: t('desk.ledger.fault-place'), cell: ({ path }) => place(path) },
            { key: 'fault', title: t('desk.ledger.fault'), cell: ({ message }) => message },
          ]}
          rows={faults}
          rowKey={({ index }) => String(index)}
        />
      )}
    </div>
  );
}
