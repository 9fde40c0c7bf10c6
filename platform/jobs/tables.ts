import type { ColumnType } from 'kysely';

/** `platform.outbox`: jobs of committed acts on their way to the queue. */
export type OutboxTable = {
  park_id: ColumnType<string, string | undefined, never>;
  id: string;
  event_id: string;
  ordinal: number;
  task: string;
  payload: ColumnType<JobPayload, string, never>;
  run_at: string | null;
  written_at: ColumnType<string, undefined, never>;
  relayed_at: string | null;
};

/** `platform.effect`: effects that were carried out. */
export type EffectTable = {
  park_id: ColumnType<string, string | undefined, never>;
  event_id: string;
  ordinal: number;
  task: string;
  done_at: ColumnType<string, undefined, never>;
};

/** Ids and options of a job; personal data stays in the park's tables. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

declare module '#platform/db/index.ts' {
  interface Database {
    'platform.outbox': OutboxTable;
    'platform.effect': EffectTable;
  }
}
