import { actingParty } from '#platform/ui/acting-party.ts';
import { pathOf } from '#platform/ui/api.ts';
import { apiErrorOf } from '#platform/ui/api-error.ts';
import type { ImportReport } from '../../model/ledgers.ts';

type Sent = {
  readonly park: string;
  readonly name: string;
  readonly file: File;
  /** Key of this intent: the same file sent again is the same import. */
  readonly key: string;
};

/**
 * Sends a workbook to a ledger; a faulty sheet writes no row.
 *
 * @throws {ApiError} with every faulty row in `errors`; status 0 when no answer came
 */
export async function importWorkbook({ park, name, file, key }: Sent): Promise<ImportReport> {
  const body = new FormData();
  body.append('file', file, file.name);
  const party = actingParty();
  const answer = await fetch(pathOf('/p/:park/api/ledgers/:name/import', { park, name }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'accept-language': document.documentElement.lang || 'zh-CN',
      'idempotency-key': key,
      ...(party === undefined ? {} : { 'guiju-party': party }),
    },
    body,
  }).catch(() => {
    throw apiErrorOf(0, undefined);
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw apiErrorOf(answer.status, said);
  // The server validates its answer against the schema this type is inferred from.
  return said as ImportReport;
}
