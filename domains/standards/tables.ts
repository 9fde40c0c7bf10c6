import type { ColumnType } from 'kysely';
import type { Localized } from '#platform/text/localized.ts';
import type { Clause, StandardCard, TreeNode } from './model.ts';

/** A `jsonb` column: read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string | null, string | null>;

/** `standards.system`, see the migration. */
export type SystemTable = {
  park_id: string;
  code: string;
  title: Json<Localized>;
  published_on: string | null;
  effective_on: string | null;
  source: Json<Localized | null>;
  tree: Json<TreeNode>;
};

/** `standards.standard`, see the migration. */
export type StandardTable = {
  park_id: string;
  code: string;
  system: string;
  position: string;
  number: string | null;
  title: Json<Localized | null>;
  level: StandardCard['level'];
  tree: string;
  responsible: Json<Localized>;
  slot: boolean;
  sample: boolean;
  ordinal: number;
};

/** `standards.edition`, see the migration. */
export type EditionTable = {
  park_id: string;
  standard: string;
  edition: string;
  published_on: string | null;
  effective_on: string | null;
  note: Json<Localized | null>;
  ordinal: number;
};

/** `standards.clause`, see the migration. */
export type ClauseTable = {
  park_id: string;
  standard: string;
  edition: string;
  id: string;
  title: Json<Localized>;
  text: Json<Localized | null>;
  kind: Clause['kind'];
  ordinal: number;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'standards.system': SystemTable;
    'standards.standard': StandardTable;
    'standards.edition': EditionTable;
    'standards.clause': ClauseTable;
  }
}
