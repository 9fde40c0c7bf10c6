import type { ColumnType } from 'kysely';

/** `platform.pack`: every version of every pack that was loaded into a park. */
export type PackTable = {
  park_id: ColumnType<string, string | undefined, never>;
  code: string;
  version: string;
  hash: string;
  /** File name → SHA-256 of its canonical JSON. */
  documents: ColumnType<Readonly<Record<string, string>>, string, never>;
  loaded_at: string;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'platform.pack': PackTable;
  }
}
