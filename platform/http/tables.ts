import type { Generated } from 'kysely';

/** `platform.idempotency`: answers of unsafe requests, see the migration. */
export type IdempotencyTable = {
  park_id: string;
  principal: string;
  route: string;
  key: string;
  request_hash: string;
  status: number;
  body: string;
  etag: string | null;
  subject: string | null;
  kept_at: Generated<string>;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'platform.idempotency': IdempotencyTable;
  }
}
