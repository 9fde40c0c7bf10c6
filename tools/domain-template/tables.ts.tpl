import type { __Noun__ } from './model.ts';

type __Noun__Table = {
  park_id: string;
  id: string;
  title: string;
  state: __Noun__['state'];
  opened_at: string;
  closed_at: string | null;
};

declare module '#platform/db/index.ts' {
  interface Database {
    '__nouns__.__noun__': __Noun__Table;
  }
}

/** Columns that hold personal data, for erasure. */
export const personalColumns = {} as const;
