import type { ColumnType, Generated } from 'kysely';
import type { Definition } from '#engines/process/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { Change, Template } from './model/index.ts';

/** A `jsonb` column: read as a value, written as JSON text (an array would become SQL's own). */
type Json<T> = ColumnType<T, string, string>;

/** `services.class`, see the migration. */
export type ClassTable = {
  park_id: string;
  code: string;
  for_needs: boolean;
  title: Json<Localized>;
  position: number;
  sample: boolean;
};

/** What a bundle holds beside its definition: texts of the cited clauses, templates it renders. */
export type BundleParts = {
  readonly clauses: Readonly<Record<string, Localized>>;
  /** By code; absent in bundles of definitions that render nothing. */
  readonly templates?: Readonly<Record<string, Template>>;
  /**
   * The edition this one takes the place of, where its content was in force before; absent where the
   * content is new. It makes the hash another, since a hash stands for one edition.
   */
  readonly replaces?: { readonly edition: string; readonly hash: string };
};

/** `services.template`, see the migration. */
export type TemplateTable = { park_id: string; code: string; content: Json<Template> };

/** `services.bundle`, see the migration. Days are `YYYY-MM-DD`. */
export type BundleTable = {
  park_id: string;
  hash: string;
  service: string;
  edition: string;
  released_on: string;
  effective_on: string;
  replaced_on: string | null;
  definition: Json<Definition>;
  parts: Json<BundleParts>;
  standard: string;
  clause: string;
  class: string;
  need: boolean;
  sample: boolean;
  search: ColumnType<never, unknown, unknown>;
  published_at: string;
};

/** `services.revision`, see the migration. */
export type RevisionTable = {
  park_id: string;
  id: string;
  service: string;
  clause: string;
  base_hash: string;
  state: 'draft' | 'published' | 'withdrawn';
  reason: string;
  changes: Json<readonly Change[]>;
  version: Generated<number>;
  opened_at: string;
  opened_by: string;
  published_hash: string | null;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'services.class': ClassTable;
    'services.bundle': BundleTable;
    'services.revision': RevisionTable;
    'services.template': TemplateTable;
  }
}
